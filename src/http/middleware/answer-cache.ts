// Answers that are kept for whoever asks the same: behind keys and rates, in front of the routes. Headers that depend on
// who asks (origins, the request's id) are set outside of it. No key is part of what it keeps or of where.

import type { Context, MiddlewareHandler } from "hono";
import { setMetric } from "hono/timing";
import { sha256Hex } from "../../index/sha256.ts";

import { type AppDeps, queryOf, searcherFor } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";
import { CACHEABLE, type CacheableRequest, cacheableRequest } from "../parameters/cacheable-requests.ts";
import { NO_FIELDS } from "../parameters/declared-fields.ts";
import { type AnswerVersion, answerVersion } from "./answer-version.ts";
import { cacheControl } from "./cache-control.ts";
import { namesTag } from "./conditional.ts";

export interface KeptAnswer {
  readonly mediaType: string;
  readonly body: ArrayBuffer;
}

/** A place for answers. `key` is a URL of the request's own host that nothing is served at. */
export interface AnswerCache {
  match(key: string): Promise<KeptAnswer | null>;
  /** May lose it again at any time, and must after `seconds`. */
  put(key: string, answer: KeptAnswer, seconds: number): Promise<void>;
}

export interface AnswerCacheOptions {
  readonly deps: AppDeps;
  /** null: nothing is kept; answers have their tags all the same. */
  readonly cache: AnswerCache | null;
  /** Another one for all code that may answer differently. */
  readonly codeVersion: string;
  /** Whether keys are configured: what needs one is for its sender alone. */
  readonly needsKey: boolean;
}

/**
 * What is kept is right for as long as it is found, since its key holds everything that it depends on; this is how long
 * what a reader searched for may lie there.
 */
export const KEPT_SECONDS = 600;

/** Hex digits of a SHA-256: 128 bits tell any two requests apart. */
const DIGEST_CHARS = 32;

/** For a route's GET, by its pattern in CACHEABLE. */
export function keepAnswers(pattern: string, options: AnswerCacheOptions): MiddlewareHandler<AppEnv> {
  const { deps, cache, codeVersion, needsKey } = options;
  const read = CACHEABLE[pattern];
  if (read === undefined) throw new RangeError(`keepAnswers: ${pattern} is not in CACHEABLE`);

  return async function keepAnswer(context, next) {
    // Without an index there is nothing to answer.
    if (deps.indexVersion === null) return next();
    const asked = read(queryOf(context), deps.declared ?? NO_FIELDS);
    const request = cacheableRequest(pattern, context.req.param(), asked);
    const version = await answerVersion(context, deps, codeVersion, request.ages);
    const digest = await digestOf(version, request);
    const headers = headersOf(version, digest, needsKey || request.explains, needsKey);

    // Whether its sender may have an explanation, only the route knows.
    if (!request.explains && namesTag(context.req.header("If-None-Match"), headers.ETag)) {
      return context.body(null, 304, headers);
    }
    const rights = context.get("rights");
    const isShared = !request.explains && rights !== undefined && rights.key !== "private";
    if (cache === null || !isShared) {
      await next();
      if (await isOf(version, request, context)) setHeaders(context, headers);
      return;
    }

    const key = keyOf(context, deps.basePath, `${rights.key}-${digest}`);
    const found = await finding(cache, key);
    if (found.failed) report(context, found.cause);
    const kept = found.failed ? null : found.answer;
    note(context, kept === null ? "miss" : "hit");
    if (kept !== null) {
      return context.body(kept.body, 200, { ...headers, "Content-Type": kept.mediaType });
    }
    await next();
    if (!(await isOf(version, request, context))) return;
    setHeaders(context, headers);
    const seconds = Math.min(KEPT_SECONDS, Math.floor(version.lasts / 1000));
    if (seconds < 1 || found.failed) return;
    const answer = {
      mediaType: context.res.headers.get("Content-Type") ?? "application/octet-stream",
      body: await context.res.clone().arrayBuffer(),
    };
    context.executionCtx.waitUntil(
      keeping(cache, key, answer, seconds).catch((cause: unknown) => report(context, cause)),
    );
  };

  /** A cache that fails breaks no answer. */
  function report(context: Context<AppEnv>, cause: unknown): void {
    deps.log({ requestId: context.get("requestId"), code: "answer_cache", cause });
  }

  /** Whether the route answered, and from what `version` says: files and lists may be replaced meanwhile. */
  async function isOf(
    version: AnswerVersion,
    { ages }: CacheableRequest,
    context: Context<AppEnv>,
  ): Promise<boolean> {
    if (context.res.status !== 200) return false;
    const { snapshot } = await searcherFor(context, deps);
    if (snapshot.manifest.indexVersion !== deps.indexVersion) return false;
    return (await answerVersion(context, deps, codeVersion, ages)).text === version.text;
  }
}

async function digestOf(version: AnswerVersion, { form }: CacheableRequest): Promise<string> {
  const bytes = new TextEncoder().encode(`${version.text}\n${form}`);
  return (await sha256Hex(bytes)).slice(0, DIGEST_CHARS);
}

/** The digest stands for the request: nobody can read from a key what was searched for. */
function keyOf(context: Context<AppEnv>, basePath: string, name: string): string {
  return new URL(`${basePath === "/" ? "" : basePath}/.answers/${name}`, context.req.url).href;
}

type AnswerHeaders = { readonly ETag: string; readonly "Cache-Control": string; readonly Vary?: string };

function headersOf(
  { lasts }: AnswerVersion,
  digest: string,
  isPrivate: boolean,
  needsKey: boolean,
): AnswerHeaders {
  return {
    ETag: `W/"${digest}"`,
    "Cache-Control": cacheControl(isPrivate ? "private" : "public", lasts / 1000),
    // Not even the browser that has an answer may show it to a request without a key.
    ...(needsKey ? { Vary: "Authorization" } : {}),
  };
}

function setHeaders(context: Context<AppEnv>, headers: AnswerHeaders): void {
  for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
}

/** For the log and, where a clock runs, for Server-Timing. */
function note(context: Context<AppEnv>, cache: "hit" | "miss"): void {
  context.set("cache", cache);
  if (context.get("metric") !== undefined) setMetric(context, "cache", cache);
}

type Found =
  | { readonly failed: false; readonly answer: KeptAnswer | null }
  | { readonly failed: true; readonly cause: unknown };

async function finding(cache: AnswerCache, key: string): Promise<Found> {
  try {
    return { failed: false, answer: await cache.match(key) };
  } catch (cause) {
    return { failed: true, cause };
  }
}

/** Rejects where it throws, too. */
async function keeping(cache: AnswerCache, key: string, answer: KeptAnswer, seconds: number): Promise<void> {
  await cache.put(key, answer, seconds);
}
