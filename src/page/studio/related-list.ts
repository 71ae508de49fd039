// Related articles with explanations: sentences first, all figures collapsed.

import { type Child, element } from "../elements.ts";
import type { Article } from "../read-article.ts";
import type { RelatedHit } from "./answers.ts";
import { otherVersions } from "./other-versions.ts";
import { facts, figureList, headline, reasonList, scoreMeter, summaryOf } from "./parts.ts";
import { distanceInTime } from "./plain-words.ts";
import { relatedFigures, relatedReasons } from "./related-reasons.ts";

export interface RelatedListOptions {
  /** null for a draft. */
  readonly subject: Article | null;
  readonly threshold: number;
  readonly level: "h3" | "h4";
  /** Position of the first hit; default 1. */
  readonly from?: number;
  /** Shown next to an article's facts. */
  readonly note?: (hit: RelatedHit) => Child;
  /** Aborts the requests for titles of other versions. */
  readonly signal: AbortSignal;
}

export function relatedList(hits: readonly RelatedHit[], options: RelatedListOptions): HTMLOListElement {
  return element(
    "ol",
    { class: "ranking", role: "list" },
    ...hits.map((hit, at) => item(hit, (options.from ?? 1) + at, options)),
  );
}

function item(hit: RelatedHit, place: number, options: RelatedListOptions): HTMLLIElement {
  const { subject, threshold, level, note, signal } = options;
  return element(
    "li",
    {},
    element("p", { class: "place", "aria-hidden": "true" }, String(place)),
    element(
      "div",
      { class: "story" },
      headline(level, hit),
      facts(hit, awayFrom(hit, subject), note?.(hit) ?? null),
      summaryOf(hit),
      reasonList(relatedReasons(hit, subject)),
      otherVersions(hit.duplicates, signal),
      scoreMeter(hit.score, threshold),
      figureList(relatedFigures(hit), hit.title),
    ),
  );
}

/** How far an article is from the subject in time; null for a draft, which has no date yet. */
export function awayFrom({ publishedAt }: Article, subject: Article | null): Child {
  const away = distanceInTime(publishedAt, subject?.publishedAt ?? null);
  return away === null ? null : element("span", { class: "away" }, away);
}
