// The function over the built sample archive, for the suite that every host has to pass. The project of a test says on which
// host it runs: the Node server over HTTP, or Cloudflare's in workerd. `npm test` builds the sample before.

import { inject } from "vitest";
import { openProject } from "../../scripts/files/project.ts";
import { localHandlerOptions } from "../../scripts/serving/local-index.ts";
import { createHandler, type Handler } from "../../src/http/handler.ts";
import { startDevServer } from "./dev-server.ts";
import { createHttpClient, type HttpClient } from "./http-client.ts";
import { sampleServerUrl } from "./sample-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the project; tests of other projects run in memory. */
    readonly sampleHost: "node" | "cloudflare";
  }
}

/** A moment after every article of the sample but the one dated in the future. */
export const SAMPLE_NOW = Date.parse("2026-06-01T00:00:00Z");

/** The host of the project, whose clock is the machine's; with `now`, the function without a server and at that moment. */
export function sampleService(now?: number): HttpClient {
  return withoutTimes(createHttpClient(now === undefined ? sampleHandler() : inMemory(now)));
}

/** `processingTimeMs` is the one field that a host may leave out, and that differs between equal responses. */
function withoutTimes(get: HttpClient): HttpClient {
  return async (path, init) => {
    const answer = await get(path, init);
    const { processingTimeMs = 0, ...body } = Object(answer.body);
    if (typeof answer.body !== "object" || answer.body === null) return answer;
    if (!(processingTimeMs >= 0)) throw new Error(`processingTimeMs is ${processingTimeMs}`);
    return { ...answer, body };
  };
}

/** Sends each request to the host of the project. */
export function sampleHandler(): Handler {
  const host = inject("sampleHost");
  if (host === undefined) return inMemory(SAMPLE_NOW);
  let base: Promise<string> | null = null;
  return async (request) => {
    base ??= host === "node" ? sampleServerUrl() : startDevServer().then(({ url }) => url);
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    const body = request.body === null ? null : await request.arrayBuffer();
    return fetch(new URL(`${pathname}${search}`, await base), { method, headers, body, redirect: "manual" });
  };
}

function inMemory(now: number): Handler {
  return createHandler({ ...localHandlerOptions(openProject()), now: () => now });
}
