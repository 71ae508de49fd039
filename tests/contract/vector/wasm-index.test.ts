// The exact WebAssembly VectorIndex fulfils the contract of tests/vector/vector-index-suite.ts.

import { createExactIndex } from "../../../src/vector/exact-index.ts";
import { createWasmScan } from "../../../src/vector/wasm-scan.ts";
import { KERNEL_BUILDS } from "../../support/kernels.ts";
import { describeVectorIndex } from "../../vector/vector-index-suite.ts";

for (const [name, module] of KERNEL_BUILDS) {
  describeVectorIndex(`over the ${name} kernels`, (vectors, firstRow) =>
    createExactIndex(createWasmScan(vectors, module), firstRow),
  );
}
