// The application together with its index: reads the base path from the manifest, opens the library at the
// first request that needs it, and starts afresh when the files it was reading from have been replaced.

import type { ExecutionContext, Hono } from "hono";
import { createApp } from "./app.ts";
import type { AppDeps, AppEnv } from "./routes/context.ts";
import { type DeclaredFields, NO_FIELDS } from "./routes/declared-fields.ts";
import { RETRY_AFTER_SECONDS } from "./routes/problem.ts";
import { indexUnavailable, LibraryKeeper, type LibraryOptions } from "./search/library.ts";
import type { Manifest, Settings } from "./snapshot/format.ts";
import { readManifest } from "./snapshot/reader.ts";
import type { Source } from "./snapshot/source.ts";

export interface ServiceOptions extends LibraryOptions {
  readonly page: Source;
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
  let opened: Opened | null = null;

  const create = (
    { basePath, filterFields, facetFields }: DeclaredFields & Pick<Settings, "basePath">,
    library: AppDeps["library"],
    onUnavailable: () => void = () => undefined,
  ): Hono<AppEnv> =>
    createApp({
      basePath,
      declared: { filterFields, facetFields },
      library,
      pageFile: (name) => options.page.read(name),
      now,
      ...(options.clock === undefined ? {} : { clock: options.clock }),
      log: ({ requestId, code, cause }) => {
        if (code === "index_unavailable") onUnavailable();
        logProblem(requestId, code, cause);
      },
    });

  const open = ({ indexVersion, settings }: Manifest): Opened => {
    const keeper = new LibraryKeeper(options);
    const app = create(
      settings,
      (keepAlive) => keeper.get(keepAlive),
      () => {
        opening.failed = true;
      },
    );
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
    // Requests that came meanwhile may have opened it: one application, one library.
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
      const closed = create({ basePath: "/", ...NO_FIELDS }, () => Promise.reject(indexUnavailable(cause)));
      return withoutManifest(closed, request, context);
    }
    return app.fetch(request, {}, context);
  };
}

/** The same files again would fail again, at the price of reading all of them: only now and then. */
function isWorthReopening(failed: Opened, manifest: Manifest, now: number): boolean {
  return manifest.indexVersion !== failed.indexVersion || now - failed.since >= RETRY_AFTER_SECONDS * 1000;
}

/**
 * Without a readable manifest the base path is unknown: what is not a file of the page is answered like the
 * health check, which tells every caller how to mend it. `closed` has no library and never reads one.
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

function logProblem(requestId: string, code: string, cause: unknown): void {
  const error =
    cause instanceof Error
      ? { name: cause.name, message: cause.message, stack: cause.stack, reason: reasonOf(cause) }
      : { cause };
  // biome-ignore lint/suspicious/noConsole: a Worker's log is its console.
  console.error(JSON.stringify({ level: "error", requestId, code, ...error }));
}

/** What lies behind a failure; a client is never told it, so the log must be. */
function reasonOf({ cause }: Error): string | undefined {
  return cause === undefined ? undefined : String(cause);
}
