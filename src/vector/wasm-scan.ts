// The scan that uses the WebAssembly kernels. It has its own memory, which holds the vectors:
//
//   vectors i8[rows][dims] | scales f32[rows] | sums i32[rows] | scores f32[rows] | selected u32[rows] |
//   query i16[dims] | digits u8[2][dims]

import { instantiateKernels } from "../wasm/kernels.ts";
import { createMemory, MEMORY_START } from "../wasm/memory.ts";
import type { QuantisedVectors } from "./quantised-vectors.ts";
import { requireCount, requireQuery, type VectorScan } from "./vector-scan.ts";

/** Sixteen lanes are read at a time, and 2,048 products of 14 and 8 bits fit a 32-bit sum. */
const LANES = 16;
const DIMS_MAX = 2048;
/** The largest integer that a component of the query is scaled to. */
const QUERY_MAX = 8191;
const ALIGNMENT = 64;

export function fitsKernels({ dims }: QuantisedVectors): boolean {
  return dims % LANES === 0 && dims <= DIMS_MAX;
}

/** Copies the vectors. Dimensions that do not fit (see `fitsKernels`) are a RangeError. */
export function createWasmScan(source: QuantisedVectors, module: WebAssembly.Module): VectorScan {
  const { dims } = source;
  if (!fitsKernels(source)) {
    throw new RangeError(
      `createWasmScan: ${dims} dimensions; a multiple of ${LANES} up to ${DIMS_MAX} is expected`,
    );
  }
  const rows = source.scales.length;
  let end = MEMORY_START;
  const take = (bytes: number): number => {
    const start = end;
    end = Math.ceil((start + bytes) / ALIGNMENT) * ALIGNMENT;
    return start;
  };
  const plan = {
    vectors: take(rows * dims),
    scales: take(rows * 4),
    sums: take(rows * 4),
    scores: take(rows * 4),
    selected: take(rows * 4),
    query: take(dims * 2),
    digits: take(dims * 2),
  };
  const memory = createMemory(end);
  const kernels = instantiateKernels(module, memory);
  const { buffer } = memory;
  const vectors: QuantisedVectors = {
    values: new Int8Array(buffer, plan.vectors, rows * dims),
    scales: new Float32Array(buffer, plan.scales, rows),
    dims,
  };
  vectors.values.set(source.values);
  vectors.scales.set(source.scales);
  kernels.rowSums(plan.vectors, rows, dims, plan.sums);
  const scores = new Float32Array(buffer, plan.scores, rows);
  const selected = new Uint32Array(buffer, plan.selected, rows);
  const whole = new Int16Array(buffer, plan.query, dims);

  /** Writes the cosines to `scores`. */
  const score = (query: Float32Array): void => {
    requireQuery(query, dims);
    let largest = 0;
    for (const x of query) largest = Math.max(largest, Math.abs(x));
    const scale = largest / QUERY_MAX;
    for (let i = 0; i < dims; i++) whole[i] = scale === 0 ? 0 : Math.round((query[i] as number) / scale);
    kernels.scan(
      plan.query,
      plan.digits,
      scale,
      plan.vectors,
      plan.scales,
      plan.sums,
      rows,
      dims,
      plan.scores,
    );
  };
  return {
    vectors,
    cosines(query) {
      score(query);
      return scores.slice();
    },
    nearest(query, count) {
      requireCount(count);
      score(query);
      const found = kernels.selectLargest(plan.scores, rows, Math.min(count, rows), plan.selected);
      const nearest = selected.slice(0, found);
      return { rows: nearest, scores: Float32Array.from(nearest, (row) => scores[row] as number) };
    },
  };
}
