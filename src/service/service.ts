// The application together with its index: reads the base path from the manifest, opens the searcher at the
// first request that needs it, and starts afresh when the files it was reading from have been replaced.

import type { ExecutionContext, Hono } from "hono";
import { createApp } from "../http/app.ts";
import type { AppDeps } from "../http/context/app-deps.ts";
import type { AppEnv } from "../http/context/app-env.ts";
import type { AnswerCache } from "../http/middleware/answer-cache.ts";
import type { RateLimiter } from "../http/middleware/rate-limit.ts";
import { RETRY_AFTER_SECONDS } from "../http/problems/problem.ts";
import type { Searcher } from "../index/searcher.ts";
import { DEFAULT_HTTP_SETTINGS } from "../index/settings.ts";
import type { Manifest } from "../index/snapshot/format.ts";
import { readManifest } from "../index/snapshot/reader.ts";
import type { Source } from "../index/source.ts";
import { withoutArticles } from "../index/visibility.ts";
import { indexUnavailable } from "./index-unavailable.ts";
import { type ConfiguredKeys, createKeyRing } from "./key-ring.ts";
import { LazyIndex } from "./lazy-index.ts";
import { type LogLine, problemLine, writeToConsole } from "./log-lines.ts";
import type { OpenIndexOptions } from "./open-index.ts";
import { createColumnTimes, publicationTimesIn } from "./publication-times.ts";
import type { EventSink } from "./reader-event.ts";
import { DenyKeeper, type DenyList, type ReadDenied } from "./removal-watcher.ts";
import { VERSION } from "./version.ts";

export interface ServiceOptions extends OpenIndexOptions {
  readonly page: Source;
  /** Where removed articles are listed; without any, none is removed. */
  readonly denyLists?: readonly ReadDenied[];
  /** Without any, nothing needs a key. */
  readonly keys?: ConfiguredKeys;
  /** Without one, nothing is limited. */
  readonly limiter?: RateLimiter;
  /** Without one, every answer is made anew. */
  readonly answerCache?: AnswerCache;
  /** Another one for all code that may answer differently; the function's version without it. */
  readonly codeVersion?: string;
  readonly eventSinks?: readonly EventSink[];
  readonly writeLog?: (line: LogLine) => void;
  readonly now?: () => number;
  readonly clock?: () => number;
}

/** Holds a request's work alive after its answer, as a Worker's execution context does. */
export interface RequestLifetime {
  waitUntil(work: Promise<unknown>): void;
}

export type Service = (request: Request, lifetime: RequestLifetime) => Promise<Response>;

/** The application over one index, and when it was opened. */
interface Opened {
  readonly app: Hono<AppEnv>;
  readonly indexVersion: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** A file it needed could not be used: the next request sees whether there is a newer index. */
  failed: boolean;
}

