// Our encoder as an engine to measure: from the text to the vector, tokenizer included, as a query is encoded.

import { createEncoder } from "../../../src/encoder/create-encoder.ts";
import type { Encoder } from "../../../src/encoder/encoder.ts";
import type { KernelModules } from "../../../src/wasm/kernels.ts";
import type { BenchEngine } from "../engine.ts";
import type { EncodeInput } from "./onnxruntime.ts";

/** With the option `kernels=base` it does not use relaxed SIMD, like an engine that lacks it. */
export function createEncoderEngine(modules: KernelModules): BenchEngine<EncodeInput> {
  let encoder: Encoder | null = null;
  return {
    async load(bytes, { kernels }) {
      encoder = await createEncoder(bytes, kernels === "base" ? { ...modules, relaxed: null } : modules);
    },
    prepare(inputs) {
      const loaded = encoder;
      if (loaded === null) throw new Error("the engine has no model");
      return inputs.map(({ text, ids }) => async () => {
        const { vector, tokens } = await loaded.encode(text, "query");
        if (tokens !== ids.length)
          throw new Error(`${tokens} tokens were encoded where ${ids.length} belong`);
        return vector;
      });
    },
  };
}
