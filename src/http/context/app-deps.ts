// What the application is given from outside, and how routes reach it. Nothing here depends on the runtime.

import type { Context } from "hono";
import type { Searcher } from "../../index/searcher.ts";
import type { HttpSettings } from "../../index/settings.ts";
import type { KeepAlive } from "../../service/lazy-index.ts";
import type { PublicationTimes } from "../../service/publication-times.ts";
import type { EventSink } from "../../service/reader-event.ts";
import type { RemovalList } from "../../service/removal-watcher.ts";
import type { DeclaredFields } from "../parameters/declared-fields.ts";
import type { AppEnv } from "./app-env.ts";

export interface AppDeps {
  /** `/`, or a path without a slash at the end. */
  readonly basePath: string;
  /** Custom fields the archive can be filtered or counted by. None by default. */
  readonly declared?: DeclaredFields;
  /** Version of the open index; null if none could be read. */
  readonly indexVersion: string | null;
  /** HTTP settings from the configuration. */
  readonly http: HttpSettings;
  /** The open index without removed articles; rejects with an IndexUnavailable. */
  readonly searcher: (keepAlive: KeepAlive) => Promise<Searcher>;
  /** When articles become public; rejects with an IndexUnavailable or a SnapshotError. */
  readonly publicationTimes: (keepAlive: KeepAlive) => Promise<PublicationTimes>;
  /** The removed articles; rejects with an IndexUnavailable. */
  readonly removals: () => Promise<RemovalList>;
  /** Receive reader events, if these are enabled. */
  readonly eventSinks: readonly EventSink[];
  /** A file of the search page, or null if there is none by that name. */
  readonly pageFile: (name: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds; must advance during CPU work. Left out in a Worker. */
  readonly clock?: () => number;
  /** Receives what clients must not see: the cause of a 500 or 503, and failures no client notices. */
  readonly log: (entry: { requestId: string; code: string; cause: unknown }) => void;
}

/** The open index. If this request is the one opening it, the opening outlives the request. */
export async function searcherFor(context: Context<AppEnv>, deps: AppDeps): Promise<Searcher> {
  const { unavailable } = context.env;
  if (unavailable !== undefined) throw unavailable;
  return deps.searcher((work) => context.executionCtx.waitUntil(work));
}

/** Query parameters as sent, including repeated ones. */
export function queryOf(context: Context<AppEnv>): URLSearchParams {
  return new URL(context.req.url).searchParams;
}
