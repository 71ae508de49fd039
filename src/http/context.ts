// What the routes share: the type of Hono's context, the refusal of other methods, and the stop-watch.

import type { Context, Handler } from "hono";
import type { RequestIdVariables } from "hono/request-id";
import type { TimingVariables } from "hono/timing";
import type { Searcher } from "../index/searcher.ts";

import type { HttpSettings } from "../index/snapshot/format.ts";
import type { PublicationTimes } from "../service/publication-times.ts";
import type { DenyList } from "../service/removal-watcher.ts";
import type { DeclaredFields } from "./parameters/declared-fields.ts";
import { RequestProblem } from "./problem.ts";
import type { Rights } from "./rights.ts";
import type { EventSink } from "./routes/event.ts";

export interface AppEnv {
  Variables: RequestIdVariables &
    TimingVariables & {
      /** Of the request's key; missing where the path needs none, or one is needed and none was accepted. */
      rights?: Rights;
      /** Who asks, where a private key tells. */
      caller?: string;
      /** Code of the error that is the answer. */
      problem?: string;
      /** Whether the answer was kept; missing where it could not be. */
      cache?: "hit" | "miss";
      /** What was searched for, where it is not in the URL. */
      query?: string;
    };
}

/** What the application is given. */
export interface AppDeps {
  /** `/`, or a path without a slash at its end. */
  readonly basePath: string;
  /** What the archive can be filtered and counted by besides what every archive has; nothing without it. */
  readonly declared?: DeclaredFields;
  /** Of the index that is open; null where none could be read. */
  readonly indexVersion: string | null;
  /** What the configuration says of HTTP. */
  readonly http: HttpSettings;
  /** The open searcher without removed articles; rejects with an IndexUnavailable. `keepAlive` holds the opening if the client leaves. */
  readonly searcher: (keepAlive: (work: Promise<unknown>) => void) => Promise<Searcher>;
  /** When articles become public; rejects with an IndexUnavailable or a SnapshotError. `keepAlive` as of `searcher`. */
  readonly publicationTimes: (keepAlive: (work: Promise<unknown>) => void) => Promise<PublicationTimes>;
  /** Ids of removed articles, and the version of that list; rejects with an IndexUnavailable. */
  readonly denyList: () => Promise<DenyList>;
  /** Told of what readers did, where events are enabled. */
  readonly eventSinks: readonly EventSink[];
  /** A file of the search page, or null where there is none of that name. */
  readonly pageFile: (name: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A clock in milliseconds that runs during computation; a Worker has none. */
  readonly clock?: () => number;
  /** Told what a client must not be told: the cause of a 500 or 503, or of a failure that no client notices. */
  readonly log: (entry: { requestId: string; code: string; cause: unknown }) => void;
}

const READ_METHODS = ["GET", "HEAD"];

/** Registered after a route's GET: every other method is refused, with the accepted ones in `Allow`. */
export function onlyReading(): Handler<AppEnv> {
  return refuseBut(READ_METHODS);
}

/** The same, after a route's GET and POST. */
export function onlyReadingOrPosting(): Handler<AppEnv> {
  return refuseBut([...READ_METHODS, "POST"]);
}

/** After a route's POST. */
export function onlyPosting(): Handler<AppEnv> {
  return refuseBut(["POST"]);
}

function refuseBut(allowed: readonly string[]): Handler<AppEnv> {
  return (context) => {
    throw new RequestProblem({ reason: "method_not_allowed", method: context.req.method, allowed });
  };
}

/** The open searcher; its opening outlives this request where the request is the first one. */
export function searcherFor(context: Context<AppEnv>, deps: AppDeps): Promise<Searcher> {
  return deps.searcher((work) => context.executionCtx.waitUntil(work));
}

/** Query parameters as they were sent, repeated ones included. */
export function queryOf(context: Context<AppEnv>): URLSearchParams {
  return new URL(context.req.url).searchParams;
}

/** `{ processingTimeMs }` where a clock runs, nothing where none does. */
export function stopWatch(clock: (() => number) | undefined): () => { processingTimeMs?: number } {
  if (clock === undefined) return () => ({});
  const start = clock();
  return () => ({ processingTimeMs: Math.round((clock() - start) * 10) / 10 });
}
