// The edge function: Cloudflare's bindings to the service. Nothing is served from the assets but by the service.

import base from "../../../build/kernels/base.wasm";
import relaxed from "../../../build/kernels/relaxed.wasm";
import { createEncoder } from "../../encoder/create-encoder.ts";
import { createService, type RequestLifetime, type Service } from "../../service/service.ts";
import { createScan } from "../../vector/create-scan.ts";

import { type Env, optionsOf } from "./bindings.ts";
import { type CachesBinding, edgeCache } from "./edge-cache.ts";

/** The runtime's own. */
declare const caches: CachesBinding;
const kernels = { base, relaxed };
let service: Service | null = null;

export default {
  fetch(request: Request, env: Env, context: RequestLifetime): Promise<Response> {
    service ??= createService({
      ...optionsOf(env),
      answerCache: edgeCache(caches),
      createEncoder: (pieces) => createEncoder(pieces, kernels),
      createScan: (vectors) => createScan(vectors, kernels),
    });
    return service(request, context);
  },
};
