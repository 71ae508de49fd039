// Why an article is related to another one or to a draft, in words and in numbers: the figures of
// `backstory related --explain`.

import type { Article, RelatedHit } from "./answers.ts";
import { capital, figure, joined, ordinal, percent, quoted } from "./plain-words.ts";
import type { FigureRow } from "./search-reasons.ts";

/** `subject` null: a draft, which has neither tags nor sections. */
export function relatedReasons(hit: RelatedHit, subject: Article | null): string[] {
  const { details, pinned } = hit;
  const reasons: string[] = [];
  if (pinned) reasons.push("Pinned by an editor.");
  const { rank } = details.semantic;
  reasons.push(rank === 1 ? "The nearest in meaning." : `The ${ordinal(rank)} nearest in meaning.`);
  const common = commonOf(hit, subject);
  if (common.length > 0) reasons.push(`${capital(joined(common))}.`);
  if (details.recency < 1) {
    reasons.push(`The time between them takes ${percent(1 - details.recency)} off its place in the order.`);
  }
  if (details.diversityPenalty < 0) {
    reasons.push(
      `It says much the same as a hit before it, which costs it ${percent(-details.diversityPenalty)}.`,
    );
  }
  return reasons;
}

function commonOf({ details, tags, sections }: RelatedHit, subject: Article | null): string[] {
  const common: string[] = [];
  const shared = (own: readonly string[], other: readonly string[]) =>
    own.filter((name) => other.some((one) => one.toLowerCase() === name.toLowerCase()));
  if (details.tags !== 0) {
    const names = shared(tags, subject?.tags ?? []);
    common.push(names.length === 0 ? "tags in common" : `tagged ${quoted(names)} as well`);
  }
  if (details.sections !== 0) {
    const names = shared(sections, subject?.sections ?? []);
    common.push(names.length === 0 ? "a section in common" : `also in ${quoted(names)}`);
  }
  if (details.links !== 0) common.push("one links to the other");
  return common;
}

export function relatedFigures({ score, details }: RelatedHit): FigureRow[] {
  const { semantic, sections, tags, links, relevance, recency, diversityPenalty } = details;
  const rows: FigureRow[] = [[`cosine to the subject, rank ${semantic.rank}`, figure(semantic.score)]];
  const more = [
    ["+ sections in common", sections],
    ["+ tags in common", tags],
    ["+ links between them", links],
  ] as const;
  for (const [label, value] of more) if (value !== 0) rows.push([label, figure(value)]);
  if (rows.length > 1) rows.push(["= similarity", figure(relevance)]);
  rows.push(["score, its probability", figure(score)]);
  if (recency !== 1) rows.push(["× age", figure(recency)], ["= order", figure(score * recency)]);
  if (diversityPenalty !== 0) {
    rows.push(["likeness to the hits before it, beside the best one’s order", figure(diversityPenalty)]);
  }
  return rows;
}
