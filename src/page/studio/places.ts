// The places of the operator's page and their addresses: each view with its inputs, except for drafts, which are never in an
// address.

export const MODES = ["hybrid", "semantic", "keyword"] as const;
export type Mode = (typeof MODES)[number];

/** How strongly recent articles are preferred, as the API takes it. */
export const RECENCIES = ["0", "0.3", "1"] as const;
export type Recency = (typeof RECENCIES)[number];

export interface ExplainPlace {
  readonly view: "explain";
  /** Empty before the first search. */
  readonly query: string;
  readonly mode: Mode;
  readonly recency: Recency;
  /** Whether hits below the archive's threshold are shown too. */
  readonly below: boolean;
}

export interface ComparePlace {
  readonly view: "compare";
  /** Id of the compared article; null while none is chosen. */
  readonly article: string | null;
  /** Words to find an article by; empty offers the newest. */
  readonly find: string;
  /** Compare with the newest of the article's own section. */
  readonly sameSection: boolean;
}

export interface DraftPlace {
  readonly view: "draft";
}

export type Place = ExplainPlace | ComparePlace | DraftPlace;

export const EXPLAIN: ExplainPlace = {
  ...{ view: "explain", query: "", mode: "hybrid", recency: "0", below: false },
};
export const COMPARE: ComparePlace = { view: "compare", article: null, find: "", sameSection: false };
export const DRAFT: DraftPlace = { view: "draft" };

/** The place in a query string. Missing and invalid parts have their defaults. */
export function readPlace(queryString: string): Place {
  const parameters = new URLSearchParams(queryString);
  const text = (name: string) => (parameters.get(name) ?? "").trim();
  switch (text("view")) {
    case "compare": {
      const article = text("article") === "" ? null : text("article");
      return { view: "compare", article, find: text("find"), sameSection: text("newest") === "section" };
    }
    case "draft":
      return DRAFT;
    default:
      return {
        view: "explain",
        query: text("q"),
        mode: MODES.find((mode) => mode === text("mode")) ?? EXPLAIN.mode,
        recency: RECENCIES.find((recency) => recency === text("recency")) ?? EXPLAIN.recency,
        below: text("threshold") === "0",
      };
  }
}

/** Absolute address of a place, from the page's own path, so that it works with and without a slash at the end. */
export function addressOf(place: Place): string {
  const address = new URL(location.pathname, location.origin);
  const parameters = address.searchParams;
  parameters.set("view", place.view);
  if (place.view === "explain") {
    if (place.query !== "") parameters.set("q", place.query);
    if (place.mode !== EXPLAIN.mode) parameters.set("mode", place.mode);
    if (place.recency !== EXPLAIN.recency) parameters.set("recency", place.recency);
    if (place.below) parameters.set("threshold", "0");
  }
  if (place.view === "compare") {
    if (place.article !== null) parameters.set("article", place.article);
    else if (place.find !== "") parameters.set("find", place.find);
    if (place.sameSection) parameters.set("newest", "section");
  }
  return address.href;
}
