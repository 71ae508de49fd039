// The requests of the operator's page. Each sends the tab's key. A rejected key is a separate kind of result, because
// the page then prompts for another one.

import { heldKey, keyHeaders } from "../key.ts";
import { type Article, readArticle } from "../read-article.ts";
import {
  type RelatedAnswer,
  readArticles,
  readMessage,
  readRelated,
  readSearch,
  type SearchAnswer,
} from "./answers.ts";
import type { ExplainPlace } from "./places.ts";

export interface Failed {
  readonly kind: "failed";
  readonly message: string;
  /** Whether a retry may help. */
  readonly retry: boolean;
}

export interface Refused {
  readonly kind: "refused";
  /** `none`: no accepted key was sent; `public`: a public key, which is not enough. */
  readonly key: "none" | "public";
}

export type Answer<T> =
  | { readonly kind: "value"; readonly value: T }
  | Failed
  | Refused
  | { readonly kind: "aborted" };

export interface Draft {
  readonly title: string;
  readonly text: string;
  readonly direction: "any" | "timeline";
}

interface Question {
  readonly path: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Maximum number of hits of a search. */
export const SEARCH_LIMIT_MAX = 50;

/** With `threshold` null, the archive's own. */
export function askSearch(
  { query, mode, recency }: ExplainPlace,
  {
    threshold,
    offset,
    limit,
  }: { readonly threshold: 0 | null; readonly offset: number; readonly limit: number },
  signal: AbortSignal,
): Promise<Answer<SearchAnswer>> {
  const parameters = {
    ...{ q: query, mode, recency, explain: "true", includePassages: "true" },
    ...{ offset: String(offset), limit: String(limit) },
    ...(threshold === null ? {} : { threshold: String(threshold) }),
  };
  return ask({ path: "v1/search", parameters }, readSearch, signal);
}

/** Articles by words, to choose one of them: near misses too. */
export function askByWords(
  query: string,
  limit: number,
  signal: AbortSignal,
): Promise<Answer<readonly Article[]>> {
  const parameters = { q: query, threshold: "0", duplicates: "include", limit: String(limit) };
  return ask({ path: "v1/search", parameters }, readArticles, signal);
}

/** The newest articles, of one section if it is given. */
export function askNewest(
  limit: number,
  section: string | null,
  signal: AbortSignal,
): Promise<Answer<readonly Article[]>> {
  const parameters = { limit: String(limit), ...(section === null ? {} : { section }) };
  return ask({ path: "v1/articles", parameters }, readArticles, signal);
}

export function askArticle(id: string, signal: AbortSignal): Promise<Answer<Article>> {
  return ask({ path: `v1/articles/${encodeURIComponent(id)}` }, readArticle, signal);
}

export function askRelated(id: string, limit: number, signal: AbortSignal): Promise<Answer<RelatedAnswer>> {
  const parameters = { limit: String(limit), explain: "true" };
  return ask({ path: `v1/articles/${encodeURIComponent(id)}/related`, parameters }, readRelated, signal);
}

export function askForDraft(
  { title, text, direction }: Draft,
  limit: number,
  signal: AbortSignal,
): Promise<Answer<RelatedAnswer>> {
  const draft = { text, ...(title === "" ? {} : { title }) };
  const body = { draft, direction, limit, explain: true };
  return ask({ path: "v1/related", body }, readRelated, signal);
}

/** A header can't carry other characters, and the function accepts no other keys. */
const SENDABLE_KEY = /^[\x21-\x7e]+$/;

/** Whether this page may be opened: the function's own response at the page's address. */
export async function askForEntry(signal: AbortSignal): Promise<Answer<true>> {
  const key = heldKey();
  if (key !== null && !SENDABLE_KEY.test(key)) return { kind: "refused", key: "none" };
  const address = new URL(location.pathname, location.origin);
  return answerTo(
    () => send(address, { cache: "no-store", signal }),
    () => true,
    signal,
  );
}

function ask<T>(
  { path, parameters = {}, body }: Question,
  read: (value: unknown) => T | null,
  signal: AbortSignal,
): Promise<Answer<T>> {
  const address = new URL(path, document.baseURI);
  address.search = new URLSearchParams(parameters).toString();
  const init: RequestInit =
    body === undefined ? { signal } : { signal, method: "POST", body: JSON.stringify(body) };
  return answerTo(() => send(address, init), read, signal);
}

function send(address: URL, init: RequestInit): Promise<Response> {
  const type: Record<string, string> = init.body === undefined ? {} : { "Content-Type": "application/json" };
  return fetch(address, { ...init, headers: { Accept: "application/json", ...type, ...keyHeaders() } });
}

async function answerTo<T>(
  question: () => Promise<Response>,
  read: (value: unknown) => T | null,
  signal: AbortSignal,
): Promise<Answer<T>> {
  let response: Response;
  let body: unknown;
  try {
    response = await question();
    body = parseJson(await response.text());
  } catch {
    // fetch doesn't say why it failed; only an aborted request can be recognised.
    if (signal.aborted) return { kind: "aborted" };
    const message = "Can’t reach the server. Check your connection and try again.";
    return { kind: "failed", message, retry: true };
  }
  if (signal.aborted) return { kind: "aborted" };
  const { status } = response;
  if (status === 401 || status === 403) return { kind: "refused", key: status === 401 ? "none" : "public" };
  const value = response.ok ? read(body) : null;
  if (value !== null) return { kind: "value", value };
  return {
    kind: "failed",
    message: readMessage(body) ?? `The server’s response can’t be read (status ${status}).`,
    retry: response.ok || status >= 500 || status === 429,
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
