// The application together with its index: reads the base path from the manifest, opens the library at the
// first request that needs it, and starts afresh when the files it was reading from have been replaced.

import type { ExecutionContext, Hono } from "hono";
import { createApp } from "./app.ts";
import type { AppEnv } from "./routes/context.ts";
import { LibraryKeeper, type LibraryOptions } from "./search/library.ts";
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

export function createService(options: ServiceOptions): Service {
  let opened: Hono<AppEnv> | null = null;

  const create = (basePath: string): Hono<AppEnv> => {
    const keeper = new LibraryKeeper(options);
    return createApp({
      basePath,
      library: (keepAlive) => keeper.get(keepAlive),
      pageFile: (name) => options.page.read(name),
      now: options.now ?? Date.now,
      ...(options.clock === undefined ? {} : { clock: options.clock }),
      log: ({ requestId, code, cause }) => {
        // A file that vanished or changed means that a newer index is there: the next request opens that one.
        if (code === "index_unavailable") opened = null;
        logProblem(requestId, code, cause);
      },
    });
  };

  return async (request, lifetime) => {
    const context = {
      waitUntil: lifetime.waitUntil.bind(lifetime),
      passThroughOnException: () => undefined,
      props: {},
    };
    if (opened !== null) return opened.fetch(request, {}, context);
    let app: Hono<AppEnv>;
    try {
      const manifest = await readManifest(options.snapshot);
      // Requests that came meanwhile may have opened it: one application, one library.
      opened ??= create(manifest.settings.basePath);
      app = opened;
    } catch {
      return withoutManifest(create("/"), request, context);
    }
    return app.fetch(request, {}, context);
  };
}

/**
 * Without a readable manifest the base path is unknown: what is not a file of the page is answered like the
 * health check, which tells every caller how to mend it.
 */
async function withoutManifest(
  app: Hono<AppEnv>,
  request: Request,
  context: ExecutionContext,
): Promise<Response> {
  const response = await app.fetch(request, {}, context);
  if (response.status !== 404) return response;
  return app.fetch(new Request(new URL("/healthz", request.url)), {}, context);
}

function logProblem(requestId: string, code: string, cause: unknown): void {
  const error =
    cause instanceof Error ? { name: cause.name, message: cause.message, stack: cause.stack } : { cause };
  // biome-ignore lint/suspicious/noConsole: a Worker's log is its console.
  console.error(JSON.stringify({ level: "error", requestId, code, ...error }));
}
