// What a Worker does to start the encoder, step by step: what the function does in a new isolate.

import base from "../../../build/kernels/base.wasm";
import relaxed from "../../../build/kernels/relaxed.wasm";
import { createEncoder } from "../../../src/encoder/create-encoder.ts";
import type { Encoder } from "../../../src/encoder/encoder.ts";
import { type AssetsBinding, assetsSource } from "../../../src/hosts/cloudflare/assets-source.ts";
import { ENCODER_FILE } from "../../../src/service/open-index.ts";

let encoder: Encoder | null = null;

async function openFile(assets: AssetsBinding): Promise<AsyncIterable<Uint8Array>> {
  const pieces = await assetsSource(assets, "model").stream(ENCODER_FILE);
  if (pieces === null) throw new Error(`the assets have no ${ENCODER_FILE}`);
  return pieces;
}

/** `POST /read` reads the file and drops it, `/open` makes the encoder, `/encode?text=` returns a vector. */
export default {
  async fetch(request: Request, { ASSETS }: { ASSETS: AssetsBinding }): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    switch (pathname) {
      case "/read": {
        let bytes = 0;
        for await (const piece of await openFile(ASSETS)) bytes += piece.byteLength;
        return Response.json({ bytes });
      }
      case "/open":
        encoder = await createEncoder(await openFile(ASSETS), { base, relaxed });
        return Response.json({ fingerprint: encoder.fingerprint });
      case "/encode": {
        const encoding = await encoder?.encode(searchParams.get("text") ?? "", "query");
        return Response.json({ vector: Array.from(encoding?.vector ?? []) });
      }
      case "/collect":
        (globalThis as { gc?: () => void }).gc?.();
        return Response.json({});
      default:
        return Response.json({});
    }
  },
};
