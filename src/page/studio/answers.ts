// API responses as the operator's page reads them: `unknown` narrowed field by field, null for anything malformed. Only the
// fields that the page shows; docs/api.md has all of them.

import type {
  HighlightedText,
  Highlights,
  RelatedScoreDetails,
  SearchScoreDetails,
} from "../../api-types.ts";
import { isRecord, numberOf, textOf, textsOf } from "../narrowing.ts";
import { type Article, readArticle } from "../read-article.ts";

interface Ranked extends Article {
  /** 0..1 */
  readonly score: number;
  /** Ids of near-duplicates that the hit represents. */
  readonly duplicates: readonly string[];
}

export interface SearchHit extends Ranked {
  /** The best part of what matched; empty if the response has none. */
  readonly excerpt: HighlightedText;
  /** The whole passage; null if its text may not be shown. */
  readonly passage: HighlightedText | null;
  readonly details: SearchScoreDetails;
}

export interface RelatedHit extends Ranked {
  readonly pinned: boolean;
  readonly details: RelatedScoreDetails;
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  readonly mode: string;
  /** Weight of meaning, 0..1. */
  readonly semanticRatio: number;
  readonly threshold: number;
  readonly total: number;
  /** Only the beginning of the query was encoded. */
  readonly queryTruncated: boolean;
}

export interface RelatedAnswer {
  /** Empty in a timeline. */
  readonly hits: readonly RelatedHit[];
  readonly before: readonly RelatedHit[];
  readonly after: readonly RelatedHit[];
  readonly total: number;
  readonly threshold: number;
}

type Reader<T> = (value: unknown) => T | null;

export function readSearch(value: unknown): SearchAnswer | null {
  const hits = isRecord(value) ? listOf(value.hits, readSearchHit) : null;
  if (hits === null || !isRecord(value)) return null;
  const mode = textOf(value.mode);
  const [semanticRatio, threshold] = [numberOf(value.semanticRatio), numberOf(value.threshold)];
  if (mode === null || semanticRatio === null || threshold === null) return null;
  const total = numberOf(value.totalHits) ?? hits.length;
  return { hits, mode, semanticRatio, threshold, total, queryTruncated: value.queryTruncated === true };
}

export function readRelated(value: unknown): RelatedAnswer | null {
  if (!isRecord(value)) return null;
  const isTimeline = value.hits === undefined;
  const hits = isTimeline ? [] : listOf(value.hits, readRelatedHit);
  const before = isTimeline ? listOf(value.before, readRelatedHit) : [];
  const after = isTimeline ? listOf(value.after, readRelatedHit) : [];
  const threshold = numberOf(value.threshold);
  if (hits === null || before === null || after === null || threshold === null) return null;
  const total = numberOf(value.totalHits) ?? hits.length + before.length + after.length;
  return { hits, before, after, total, threshold };
}

/** The articles of any list of hits. */
export function readArticles(value: unknown): readonly Article[] | null {
  return isRecord(value) ? listOf(value.hits, readArticle) : null;
}

/** The message of an error; null if there is none. */
export function readMessage(value: unknown): string | null {
  return isRecord(value) ? textOf(value.message) : null;
}

function readSearchHit(value: unknown): SearchHit | null {
  const article = readArticle(value);
  if (article === null || !isRecord(value)) return null;
  const score = numberOf(value.score);
  const details = readSearchDetails(value.scoreDetails);
  if (score === null || details === null) return null;
  return {
    ...article,
    ...{ score, details, duplicates: textsOf(value.duplicates) },
    excerpt: passageOf(value.excerpt),
    passage: isRecord(value.bestPassage) ? passageOf(value.bestPassage) : null,
  };
}

function readSearchDetails(value: unknown): SearchScoreDetails | null {
  if (!isRecord(value) || !isRecord(value.calibration)) return null;
  const { lacking } = value.calibration;
  const own = numbersOf(value, ["relevance", "recency"]);
  const calibration = numbersOf(value.calibration, ["first", "doubt", "below", "logit"]);
  const semantic = numbersOrNull(value.semantic, ["score", "rank", "bestPassage", "otherPassages"]);
  const keyword = numbersOrNull(value.keyword, ["score", "rank", "matchedIdfShare", "contribution"]);
  if (own === null || calibration === null || semantic === undefined || keyword === undefined) return null;
  return { ...own, semantic, keyword, calibration: { ...calibration, lacking: textsOf(lacking) } };
}

function readRelatedHit(value: unknown): RelatedHit | null {
  const article = readArticle(value);
  if (article === null || !isRecord(value) || !isRecord(value.scoreDetails)) return null;
  const score = numberOf(value.score);
  const own = numbersOf(value.scoreDetails, [
    ...(["sections", "tags", "links", "relevance"] as const),
    ...(["recency", "rankingValue", "diversityPenalty"] as const),
  ]);
  const semantic = numbersOrNull(value.scoreDetails.semantic, ["score", "rank"]);
  if (score === null || own === null || semantic === undefined || semantic === null) return null;
  const duplicates = textsOf(value.duplicates);
  return { ...article, score, duplicates, pinned: value.pinned === true, details: { ...own, semantic } };
}

function passageOf(value: unknown): HighlightedText {
  const { text, highlights } = isRecord(value) ? value : {};
  const read = textOf(text) ?? "";
  return { text: read, highlights: readHighlights(highlights, read.length) };
}

function readHighlights(value: unknown, length: number): Highlights {
  const ranges: (readonly [number, number])[] = [];
  let last = 0;
  for (const range of Array.isArray(value) ? value : []) {
    const [start, end]: unknown[] = Array.isArray(range) ? range : [];
    if (!Number.isInteger(start) || !Number.isInteger(end)) continue;
    const [from, to] = [Number(start), Number(end)];
    if (from < last || to <= from || to > length) continue;
    ranges.push([from, to]);
    last = to;
  }
  return ranges;
}

/** Null if any item is malformed. */
function listOf<T>(value: unknown, read: Reader<T>): T[] | null {
  if (!Array.isArray(value)) return null;
  const items: T[] = [];
  for (const item of value) {
    const one = read(item);
    if (one === null) return null;
    items.push(one);
  }
  return items;
}

function numbersOf<Name extends string>(
  value: Record<string, unknown>,
  names: readonly Name[],
): Record<Name, number> | null {
  const read: Partial<Record<Name, number>> = {};
  for (const name of names) {
    const number = numberOf(value[name]);
    if (number === null) return null;
    read[name] = number;
  }
  return read as Record<Name, number>;
}

/** Null if the response has null; undefined for anything else but these numbers. */
function numbersOrNull<Name extends string>(
  value: unknown,
  names: readonly Name[],
): Record<Name, number> | null | undefined {
  if (value === null) return null;
  return (isRecord(value) ? numbersOf(value, names) : null) ?? undefined;
}
