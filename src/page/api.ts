// What the page asks the function and how it reads the answers: `unknown` narrowed field by field. It knows
// only the fields that the page shows; the whole contract is in docs/.

import { keyHeaders } from "./key.ts";
import type { ListPlace } from "./place.ts";

/** As large as the function allows an offset to be. */
export const OFFSET_MAX = 1000;
const PAGE_SIZE = 10;
const RELATED_COUNT = 6;

export interface Article {
  readonly id: string;
  /** As the archive names it: not necessarily http(s). */
  readonly url: string | null;
  readonly title: string;
  readonly summary: string | null;
  readonly sections: readonly string[];
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  readonly publishedAt: Date | null;
  readonly updatedAt: Date | null;
  readonly lang: string;
  readonly access: "public" | "members";
}

export interface Hit extends Article {
  /** Empty where the answer has none. */
  readonly excerpt: string;
  /** [start, end) in UTF-16 units of `excerpt`, ascending, inside it, none overlapping. */
  readonly highlights: readonly (readonly [number, number])[];
  /** 0..1; null in a list that is not ranked. */
  readonly score: number | null;
  /** Ids of near-duplicates that the hit stands for. */
  readonly duplicates: readonly string[];
}

export interface HitList {
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly totalIsExact: boolean;
  /** True where only the beginning of the query was encoded. */
  readonly truncated: boolean;
  /** Offset of the next part, null after the last. */
  readonly nextOffset: number | null;
}

export type Answer<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "failed"; readonly message: string; readonly retry: boolean }
  | { readonly kind: "aborted" };

export function askList(place: ListPlace, offset: number, signal: AbortSignal): Promise<Answer<HitList>> {
  const page = { limit: String(PAGE_SIZE), ...(offset === 0 ? {} : { offset: String(offset) }) };
  if (place.view === "latest") return ask("v1/articles", page, readHitList, signal);
  const threshold: Record<string, string> = place.nearest ? { threshold: "0" } : {};
  const parameters = { q: place.query, mode: place.mode, ...threshold, ...page };
  return ask("v1/search", parameters, readHitList, signal);
}

export function askArticle(id: string, signal: AbortSignal): Promise<Answer<Article>> {
  return ask(`v1/articles/${encodeURIComponent(id)}`, {}, readArticle, signal);
}

export function askRelated(id: string, signal: AbortSignal): Promise<Answer<HitList>> {
  const parameters = { limit: String(RELATED_COUNT) };
  return ask(`v1/articles/${encodeURIComponent(id)}/related`, parameters, readHitList, signal);
}

async function ask<T>(
  path: string,
  parameters: Readonly<Record<string, string>>,
  read: (value: unknown) => T | null,
  signal: AbortSignal,
): Promise<Answer<T>> {
  const address = new URL(path, document.baseURI);
  address.search = new URLSearchParams(parameters).toString();
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(address, { headers: { Accept: "application/json", ...keyHeaders() }, signal });
    const text = await response.text();
    body = parseJson(text);
  } catch {
    // fetch gives no reasons away; an aborted request is the only one that is told apart.
    if (signal.aborted) return { kind: "aborted" };
    const message = "The server can’t be reached. Check the connection and try again.";
    return { kind: "failed", message, retry: true };
  }
  if (signal.aborted) return { kind: "aborted" };
  const value = response.ok ? read(body) : null;
  if (value !== null) return { kind: "value", value };
  const message = isRecord(body) ? textOf(body.message) : null;
  return {
    kind: "failed",
    message: message ?? `The server’s answer can’t be read (status ${response.status}).`,
    retry: response.ok || response.status >= 500 || response.status === 429,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's error page, for one; the status says the rest.
    return null;
  }
}

function readHitList(value: unknown): HitList | null {
  if (!isRecord(value) || !Array.isArray(value.hits)) return null;
  const hits = value.hits.map(readHit);
  if (!hits.every((hit) => hit !== null)) return null;
  const total = numberOf(value.estimatedTotalHits) ?? hits.length;
  const next = (numberOf(value.offset) ?? 0) + hits.length;
  return {
    hits,
    total,
    totalIsExact: value.totalIsExact !== false,
    truncated: value.truncated === true,
    nextOffset: hits.length > 0 && next < total && next <= OFFSET_MAX ? next : null,
  };
}

function readHit(value: unknown): Hit | null {
  const article = readArticle(value);
  if (article === null || !isRecord(value)) return null;
  const excerpt = textOf(value.excerpt) ?? "";
  return {
    ...article,
    excerpt,
    highlights: readHighlights(value.highlights, excerpt.length),
    score: numberOf(value.score),
    duplicates: textsOf(value.duplicates),
  };
}

function readHighlights(value: unknown, length: number): (readonly [number, number])[] {
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

function readArticle(value: unknown): Article | null {
  if (!isRecord(value)) return null;
  const id = textOf(value.id);
  const title = textOf(value.title);
  if (id === null || title === null) return null;
  return {
    id,
    url: textOf(value.url),
    title,
    summary: textOf(value.summary),
    sections: textsOf(value.sections),
    tags: textsOf(value.tags),
    authors: textsOf(value.authors),
    publishedAt: timeOf(value.publishedAt),
    updatedAt: timeOf(value.updatedAt),
    lang: textOf(value.lang) ?? "",
    access: value.access === "members" ? "members" : "public",
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function timeOf(value: unknown): Date | null {
  const time = new Date(textOf(value) ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time;
}
