// The function of a whole deployment, from request to response: builds the application for the archive that is open, and
// another one for when there is none. Knows no particular runtime; what it needs of one is in host.ts.

import type { Hono } from "hono";
import { DEFAULT_HTTP_SETTINGS } from "../index/settings.ts";
import { type Archive, type ArchiveOptions, createArchive, type OpenArchive } from "../service/archive.ts";
import { indexUnavailable } from "../service/index-unavailable.ts";
import { type ConfiguredKeys, createKeyRing } from "../service/key-ring.ts";
import type { KeepAlive } from "../service/lazy-index.ts";
import { problemLine } from "../service/log-lines.ts";
import type { EventSink } from "../service/reader-event.ts";
import { type ReadRemovals, removalsInFile } from "../service/removal-watcher.ts";
import { VERSION } from "../service/version.ts";
import { createApp } from "./app.ts";
import type { AppDeps } from "./context/app-deps.ts";
import type { AppEnv } from "./context/app-env.ts";
import type { Host } from "./host.ts";

export interface HandlerOptions extends Pick<ArchiveOptions, "createEncoder" | "createScan"> {
  readonly host: Host;
  /** Without keys, everything is public. */
  readonly keys?: ConfiguredKeys;
  /** The list in the assets by default. */
  readonly removalLists?: readonly ReadRemovals[];
  /** Must differ between deployments whose code might respond differently. The function's version by default. */
  readonly codeVersion?: string;
  readonly eventSinks?: readonly EventSink[];
  /** Milliseconds since 1970. `Date.now` by default. */
  readonly now?: () => number;
  /** Milliseconds; must advance during CPU work. Without it, responses carry no timings. */
  readonly clock?: () => number;
}

/** `keepAlive` belongs to the request: in a Worker, work can outlive only the request it is registered with. */
export type Handler = (request: Request, keepAlive: KeepAlive) => Promise<Response>;

export function createHandler(options: HandlerOptions): Handler {
  const { host, createEncoder, createScan, removalLists, now = Date.now } = options;
  const { public: publicKeys, private: privateKeys } = options.keys ?? { public: [], private: [] };
  const secrets = [...publicKeys, ...privateKeys];
  const snapshot = host.source("snapshot");
  const archive = createArchive({
    ...{ snapshot, model: host.source("model"), createEncoder, createScan, now },
    removalLists: removalLists ?? [removalsInFile(host.source("removals"))],
    hasCache: host.cache !== undefined,
    onRemovalsFailure: (cause) => host.log(problemLine({ requestId: "", code: "removals", cause }, secrets)),
  });
  const create = appFactory(options, archive, secrets);
  const appOf = rememberLast((open: OpenArchive) => create(open));
  const closedApp = rememberLast((_: null) => create(null));

  return async function handle(request, keepAlive) {
    const clientAddress = host.clientAddress(request);
    const context = { waitUntil: keepAlive, passThroughOnException: () => undefined, props: {} };
    let open: OpenArchive;
    try {
      open = await archive.current();
    } catch (cause) {
      const unavailable = indexUnavailable(cause);
      return closedApp(null).fetch(request, { clientAddress, unavailable }, context);
    }
    return appOf(open).fetch(request, { clientAddress }, context);
  };
}

/** A function that makes the application over an open archive, or over none. */
function appFactory(
  { host, keys, codeVersion = VERSION, eventSinks = [], now = Date.now, clock }: HandlerOptions,
  archive: Archive,
  secrets: readonly string[],
): (open: OpenArchive | null) => Hono<AppEnv> {
  const keyRing = createKeyRing(keys ?? { public: [], private: [] });
  const page = host.source("page");
  return (open) => {
    const deps: AppDeps = {
      ...(open === null ? WITHOUT_ARCHIVE : depsOf(open)),
      removals: () => archive.removals(),
      eventSinks,
      pageFile: (name) => page.read(name),
      now,
      ...(clock === undefined ? {} : { clock }),
      log: (problem) => {
        if (problem.code === "index_unavailable") open?.reportFailure();
        host.log(problemLine(problem, secrets));
      },
    };
    return createApp(deps, {
      keys: keyRing,
      limiter: host.limiter ?? null,
      cache: host.cache ?? null,
      codeVersion,
      logRequest: (line) => host.log({ ...line }),
    });
  };
}

type ArchiveDeps = Pick<
  AppDeps,
  "basePath" | "declared" | "indexVersion" | "http" | "searcher" | "publicationTimes"
>;

function depsOf({ settings, indexVersion, searcher, publicationTimes }: OpenArchive): ArchiveDeps {
  const { basePath, http, filterFields, facetFields } = settings;
  const declared = { filterFields, facetFields };
  return { basePath, declared, indexVersion, http, searcher, publicationTimes };
}

const refuse = () => Promise.reject(new TypeError("searcher: there is no open archive"));

/** The base path is unknown, and so is whether the search page is turned off. */
const WITHOUT_ARCHIVE: ArchiveDeps = {
  basePath: "/",
  indexVersion: null,
  http: { ...DEFAULT_HTTP_SETTINGS, page: false },
  searcher: refuse,
  publicationTimes: refuse,
};

/** `make`, called again only for another argument than the last one. */
function rememberLast<A, B>(make: (argument: A) => B): (argument: A) => B {
  let last: { readonly argument: A; readonly made: B } | null = null;
  return (argument) => {
    if (last === null || last.argument !== argument) last = { argument, made: make(argument) };
    return last.made;
  };
}
