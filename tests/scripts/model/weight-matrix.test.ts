// Weights become int8 rows: nothing is rounded that need not be, and what is, by at most half a step.

import { expect, it } from "vitest";
import {
  quantiseRows,
  toFloats,
  transpose,
  type WeightMatrix,
} from "../../../scripts/model/weight-matrix.ts";
import { seededRandom } from "../../support/random.ts";

const SEED = 41_107;
const ROWS = 7;
const COLUMNS = 11;

/** A matrix of 8-bit numbers less a zero point, the one in question being off the middle. */
function generate(per: "row" | "column" | "matrix", zero: number): WeightMatrix {
  const random = seededRandom(SEED + zero);
  const count = { row: ROWS, column: COLUMNS, matrix: 1 }[per];
  return {
    kind: "integer",
    rows: ROWS,
    columns: COLUMNS,
    values: Int16Array.from({ length: ROWS * COLUMNS }, () => Math.floor(random() * 256) - zero),
    scales: Float32Array.from({ length: count }, () => (1 + random()) / 128),
    per,
  };
}

function dequantise({ values, scales }: { values: Int8Array; scales: Float32Array }): number[] {
  return Array.from(values, (value, i) => value * (scales[Math.floor(i / COLUMNS)] ?? Number.NaN));
}

it.each([
  ["row", 128],
  ["row", 20],
  ["column", 128],
  ["column", 200],
  ["matrix", 128],
  ["matrix", 90],
] as const)("rounds whole numbers with a scale per %s and the zero point %d by at most half a step", (per, zero) => {
  const matrix = generate(per, zero);
  const quantised = quantiseRows(matrix);
  const floats = toFloats(matrix);
  for (const [i, value] of dequantise(quantised).entries()) {
    const step = quantised.scales[Math.floor(i / COLUMNS)] ?? 0;
    expect(Math.abs(value - (floats[i] ?? 0)), `seed ${SEED}, weight ${i}`).toBeLessThanOrEqual(
      step * 0.5001,
    );
    expect(Math.abs(quantised.values[i] ?? 0)).toBeLessThanOrEqual(127);
  }
});

it("keeps a row of whole numbers within ±127, and uses the full range for one beyond", () => {
  const values = Int16Array.of(100, -3, 0, 200, -50, 0);
  const matrix: WeightMatrix = {
    kind: "integer",
    rows: 2,
    columns: 3,
    values,
    scales: Float32Array.of(0.5),
    per: "matrix",
  };
  const quantised = quantiseRows(matrix);
  expect([...quantised.values]).toEqual([100, -3, 0, 127, -32, 0]);
  expect(quantised.scales[0]).toBe(0.5);
  expect(quantised.scales[1]).toBeCloseTo(100 / 127, 6);
});

it("gives a row of zeros the scale 0 and refuses a weight that isn't a number", () => {
  const floats = (values: Float32Array): WeightMatrix => ({ kind: "float", rows: 2, columns: 2, values });
  expect(quantiseRows(floats(Float32Array.of(0, 0, 1, -2))).scales[0]).toBe(0);
  expect(() => quantiseRows(floats(Float32Array.of(0, 1, Number.POSITIVE_INFINITY, 0)))).toThrow(
    "row 1 is Infinity",
  );
  expect(() => quantiseRows(floats(Float32Array.of(Number.NaN, 1, 0, 0)))).toThrow("row 0 is NaN");
});

it.each(["row", "column", "matrix"] as const)("turns a matrix with a scale per %s around", (per) => {
  const matrix = generate(per, 100);
  const turned = transpose(matrix);
  expect([turned.rows, turned.columns]).toEqual([COLUMNS, ROWS]);
  const expected = toFloats(matrix);
  for (const [i, value] of toFloats(turned).entries()) {
    expect(value, `weight ${i}`).toBe(expected[(i % ROWS) * COLUMNS + Math.floor(i / ROWS)]);
  }
  expect(transpose(turned)).toEqual(matrix);
});
