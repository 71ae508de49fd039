// The service over the built sample archive, asked without a server. `npm test` builds it before.

import { openProject } from "../../scripts/files/project.ts";
import { localHandlerOptions } from "../../scripts/serving/local-index.ts";
import { createHandler } from "../../src/http/handler.ts";
import { createHttpClient, type HttpClient } from "./http-client.ts";

/** A moment after every article of the sample but the one dated in the future. */
export const SAMPLE_NOW = Date.parse("2026-06-01T00:00:00Z");

export function sampleService(now: number = SAMPLE_NOW): HttpClient {
  return createHttpClient(createHandler({ ...localHandlerOptions(openProject()), now: () => now }));
}
