// Why an article is related to another one or to a draft, in words and in numbers: the same figures as
// `backstory related --explain` prints.

import type { Article } from "../read-article.ts";
import type { RelatedHit } from "./answers.ts";
import { capital, figure, joined, ordinal, percent, quoted, timeApart } from "./plain-words.ts";
import type { FigureRow } from "./search-reasons.ts";

/** `subject` is null for a draft, which has no tags and no sections, and is dated now. */
export function relatedReasons(hit: RelatedHit, subject: Article | null): string[] {
  const { details, pinned } = hit;
  const reasons: string[] = [];
  if (pinned) reasons.push("Pinned by an editor.");
  const { rank } = details.semantic;
  reasons.push(rank === 1 ? "Closest in meaning." : `${ordinal(rank)} closest in meaning.`);
  const common = commonOf(hit, subject);
  if (common.length > 0) reasons.push(`${capital(joined(common))}.`);
  if (details.recency < 1) {
    const apart = timeApart(hit.publishedAt, subject === null ? new Date() : subject.publishedAt);
    reasons.push(`Ranked lower: ${apart ?? "far"} apart (−${percent(1 - details.recency)}).`);
  }
  if (details.diversityPenalty < 0) {
    reasons.push(`Ranked lower: much like a hit above it (−${percent(-details.diversityPenalty)}).`);
  }
  return reasons;
}

function commonOf({ details, tags, sections }: RelatedHit, subject: Article | null): string[] {
  const common: string[] = [];
  const shared = (own: readonly string[], other: readonly string[]) =>
    own.filter((name) => other.some((one) => one.toLowerCase() === name.toLowerCase()));
  if (details.tags !== 0) {
    const names = shared(tags, subject?.tags ?? []);
    common.push(names.length === 0 ? "shared tags" : `also tagged ${quoted(names)}`);
  }
  if (details.sections !== 0) {
    const names = shared(sections, subject?.sections ?? []);
    common.push(names.length === 0 ? "a shared section" : `also in ${quoted(names)}`);
  }
  if (details.links !== 0) common.push("one links to the other");
  return common;
}

export function relatedFigures({ score, details }: RelatedHit): FigureRow[] {
  const { semantic, sections, tags, links, relevance, recency, diversityPenalty } = details;
  const rows: FigureRow[] = [[`cosine, rank ${semantic.rank}`, figure(semantic.score)]];
  const more = [
    ["+ shared sections", sections],
    ["+ shared tags", tags],
    ["+ links between them", links],
  ] as const;
  for (const [label, value] of more) if (value !== 0) rows.push([label, figure(value)]);
  if (rows.length > 1) rows.push(["= relevance", figure(relevance)]);
  rows.push(["score: the probability at this relevance", figure(score)]);
  if (recency !== 1) rows.push(["× age", figure(recency)], ["= ranking value", figure(score * recency)]);
  if (diversityPenalty !== 0) {
    rows.push(["diversity penalty, relative to the best candidate", figure(diversityPenalty)]);
  }
  return rows;
}
