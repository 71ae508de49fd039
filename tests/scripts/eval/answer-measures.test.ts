// What first scores say about answers, in cases that can be counted by hand.

import { describe, expect, it } from "vitest";
import { answerFigures } from "../../../scripts/eval/answer-measures.ts";
import { seededRandom } from "../../support/random.ts";

const SCORES = { answerable: [0.9, 0.8, 0.4, 0.95], unanswerable: [0.1, 0.6, 0.3, 0] };

describe("answerFigures", () => {
  it("counts a score at the threshold as an answer", () => {
    expect(answerFigures(SCORES, 0.6, 1)).toMatchObject({ kept: 3 / 4, rejected: 3 / 4 });
    expect(answerFigures(SCORES, 0.61, 1)).toMatchObject({ kept: 3 / 4, rejected: 1 });
  });

  it("gives both kinds of queries the same weight in balanced accuracy", () => {
    const scores = { answerable: [0.9], unanswerable: [0.9, 0.1, 0.1, 0.1] };
    expect(answerFigures(scores, 0.5, 1).balanced.value).toBe((1 + 3 / 4) / 2);
  });

  it("finds the threshold that is best for the labels, as trying every one does (seed 31)", () => {
    const random = seededRandom(31);
    const some = (count: number, from: number) =>
      Array.from({ length: count }, () => Math.min(1, from + Math.round(random() * 10) / 12));
    const scores = { answerable: some(40, 0.2), unanswerable: some(30, 0) };
    const { best } = answerFigures(scores, 0.5, 1);
    const tried = [...scores.answerable, ...scores.unanswerable].map(
      (threshold) => answerFigures(scores, threshold, 1).balanced.value,
    );
    expect(best.balanced).toBeCloseTo(Math.max(...tried), 12);
    expect(answerFigures(scores, best.threshold ?? 0, 1).balanced.value).toBeCloseTo(best.balanced, 12);
  });

  it("names no best threshold where unanswerable queries always score higher", () => {
    const { best } = answerFigures({ answerable: [0.1, 0.2], unanswerable: [0.8, 0.9] }, 0.5, 1);
    expect(best).toEqual({ threshold: null, balanced: 0.5 });
  });

  it("is the mean squared distance from the truth as Brier score, beside that of the constant", () => {
    const figures = answerFigures({ answerable: [1, 0.5, 0.5], unanswerable: [0.2] }, 0.5, 1);
    expect(figures.brier).toBeCloseTo((0 + 0.25 + 0.25 + 0.04) / 4, 12);
    expect(figures.brierOfConstant).toBeCloseTo((3 * 0.25 ** 2 + 0.75 ** 2) / 4, 12);
  });

  it("has no calibration error where each bin's scores are its share of answerable queries", () => {
    const scores = { answerable: [0.75, 0.75, 0.75, 0.25], unanswerable: [0.75, 0.25, 0.25, 0.25] };
    expect(answerFigures(scores, 0.5, 1).calibrationError).toBeCloseTo(0, 12);
  });

  it("weighs the calibration error of a bin by its queries, and has 1 in the last bin", () => {
    const scores = { answerable: [1, 1], unanswerable: [0.95, 0.05] };
    // Bin 10 has 3 scores of mean 2.95/3 where 2/3 are answerable; bin 1 has one of .05 where none is.
    expect(answerFigures(scores, 0.5, 1).calibrationError).toBeCloseTo((0.95 + 0.05) / 4, 12);
  });

  it("refuses queries of one kind alone", () => {
    expect(() => answerFigures({ answerable: [1], unanswerable: [] }, 0.5, 1)).toThrow(RangeError);
  });
});
