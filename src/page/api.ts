// The page's own requests, besides those of its search box and related list. Responses are `unknown`, narrowed field by
// field, and only the fields that the page shows.

import { askWithKey } from "./key.ts";
import { isRecord, numberOf, textOf } from "./narrowing.ts";
import { type Article, readArticle } from "./read-article.ts";

/** The API's highest offset. */
export const OFFSET_MAX = 1000;
const PAGE_SIZE = 10;

export interface ArticleList {
  readonly articles: readonly Article[];
  /** Offset of the next part; null after the last. */
  readonly nextOffset: number | null;
}

export type Answer<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "failed"; readonly message: string; readonly retry: boolean }
  | { readonly kind: "aborted" };

/** A part of the archive, newest first. */
export function askLatest(offset: number, signal: AbortSignal): Promise<Answer<ArticleList>> {
  const parameters = { limit: String(PAGE_SIZE), offset: String(offset) };
  return ask("v1/articles", parameters, readArticleList, signal);
}

export function askArticle(id: string, signal: AbortSignal): Promise<Answer<Article>> {
  return ask(`v1/articles/${encodeURIComponent(id)}`, {}, readArticle, signal);
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
    response = await askWithKey(address, { headers: { Accept: "application/json" }, signal });
    const text = await response.text();
    body = parseJson(text);
  } catch {
    // fetch doesn't say why it failed; only an aborted request can be recognised.
    if (signal.aborted) return { kind: "aborted" };
    const message = "Can’t reach the server. Check your connection and try again.";
    return { kind: "failed", message, retry: true };
  }
  if (signal.aborted) return { kind: "aborted" };
  const value = response.ok ? read(body) : null;
  if (value !== null) return { kind: "value", value };
  const message = isRecord(body) ? textOf(body.message) : null;
  return {
    kind: "failed",
    message: message ?? `The server’s response can’t be read (status ${response.status}).`,
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

function readArticleList(value: unknown): ArticleList | null {
  if (!isRecord(value) || !Array.isArray(value.hits)) return null;
  const articles = value.hits.map(readArticle);
  if (!articles.every((article) => article !== null)) return null;
  const next = (numberOf(value.offset) ?? 0) + articles.length;
  const total = numberOf(value.totalHits) ?? next;
  const hasMore = articles.length > 0 && next < total && next <= OFFSET_MAX;
  return { articles, nextOffset: hasMore ? next : null };
}
