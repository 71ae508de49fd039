// onnxruntime-web as a Worker. A Worker may not compile code at run time, so the module is imported, and
// `WebAssembly.instantiate` returns it when onnxruntime asks to compile its bytes.

import * as runtime from "bench:onnxruntime-web";
import wasmModule from "onnxruntime.wasm";
import { createEngineHandler } from "../engine.ts";
import { createOnnxEngine } from "./onnxruntime.ts";

/** Never read: onnxruntime only checks that there are bytes. */
const DUMMY_BYTES = 8;

const instantiate = WebAssembly.instantiate as (
  module: WebAssembly.Module,
  imports?: WebAssembly.Imports,
) => Promise<WebAssembly.Instance>;
WebAssembly.instantiate = (async (_source: unknown, imports?: WebAssembly.Imports) => ({
  module: wasmModule,
  instance: await instantiate(wasmModule, imports),
  // The declared function is overloaded; onnxruntime uses this overload.
})) as unknown as typeof WebAssembly.instantiate;

const handle = createEngineHandler(
  createOnnxEngine(async () => {
    runtime.env.wasm.numThreads = 1;
    runtime.env.wasm.proxy = false;
    runtime.env.wasm.wasmBinary = new Uint8Array(DUMMY_BYTES);
    return runtime;
  }, "wasm"),
);

export default { fetch: (request: Request) => handle(request) };
