// Search hits with explanations: a sentence first, then what meaning and words add, then all figures.

import { type Child, element, textAttributes } from "../elements.ts";
import type { SearchHit } from "./answers.ts";
import { otherVersions } from "./other-versions.ts";
import { facts, figureList, headline, marked, reasonList, scoreMeter } from "./parts.ts";
import { largestPart, scoreParts } from "./score-parts.ts";
import { leadOf, remarksOf, searchFigures } from "./search-reasons.ts";

export interface ExplainListOptions {
  /** Position of the first hit, from 1. */
  readonly from: number;
  /** Readers see hits that score at least this. */
  readonly threshold: number;
  /** Aborts the requests for titles of other versions. */
  readonly signal: AbortSignal;
}

export function explainList(hits: readonly SearchHit[], options: ExplainListOptions): HTMLOListElement {
  const largest = largestPart(hits);
  const items = hits.map((hit, at) => hitItem(hit, options.from + at, largest, options));
  return element("ol", { class: "hits", role: "list" }, ...items);
}

function hitItem(
  hit: SearchHit,
  place: number,
  largest: number,
  { threshold, signal }: ExplainListOptions,
): HTMLLIElement {
  const hidden = hit.score < threshold;
  return element(
    "li",
    { class: hidden ? "hit hidden-hit" : "hit" },
    element("p", { class: "place", "aria-hidden": "true" }, String(place)),
    element(
      "div",
      { class: "story" },
      headline("h3", hit),
      facts(hit, hidden ? element("span", { class: "badge" }, "Hidden from readers") : null),
      element("p", { class: "lead" }, leadOf(hit.details, !hidden)),
      reasonList(remarksOf(hit, threshold)),
    ),
    element(
      "div",
      { class: "evidence" },
      scoreMeter(hit.score, threshold),
      scoreParts(hit, largest),
      figureList(searchFigures(hit), hit.title),
    ),
    element("div", { class: "context" }, passageOf(hit), otherVersions(hit.duplicates, signal)),
  );
}

/** The whole passage that matched, or what may be shown instead. */
function passageOf({ passage, excerpt, lang }: SearchHit): Child {
  const shown = passage ?? excerpt;
  if (shown.text === "") return null;
  const label = passage === null ? "Summary" : "Matching passage";
  return element(
    "figure",
    { class: "passage" },
    element("figcaption", {}, label),
    element("blockquote", textAttributes(lang), ...marked(shown)),
  );
}