export function createService(options: ServiceOptions): Service {
  const now = options.now ?? Date.now;
  const writeLog = options.writeLog ?? writeToConsole;
  const configured = options.keys ?? { public: [], private: [] };
  const keys = createKeyRing(configured);
  const secrets = [...configured.public, ...configured.private];
  const denied = new DenyKeeper({
    lists: options.denyLists ?? [],
    now,
    onFailure: (cause) => writeLog(problemLine({ requestId: "", code: "deny_list", cause }, secrets)),
  });
  let opened: Opened | null = null;

  const create = (
    given: Pick<AppDeps, "basePath" | "declared" | "indexVersion" | "http" | "searcher" | "publicationTimes">,
    onUnavailable: () => void = () => undefined,
    logRequest: (line: LogLine) => void = writeLog,
  ): Hono<AppEnv> => {
    const deps: AppDeps = {
      ...given,
      denyList: () => denied.current(),
      eventSinks: options.eventSinks ?? [],
      pageFile: (name) => options.page.read(name),
      now,
      ...(options.clock === undefined ? {} : { clock: options.clock }),
      log: (problem) => {
        if (problem.code === "index_unavailable") onUnavailable();
        writeLog(problemLine(problem, secrets));
      },
    };
    const limiter = options.limiter ?? null;
    return createApp(deps, {
      keys,
      limiter,
      cache: options.answerCache ?? null,
      codeVersion: options.codeVersion ?? VERSION,
      logRequest: (line) => logRequest({ ...line }),
    });
  };

  const open = (manifest: Manifest): Opened => {
    const { indexVersion, settings } = manifest;
    const keeper = new LazyIndex(options);
    const hide = createHiding();
    const searcher = async (keepAlive: (work: Promise<unknown>) => void) => {
      const [whole, list] = await Promise.all([keeper.get(keepAlive), denied.current()]);
      return hide(whole, list);
    };
    const timesOf = createColumnTimes();
    const publicationTimes: AppDeps["publicationTimes"] =
      options.answerCache === undefined
        ? async (keepAlive) => timesOf((await searcher(keepAlive)).snapshot.publishedAt)
        : // What is kept can then be found without the searcher.
          publicationTimesIn(options.snapshot, manifest);
    const { basePath, http, filterFields, facetFields } = settings;
    const declared = { filterFields, facetFields };
    const app = create({ basePath, declared, indexVersion, http, searcher, publicationTimes }, () => {
      opening.failed = true;
    });
    const opening: Opened = { app, indexVersion, since: now(), failed: false };
    return opening;
  };

  /** The application to ask; rejects where none is open and the manifest can't be read. */
  const current = async (): Promise<Hono<AppEnv>> => {
    const before = opened;
    if (before !== null && !before.failed) return before.app;
    let manifest: Manifest;
    try {
      manifest = await readManifest(options.snapshot);
    } catch (cause) {
      // An index that lacks one file still answers what needs no other.
      if (before !== null) return before.app;
      throw cause;
    }
    // Requests that came meanwhile may have opened it: one application, one searcher.
    if (opened !== before && opened !== null) return opened.app;
    if (before !== null && !isWorthReopening(before, manifest, now())) {
      before.failed = false;
      return before.app;
    }
    opened = open(manifest);
    return opened.app;
  };

  return async (request, lifetime) => {
    const context = {
      waitUntil: lifetime.waitUntil.bind(lifetime),
      passThroughOnException: () => undefined,
      props: {},
    };
    let app: Hono<AppEnv>;
    try {
      app = await current();
    } catch (cause) {
      const unavailable = () => Promise.reject(indexUnavailable(cause));
      const needed = { searcher: unavailable, publicationTimes: unavailable };
      // The page may be turned off: nobody knows.
      const http = { ...DEFAULT_HTTP_SETTINGS, page: false };
      // It may be asked twice for one request, and the last answer counts.
      let last: LogLine | null = null;
      const closed = create({ basePath: "/", indexVersion: null, http, ...needed }, undefined, (line) => {
        last = line;
      });
      const response = await withoutManifest(closed, request, context);
      if (last !== null) writeLog(last);
      return response;
    }
    return app.fetch(request, {}, context);
  };
}

/** The same files again would fail again, at the price of reading all of them: only now and then. */
function isWorthReopening(failed: Opened, manifest: Manifest, now: number): boolean {
  return manifest.indexVersion !== failed.indexVersion || now - failed.since >= RETRY_AFTER_SECONDS * 1000;
}

/**
 * Without a readable manifest the base path is unknown: what is no route at the root is answered like the health check,
 * which tells every caller how to mend it. `closed` has no searcher and never reads one.
 */
async function withoutManifest(
  closed: Hono<AppEnv>,
  request: Request,
  context: ExecutionContext,
): Promise<Response> {
  const response = await closed.fetch(request, {}, context);
  if (response.status !== 404) return response;
  const { headers } = request;
  const method = request.method === "HEAD" ? "HEAD" : "GET";
  return closed.fetch(new Request(new URL("/healthz", request.url), { method, headers }), {}, context);
}

/** A function that hides removed articles, and keeps what it made until the list or the searcher is another one. */
function createHiding(): (searcher: Searcher, list: DenyList) => Searcher {
  let made: { readonly from: Searcher; readonly list: DenyList; readonly searcher: Searcher } | null = null;
  return (searcher, list) => {
    if (made?.from !== searcher || made.list !== list) {
      made = { from: searcher, list, searcher: withoutArticles(searcher, list.ids) };
    }
    return made.searcher;
  };
}
