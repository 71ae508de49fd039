// Chooses the scan for an archive: the WebAssembly kernels if its dimensions fit, plain TypeScript otherwise.

import { chooseModule, type KernelModules } from "../wasm/kernels.ts";
import { createPlainScan } from "./plain-scan.ts";
import type { QuantisedVectors } from "./quantised-vectors.ts";
import type { VectorScan } from "./vector-scan.ts";
import { createWasmScan, fitsKernels } from "./wasm-scan.ts";

export function createScan(vectors: QuantisedVectors, modules: KernelModules): VectorScan {
  return fitsKernels(vectors) ? createWasmScan(vectors, chooseModule(modules)) : createPlainScan(vectors);
}
