// Our exact scan over int8 vectors as an engine to measure: from the query vector to the rows of the nearest ones.

import { createScan } from "../../../src/vector/create-scan.ts";
import { createPlainScan } from "../../../src/vector/plain-scan.ts";
import type { VectorScan } from "../../../src/vector/vector-scan.ts";
import type { KernelModules } from "../../../src/wasm/kernels.ts";
import type { BenchEngine } from "../engine.ts";

export interface ScanInput {
  readonly vector: readonly number[];
  readonly k: number;
}

/** With the option `kernels=base` it does not use relaxed SIMD, like an engine that lacks it; with `kernels=none` no kernel. */
export function createScanEngine(modules: KernelModules): BenchEngine<ScanInput> {
  let scan: VectorScan | null = null;
  return {
    /** `bytes`: `f32[count]` scales, then `i8[count][dims]` values. */
    async load(bytes, options) {
      const [count, dims] = [Number(options.count), Number(options.dims)];
      const values = new Int8Array(bytes.buffer, bytes.byteOffset + count * 4, count * dims);
      const vectors = { values, scales: new Float32Array(bytes.buffer, bytes.byteOffset, count), dims };
      if (options.kernels === "none") scan = createPlainScan(vectors);
      else scan = createScan(vectors, options.kernels === "base" ? { ...modules, relaxed: null } : modules);
    },
    prepare(inputs) {
      const loaded = scan;
      if (loaded === null) throw new Error("the engine has no vectors");
      return inputs.map(({ vector, k }) => {
        const query = Float32Array.from(vector);
        return async () => loaded.nearest(query, k).rows;
      });
    },
  };
}
