// What meaning and words each add to a search hit, as a small table with bars. The longest bar of a list fills its cell, so
// that hits can be compared; a part that subtracts has a hollow bar.

import type { SearchScoreDetails } from "../../api-types.ts";
import { type Child, element } from "../elements.ts";
import type { SearchHit } from "./answers.ts";
import { figure, ordinal, percent } from "./plain-words.ts";

interface Part {
  readonly name: string;
  /** The measured value. */
  readonly raw: string;
  readonly rank: number;
  readonly adds: number;
}

/** The largest part of any of the hits; more than 0. */
export function largestPart(hits: readonly SearchHit[]): number {
  const parts = hits.flatMap(({ details }) => partsOf(details).map(({ adds }) => Math.abs(adds)));
  return Math.max(Number.EPSILON, ...parts);
}

export function scoreParts({ title, details }: SearchHit, largest: number): Child {
  const parts = partsOf(details);
  if (parts.length === 0) return null;
  const rows = parts.map((part) => partRow(part, details.relevance, largest));
  const heads = ["Part", "Adds", "Rank"].map((name) => element("th", { scope: "col" }, name));
  return element(
    "table",
    { class: "parts" },
    element("caption", { class: "visually-hidden" }, `What meaning and words add to “${title}”`),
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...rows, parts.length < 2 ? null : sumRow(details.relevance)),
  );
}

function partsOf({ semantic, keyword }: SearchScoreDetails): Part[] {
  const parts: Part[] = [];
  if (semantic !== null) {
    const raw = `cosine ${figure(semantic.score, 2)}`;
    parts.push({ name: "Meaning", raw, rank: semantic.rank, adds: semantic.score });
  }
  if (keyword !== null) {
    const raw = `BM25 ${figure(keyword.score, 1)}`;
    parts.push({ name: "Words", raw, rank: keyword.rank, adds: keyword.contribution });
  }
  return parts;
}

function partRow({ name, raw, rank, adds }: Part, relevance: number, largest: number): HTMLTableRowElement {
  const line = element("span", { class: adds < 0 ? "line less" : "line" });
  line.style.inlineSize = `${(Math.abs(adds) / largest) * 100}%`;
  const share = relevance > 0 && adds > 0 && adds <= relevance ? ` · ${percent(adds / relevance)}` : "";
  return element(
    "tr",
    { class: name.toLowerCase() },
    element("th", { scope: "row" }, name, " ", element("span", { class: "raw" }, raw)),
    element(
      "td",
      {},
      element("span", { class: "track", "aria-hidden": "true" }, line),
      element("span", { class: "adds" }, `${figure(adds, 3)}${share}`),
    ),
    element("td", { class: "rank" }, ordinal(rank)),
  );
}

function sumRow(relevance: number): HTMLTableRowElement {
  return element(
    "tr",
    { class: "sum" },
    element("th", { scope: "row" }, "Total"),
    element("td", {}, element("span", { class: "adds" }, figure(relevance, 3))),
    element("td", {}),
  );
}
