// The WebAssembly scans fulfil the contract of tests/vector/scan-suite.ts, and both builds of the kernels give the
// same scores bit for bit.

import { describe, expect, it } from "vitest";
import { createScan } from "../../../src/vector/create-scan.ts";
import { quantise } from "../../../src/vector/quantise.ts";
import { createWasmScan } from "../../../src/vector/wasm-scan.ts";
import { randomUnitVector } from "../../support/generated.ts";
import { KERNEL_BUILDS, KERNELS } from "../../support/kernels.ts";
import { seededRandom } from "../../support/random.ts";
import { describeScan, vectorsOf } from "../../vector/scan-suite.ts";

for (const [name, module] of KERNEL_BUILDS)
  describeScan(`by the ${name} kernels`, (vectors) => createWasmScan(vectors, module));

describe("the builds of the kernels", () => {
  it.each([81, 82, 83])("give the same scores bit for bit (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const vectors = quantise(vectorsOf(random, 301), 384);
    const base = createWasmScan(vectors, KERNELS.base);
    const fast = createWasmScan(vectors, KERNELS.relaxed);
    for (let i = 0; i < 10; i++) {
      const query = randomUnitVector(random, 384);
      expect(fast.cosines(query)).toEqual(base.cosines(query));
    }
  });
});

describe("createScan", () => {
  it("searches vectors with dimensions that the kernels do not support", () => {
    const vectors = vectorsOf(seededRandom(84), 20, 24);
    const scan = createScan(quantise(vectors, 24), KERNELS);
    for (const [row, vector] of vectors.entries()) expect([...scan.nearest(vector, 1).rows]).toEqual([row]);
  });

  it("uses the kernels only for dimensions they support", () => {
    expect(() => createWasmScan(quantise([], 24), KERNELS.base)).toThrow("24 dimensions; a multiple of 16");
  });
});
