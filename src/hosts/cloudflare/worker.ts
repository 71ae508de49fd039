// The Worker's entry: the application on Cloudflare, made at the first request of an isolate. Assets are served only through
// the application.

import base from "../../../build/kernels/base.wasm";
import relaxed from "../../../build/kernels/relaxed.wasm";
import { createEncoder } from "../../encoder/create-encoder.ts";
import { createHandler, type Handler } from "../../http/handler.ts";
import { createScan } from "../../vector/create-scan.ts";
import { type Env, optionsOf } from "./bindings.ts";
import type { CachesBinding } from "./cache.ts";

/** The runtime's own. */
declare const caches: CachesBinding;
const kernels = { base, relaxed };
let handle: Handler | null = null;

/** The part of a Worker's execution context that is used. */
interface ExecutionContext {
  waitUntil(work: Promise<unknown>): void;
}

export default {
  fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    handle ??= createHandler({
      ...optionsOf(env, caches),
      createEncoder: (pieces) => createEncoder(pieces, kernels),
      createScan: (vectors) => createScan(vectors, kernels),
    });
    return handle(request, (work) => context.waitUntil(work));
  },
};
