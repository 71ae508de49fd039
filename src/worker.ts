// The edge function: Cloudflare's bindings to the service. Nothing is served from the assets but by the service.

import base from "../build/kernels/base.wasm";
import relaxed from "../build/kernels/relaxed.wasm";
import { createEncoder } from "./encoder/create-encoder.ts";
import { createService, type RequestLifetime, type Service } from "./service.ts";
import type { Source } from "./snapshot/source.ts";
import { createScan } from "./vector/scan.ts";

interface Env {
  readonly ASSETS: { fetch(url: string): Promise<Response> };
}

const kernels = { base, relaxed };
let service: Service | null = null;

function assets(env: Env, folder: string): Source {
  return {
    async read(name) {
      const response = await env.ASSETS.fetch(`https://assets.invalid/${folder}/${name}`);
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(`the assets answered ${response.status} for ${folder}/${name}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

export default {
  fetch(request: Request, env: Env, context: RequestLifetime): Promise<Response> {
    service ??= createService({
      snapshot: assets(env, "snapshot"),
      model: assets(env, "model"),
      page: assets(env, "page"),
      createEncoder: (bytes) => createEncoder(bytes, kernels),
      createScan: (vectors) => createScan(vectors, kernels),
    });
    return service(request, context);
  },
};
