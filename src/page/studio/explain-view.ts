// Explain: what readers get for a query and why, and on request what is hidden from them and why.

import { type Child, element } from "../elements.ts";
import type { SearchAnswer, SearchHit } from "./answers.ts";
import { type Answer, askSearch, type Refused, SEARCH_LIMIT_MAX } from "./ask.ts";
import { growingList, nextOffset, OFFSET_MAX } from "./growing-list.ts";
import { choices, choose, chosen, placeLink, reasonList } from "./parts.ts";
import { EXPLAIN, type ExplainPlace, MODES, RECENCIES } from "./places.ts";
import { percent, plural } from "./plain-words.ts";
import { firstFailure, Results } from "./results.ts";
import { countOf, queryRemarks } from "./search-reasons.ts";

const PAGE_SIZE = 10;
const QUERY_MAX_CHARS = 512;

export class ExplainView {
  readonly node: HTMLElement;
  readonly #form: HTMLFormElement;
  readonly #query = element("input", {
    ...{ id: "query", name: "q", type: "search", maxlength: String(QUERY_MAX_CHARS) },
    ...{ autocomplete: "off", spellcheck: "false", enterkeyhint: "search" },
  });
  readonly #results: Results;

  /** `go` leads to another place, like a link. */
  constructor(refused: (refusal: Refused) => void, go: (place: ExplainPlace) => void) {
    this.#results = new Results(refused);
    this.#form = element(
      "form",
      { class: "asking", role: "search" },
      element("label", { for: "query", class: "field-label" }, "What did the reader search for?"),
      element("div", { class: "field-line" }, this.#query, element("button", { type: "submit" }, "Explain")),
      element(
        "div",
        { class: "settings" },
        choices("Match by", "mode", labelled(MODES, ["Meaning and words", "Meaning", "Words"])),
        choices("Prefer recent", "recency", labelled(RECENCIES, ["Not at all", "A little", "Strongly"])),
        choices("Show", "below", [
          ["no", "What readers see"],
          ["yes", "Hidden results too"],
        ]),
      ),
    );
    this.node = element(
      "div",
      {},
      element("h1", { tabindex: "-1" }, "Explain a search"),
      element("p", { class: "deck" }, "Why is this article a hit, and why isn’t that one?"),
      this.#form,
      this.#results.node,
    );
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      go(this.#place());
    });
    this.#form.addEventListener("change", (event) => {
      // Without a query the choice waits for one.
      if (event.target !== this.#query && this.#query.value.trim() !== "") go(this.#place());
    });
  }

  titleOf({ query }: ExplainPlace): string {
    return query === "" ? "Explain a search" : `“${query}” explained`;
  }

  leave(): void {
    this.#results.leave();
  }

  show(place: ExplainPlace): void {
    if (this.#query.value.trim() !== place.query) this.#query.value = place.query;
    choose(this.#form, "mode", place.mode);
    choose(this.#form, "recency", place.recency);
    choose(this.#form, "below", place.below ? "yes" : "no");
    if (place.query === "") this.#results.rest(...introduction());
    else void this.#explain(place);
  }

  #place(): ExplainPlace {
    const mode = MODES.find((known) => known === chosen(this.#form, "mode")) ?? EXPLAIN.mode;
    const recency = RECENCIES.find((known) => known === chosen(this.#form, "recency")) ?? EXPLAIN.recency;
    const below = chosen(this.#form, "below") === "yes";
    return { view: "explain", query: this.#query.value.trim(), mode, recency, below };
  }

  async #explain(place: ExplainPlace): Promise<void> {
    const signal = this.#results.begin("list");
    const asked = { threshold: null, offset: 0, limit: PAGE_SIZE } as const;
    const shown = await askSearch(place, asked, signal);
    const below = shown.kind === "value" ? await askBelow(place, shown.value, signal) : shown;
    const failed = firstFailure(shown, below);
    if (failed?.kind === "aborted") return;
    if (failed !== null) return this.#results.fail(signal, failed, () => void this.#explain(place));
    if (shown.kind === "value" && below.kind === "value") {
      this.#present(place, shown.value, below.value, signal);
    }
  }

  #present(place: ExplainPlace, answer: SearchAnswer, below: Below, signal: AbortSignal): void {
    const { hits, total, threshold } = answer;
    const count = countOf(total, place.query);
    const remarks = queryRemarks(place, answer, hits[0] ?? below.hits[0] ?? null);
    const shared = { threshold, signal, say: (text: string) => this.#results.say(text) };
    const ask = (least: 0 | null) => (offset: number) =>
      askSearch(place, { threshold: least, offset, limit: PAGE_SIZE }, signal);
    const nodes: Child[] = [
      element(
        "section",
        { class: "answer verdict", "aria-labelledby": "verdict" },
        element("h2", { id: "verdict", dir: "auto" }, `${count}.`),
        reasonList([...remarks, thresholdRemark(answer)]),
      ),
    ];
    if (hits.length > 0) {
      const next = hits.length < total ? nextOffset(hits.length) : null;
      nodes.push(...growingList(hits, { ...shared, from: 1, next, ask: ask(null) }));
    }
    if (below.hits.length > 0) {
      nodes.push(belowHeading(threshold));
      nodes.push(...growingList(below.hits, { ...shared, from: total + 1, next: below.next, ask: ask(0) }));
    } else if (place.below || hits.length === 0) {
      const nothing = "Nothing else in the archive comes close.";
      nodes.push(element("p", { class: "notice" }, nothing));
    } else {
      nodes.push(element("p", { class: "onward" }, placeLink({ ...place, below: true }, MISSING)));
    }
    this.#results.present(signal, nodes, count);
  }
}

/** Hits below the threshold, and the offset of the next ones. */
interface Below {
  readonly hits: readonly SearchHit[];
  readonly next: number | null;
}

const MISSING = "Is an article missing? Show hidden results and why readers don’t see them";

/** Hits below `answer`'s threshold, if they are requested or there is nothing else to explain. */
async function askBelow(
  place: ExplainPlace,
  { hits, total, threshold }: SearchAnswer,
  signal: AbortSignal,
): Promise<Answer<Below>> {
  if (!place.below && hits.length > 0) return { kind: "value", value: { hits: [], next: null } };
  // The order is that of the scores but for age: what readers see is its beginning.
  const byScore = place.recency === "0";
  const offset = byScore ? Math.min(total, OFFSET_MAX) : 0;
  const limit = byScore ? PAGE_SIZE : SEARCH_LIMIT_MAX;
  const answer = await askSearch(place, { threshold: 0, offset, limit }, signal);
  if (answer.kind !== "value") return answer;
  const end = offset + answer.value.hits.length;
  const next = byScore && end < answer.value.total ? nextOffset(end) : null;
  const hidden = answer.value.hits.filter(({ score }) => score < threshold).slice(0, PAGE_SIZE);
  return { kind: "value", value: { hits: hidden, next } };
}

function belowHeading(threshold: number): Child {
  const text = `The closest matches below ${percent(threshold)}. Readers don’t see these.`;
  return element(
    "div",
    { class: "threshold" },
    element("h2", {}, "Below the threshold"),
    element("p", {}, text),
  );
}

function thresholdRemark({ hits, total, threshold }: SearchAnswer): string {
  if (threshold === 0) return "No hits are hidden by their score.";
  const least = `at least ${percent(threshold)}, the archive’s threshold`;
  if (hits.length === 0) return `Readers only see hits that score ${least}.`;
  if (total === 1) return `It scores ${least}.`;
  return total === 2 ? `Both score ${least}.` : `All ${plural(total, "article")} score ${least}.`;
}

function introduction(): Child[] {
  const entries = [
    [
      "Meaning",
      "The model has read every passage in the archive. How close the query is to the closest one.",
    ],
    ["Words", "Which of the query’s words an article has. Rare words count more."],
    ["Score", "Both together, as the probability that the article answers the query."],
  ] as const;
  return [
    element(
      "dl",
      { class: "primer" },
      ...entries.map(([name, text]) => element("div", {}, element("dt", {}, name), element("dd", {}, text))),
    ),
  ];
}

function labelled<Value extends string>(
  values: readonly Value[],
  labels: readonly string[],
): (readonly [Value, string])[] {
  return values.map((value, at) => [value, labels[at] ?? value]);
}
