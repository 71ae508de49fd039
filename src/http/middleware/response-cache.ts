// Caches responses for other callers with the same request: after the checks of keys and rates, before the routes. Headers
// that depend on the caller (CORS, the request's id) are added outside. Neither the responses nor their keys contain an
// API key.

import type { Context, MiddlewareHandler } from "hono";
import { setMetric } from "hono/timing";
import { sha256Hex } from "../../index/sha256.ts";
import { type CacheVersion, cacheVersion } from "../../service/cache-version.ts";
import { type AppDeps, queryOf, searcherFor } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";
import { CACHEABLE, type CacheableRequest, cacheableRequest } from "../parameters/cacheable-requests.ts";
import { NO_FIELDS } from "../parameters/declared-fields.ts";
import { cacheControl } from "./cache-control.ts";
import { namesTag } from "./conditional.ts";

export interface CachedResponse {
  readonly mediaType: string;
  readonly body: ArrayBuffer;
}

export interface ResponseCache {
  /** `key` is a URL on the request's own host at which nothing is served. */
  match(key: string): Promise<CachedResponse | null>;
  /** The cache may drop the response at any time, and must after `seconds`. */
  put(key: string, response: CachedResponse, seconds: number): Promise<void>;
}

export interface ResponseCacheOptions {
  readonly deps: AppDeps;
  /** If null, nothing is cached; responses still have an ETag. */
  readonly cache: ResponseCache | null;
  /** Differs between deployments whose code might respond differently. */
  readonly codeVersion: string;
  /** Whether keys are configured. Responses are then private to whoever sent the key. */
  readonly needsKey: boolean;
}

/**
 * A cached response never goes stale, because its key contains everything it depends on. This limits how long the
 * response to a reader's query stays in the cache.
 */
export const CACHE_TTL_SECONDS = 600;

/** Hex digits of a SHA-256: 128 bits tell any two requests apart. */
const DIGEST_CHARS = 32;

/** For the GET of a route, by its pattern in CACHEABLE. */
export function cacheResponses(pattern: string, options: ResponseCacheOptions): MiddlewareHandler<AppEnv> {
  const { deps, cache, codeVersion, needsKey } = options;
  const { indexVersion } = deps;
  const read = CACHEABLE[pattern];
  if (read === undefined) throw new RangeError(`cacheResponses: ${pattern} is not in CACHEABLE`);

  return async function cacheResponse(context, next) {
    // Without an index there is nothing to cache.
    if (indexVersion === null) return next();
    const asked = read(queryOf(context), deps.declared ?? NO_FIELDS);
    const request = cacheableRequest(pattern, context.req.param(), asked);
    const version = await versionOf(context, indexVersion, request);
    const digest = await digestOf(version, request);
    const headers = headersOf(version, digest, needsKey || request.explains, needsKey);

    // Whether the caller may see an explanation is checked by the route.
    if (!request.explains && namesTag(context.req.header("If-None-Match"), headers.ETag)) {
      return context.body(null, 304, headers);
    }
    const rights = context.get("rights");
    const isShared = !request.explains && rights !== undefined && rights.key !== "private";
    if (cache === null || !isShared) {
      await next();
      if (await isCurrent(context, indexVersion, version, request)) setHeaders(context, headers);
      return;
    }

    const key = keyOf(context, deps.basePath, `${rights.key}-${digest}`);
    const found = await lookUp(cache, key);
    if (found.failed) report(context, found.cause);
    const cached = found.failed ? null : found.response;
    note(context, cached === null ? "miss" : "hit");
    if (cached !== null) {
      return context.body(cached.body, 200, { ...headers, "Content-Type": cached.mediaType });
    }
    await next();
    if (!(await isCurrent(context, indexVersion, version, request))) return;
    setHeaders(context, headers);
    const seconds = Math.min(CACHE_TTL_SECONDS, Math.floor(version.validMs / 1000));
    if (seconds < 1 || found.failed) return;
    const response = {
      mediaType: context.res.headers.get("Content-Type") ?? "application/octet-stream",
      body: await context.res.clone().arrayBuffer(),
    };
    context.executionCtx.waitUntil(
      store(cache, key, response, seconds).catch((cause: unknown) => report(context, cause)),
    );
  };

  /** A failing cache breaks no response. */
  function report(context: Context<AppEnv>, cause: unknown): void {
    deps.log({ requestId: context.get("requestId"), code: "response_cache", cause });
  }

  /** Rejects if the index can't be used. */
  async function versionOf(
    context: Context<AppEnv>,
    indexVersion: string,
    { ages }: CacheableRequest,
  ): Promise<CacheVersion> {
    const [removals, times] = await Promise.all([
      deps.removals(),
      deps.publicationTimes((work) => context.executionCtx.waitUntil(work)),
    ]);
    return cacheVersion({ codeVersion, indexVersion, removals, times, now: deps.now(), ages });
  }

  /** Whether the route answered normally and from `version`: files and lists may have been replaced meanwhile. */
  async function isCurrent(
    context: Context<AppEnv>,
    indexVersion: string,
    version: CacheVersion,
    request: CacheableRequest,
  ): Promise<boolean> {
    if (context.res.status !== 200 || context.get("isDegraded") === true) return false;
    const { version: opened } = await searcherFor(context, deps);
    if (opened !== indexVersion) return false;
    return (await versionOf(context, indexVersion, request)).text === version.text;
  }
}

async function digestOf(version: CacheVersion, { form }: CacheableRequest): Promise<string> {
  const bytes = new TextEncoder().encode(`${version.text}\n${form}`);
  return (await sha256Hex(bytes)).slice(0, DIGEST_CHARS);
}

/** The key contains a digest of the request, so nobody can read a query from it. */
function keyOf(context: Context<AppEnv>, basePath: string, name: string): string {
  return new URL(`${basePath === "/" ? "" : basePath}/.cached/${name}`, context.req.url).href;
}

type CacheHeaders = { readonly ETag: string; readonly "Cache-Control": string; readonly Vary?: string };

function headersOf(
  { validMs }: CacheVersion,
  digest: string,
  isPrivate: boolean,
  needsKey: boolean,
): CacheHeaders {
  return {
    ETag: `W/"${digest}"`,
    "Cache-Control": cacheControl(isPrivate ? "private" : "public", validMs / 1000),
    // Even a browser that has the response must not show it to a request without a key.
    ...(needsKey ? { Vary: "Authorization" } : {}),
  };
}

function setHeaders(context: Context<AppEnv>, headers: CacheHeaders): void {
  for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
}

/** For the log and, if a clock runs, for Server-Timing. */
function note(context: Context<AppEnv>, cache: "hit" | "miss"): void {
  context.set("cache", cache);
  if (context.get("metric") !== undefined) setMetric(context, "cache", cache);
}

type LookUp =
  | { readonly failed: false; readonly response: CachedResponse | null }
  | { readonly failed: true; readonly cause: unknown };

async function lookUp(cache: ResponseCache, key: string): Promise<LookUp> {
  try {
    return { failed: false, response: await cache.match(key) };
  } catch (cause) {
    return { failed: true, cause };
  }
}

/** Rejects even if the cache throws before it returns a promise. */
async function store(
  cache: ResponseCache,
  key: string,
  response: CachedResponse,
  seconds: number,
): Promise<void> {
  await cache.put(key, response, seconds);
}
