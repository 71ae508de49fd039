// The logistic fit against scikit-learn's on invented rows (tests/fixtures/logistic-regression), against the condition
// that its optimum fulfils, and where it has no optimum without the ridge.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  fitLogistic,
  type LabelledRow,
  type LogisticModel,
} from "../../../../scripts/build/fit/logistic-regression.ts";
import { integerBetween, type Random } from "../../../support/generated.ts";
import { seededRandom } from "../../../support/random.ts";

const rowSchema = z.strictObject({ features: z.array(z.number()), positive: z.boolean() });
const { cases } = z
  .object({
    cases: z.array(
      z.strictObject({
        name: z.string(),
        ridge: z.number(),
        rows: z.array(rowSchema),
        intercept: z.number(),
        weights: z.array(z.number()),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync("tests/fixtures/logistic-regression/expected.json", "utf8")));

function probability({ intercept, weights }: LogisticModel, features: readonly number[]): number {
  const logit = weights.reduce((sum, weight, j) => sum + weight * (features[j] ?? 0), intercept);
  return 1 / (1 + Math.exp(-logit));
}

function relative(found: number, expected: number): number {
  return Math.abs(found - expected) / Math.abs(expected);
}

describe("fitLogistic", () => {
  it.each(cases)("finds the model that scikit-learn finds: $name", ({ rows, ridge, intercept, weights }) => {
    const model = fitLogistic(rows, ridge);
    expect(relative(model.intercept, intercept)).toBeLessThan(1e-5);
    expect(model.weights).toHaveLength(weights.length);
    for (const [j, weight] of weights.entries()) {
      expect(relative(model.weights[j] ?? 0, weight)).toBeLessThan(1e-5);
    }
  });

  it("ends where the ridged loss is flat, in generated data (seeds 41 to 60)", () => {
    for (let seed = 41; seed <= 60; seed++) {
      const { rows, ridge } = generated(seededRandom(seed));
      const steepest = Math.max(...gradientOf(rows, fitLogistic(rows, ridge), ridge).map(Math.abs));
      expect(steepest, `seed ${seed}`).toBeLessThan(1e-7);
    }
  });

  it("gives even odds between two classes that lie alike around the middle, however many of each there are", () => {
    const at = (x: number, positive: boolean, times: number): LabelledRow[] =>
      Array.from({ length: times }, () => ({ features: [x], positive }));
    const rows = [...at(0.7, true, 3), ...at(0.9, true, 3), ...at(0.1, false, 40), ...at(0.3, false, 40)];
    expect(probability(fitLogistic(rows), [0.5])).toBeCloseTo(0.5, 6);
  });

  it("stays finite where one feature parts the classes and another is the same everywhere", () => {
    const rows = Array.from({ length: 20 }, (_, n) => ({ features: [n, 7], positive: n >= 10 }));
    const model = fitLogistic(rows);
    expect([model.intercept, ...model.weights].every(Number.isFinite)).toBe(true);
    expect(probability(model, [19, 7])).toBeGreaterThan(0.9);
    expect(probability(model, [0, 7])).toBeLessThan(0.1);
  });

  it.each([
    ["no rows", []],
    ["positives only", [{ features: [1], positive: true }]],
    ["negatives only", [{ features: [1], positive: false }]],
  ])("refuses %s", (_, rows) => {
    expect(() => fitLogistic(rows)).toThrow(RangeError);
  });
});

function generated(random: Random): { rows: LabelledRow[]; ridge: number } {
  const size = integerBetween(random, 1, 3);
  const scales = Array.from({ length: size }, () => 10 ** integerBetween(random, -2, 3));
  const rows = Array.from({ length: integerBetween(random, 10, 80) }, (_, n) => {
    const positive = n < 2 || (n > 3 && random() < 0.3);
    return { positive, features: scales.map((scale) => scale * (random() + (positive ? 0.3 : 0))) };
  });
  return { rows, ridge: 10 ** -integerBetween(random, 1, 3) };
}

/** Of the mean loss, either class counting one half, with the weights of standardised features squared. */
function gradientOf(rows: readonly LabelledRow[], model: LogisticModel, ridge: number): number[] {
  const positives = rows.filter(({ positive }) => positive).length;
  const shareOf = ({ positive }: LabelledRow) => 0.5 / (positive ? positives : rows.length - positives);
  const errorOf = (row: LabelledRow) =>
    shareOf(row) * ((row.positive ? 1 : 0) - probability(model, row.features));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return [
    sum(rows.map(errorOf)),
    ...model.weights.map((weight, j) => {
      const values = rows.map(({ features }) => features[j] ?? 0);
      const mean = sum(values) / rows.length;
      const deviation = Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / rows.length);
      const pull = ridge * weight * deviation;
      return sum(rows.map((row, i) => errorOf(row) * (((values[i] ?? 0) - mean) / deviation))) - pull;
    }),
  ];
}
