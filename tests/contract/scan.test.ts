// The scans keep one contract, and both builds of the kernels give the same scores bit for bit.

import { describe, expect, it } from "vitest";
import { loadKernels } from "../../scripts/kernels.ts";
import { openProject } from "../../scripts/project.ts";
import { createPlainScan } from "../../src/vector/exact.ts";
import { quantise } from "../../src/vector/quantise.ts";
import { createScan } from "../../src/vector/scan.ts";
import { createWasmScan } from "../../src/vector/wasm-scan.ts";
import { randomUnitVector } from "../support/generated.ts";
import { relaxedKernels } from "../support/kernels.ts";
import { seededRandom } from "../support/random.ts";
import { describeScan, vectorsOf } from "./scan-suite.ts";

const modules = loadKernels(openProject());
const relaxed = relaxedKernels();

describeScan("in plain TypeScript", createPlainScan);
describeScan("by the fixed-width kernels", (vectors) => createWasmScan(vectors, modules.base));
describeScan("by the relaxed kernels", (vectors) => createWasmScan(vectors, relaxed));

describe("the builds of the kernels", () => {
  it.each([81, 82, 83])("give the same scores bit for bit (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const vectors = quantise(vectorsOf(random, 301), 384);
    const base = createWasmScan(vectors, modules.base);
    const fast = createWasmScan(vectors, relaxed);
    for (let i = 0; i < 10; i++) {
      const query = randomUnitVector(random, 384);
      expect(fast.cosines(query)).toEqual(base.cosines(query));
    }
  });
});

describe("createScan", () => {
  it("searches vectors of dimensions that the kernels do not take", () => {
    const vectors = vectorsOf(seededRandom(84), 20, 24);
    const scan = createScan(quantise(vectors, 24), modules);
    for (const [row, vector] of vectors.entries()) expect([...scan.nearest(vector, 1).rows]).toEqual([row]);
  });

  it("leaves to the kernels only what they take", () => {
    expect(() => createWasmScan(quantise([], 24), modules.base)).toThrow("24 dimensions; a multiple of 16");
  });
});
