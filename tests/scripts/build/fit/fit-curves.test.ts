// The curves of scores, fitted to evidence whose two kinds are known because they were made so. Which constants the
// fit uses is not tested, only what every choice of them must do.

import { describe, expect, it } from "vitest";
import { fitCurves, MIN_OF_EACH, type ModeEvidence } from "../../../../scripts/build/fit/fit-curves.ts";
import { probability, topLogit } from "../../../../src/engine/answer-score.ts";
import { SEARCH_MODES, type SearchMode } from "../../../../src/engine/search-request.ts";
import { type AnswerCurves, answerCurvesSchema, DEFAULT_RANKING } from "../../../../src/index/ranking.ts";
import type { Random } from "../../../support/generated.ts";
import { seededRandom } from "../../../support/random.ts";

/** As search states it: in keyword mode the match of the words is the nearness, in semantic mode there is none. */
function evidence(nearness: number, match: number): ModeEvidence {
  return {
    hybrid: { topCosine: nearness, topBm25Share: match },
    semantic: { topCosine: nearness, topBm25Share: 0 },
    keyword: { topCosine: match, topBm25Share: match },
  };
}

function around(random: Random, count: number, nearness: number, match: number): ModeEvidence[] {
  const near = (middle: number) => middle + 0.1 * (random() - 0.5);
  return Array.from({ length: count }, () => evidence(near(nearness), near(match)));
}

function odds(curves: AnswerCurves, mode: SearchMode, asked: ModeEvidence): number {
  return probability(topLogit(curves[mode], asked[mode] ?? { topCosine: 0, topBm25Share: 0 }));
}

describe("fitCurves", () => {
  const separable = (random: Random) => ({
    answered: around(random, 100, 0.6, 0.5),
    unanswered: around(random, 300, 0.3, 0.2),
  });

  it.each(
    SEARCH_MODES,
  )("tells one kind from the other and is undecided half-way between them in mode %s (seed 21)", (mode) => {
    const { answered, unanswered } = separable(seededRandom(21));
    const curves = fitCurves(answered, unanswered);
    for (const one of answered) expect(odds(curves, mode, one)).toBeGreaterThan(0.7);
    for (const one of unanswered) expect(odds(curves, mode, one)).toBeLessThan(0.3);
    expect(Math.abs(odds(curves, mode, evidence(0.45, 0.35)) - 0.5)).toBeLessThan(0.1);
  });

  it.each(
    SEARCH_MODES,
  )("hardly moves for the few generic queries that an archive does answer, in mode %s (seed 22)", (mode) => {
    const { answered, unanswered } = separable(seededRandom(22));
    const clean = fitCurves(answered, unanswered);
    const mixed = fitCurves(answered, [...unanswered.slice(5), ...answered.slice(0, 5)]);
    for (const half of [evidence(0.4, 0.3), evidence(0.45, 0.35), evidence(0.5, 0.4)]) {
      expect(Math.abs(odds(mixed, mode, half) - odds(clean, mode, half))).toBeLessThan(0.1);
    }
  });

  it("does not depend on how many generic queries there are to one of the archive's own (seed 23)", () => {
    const random = seededRandom(23);
    const answered = around(random, 100, 0.6, 0.5);
    const unanswered = around(random, 100, 0.3, 0.2);
    const many = [unanswered, unanswered, unanswered, unanswered].flat();
    const half = evidence(0.45, 0.35);
    expect(odds(fitCurves(answered, many), "hybrid", half)).toBeCloseTo(
      odds(fitCurves(answered, unanswered), "hybrid", half),
      1,
    );
  });

  it("takes a query without any hit as the furthest there is (seed 24)", () => {
    const nothing = { hybrid: null, semantic: null, keyword: null };
    const answered = around(seededRandom(24), 100, 0.6, 0.5);
    const curves = fitCurves(answered, Array(100).fill(nothing));
    for (const mode of SEARCH_MODES) {
      expect(odds(curves, mode, nothing)).toBeLessThan(0.3);
      expect(odds(curves, mode, evidence(0.6, 0.5))).toBeGreaterThan(0.7);
    }
  });

  it.each(
    SEARCH_MODES,
  )("stays a rising curve around its middle where both kinds look alike, in mode %s (seed 25)", (mode) => {
    const random = seededRandom(25);
    const curves = fitCurves(around(random, 200, 0.4, 0.3), around(random, 200, 0.4, 0.3));
    expect(() => answerCurvesSchema.parse(curves)).not.toThrow();
    expect(curves[mode].slope).toBeGreaterThan(0);
    expect(Math.abs(odds(curves, mode, evidence(0.4, 0.3)) - 0.5)).toBeLessThan(0.15);
  });

  it("never takes matching words as a sign against an answer, and tells both kinds by what is left (seed 26)", () => {
    const random = seededRandom(26);
    const answered = around(random, 100, 0.6, 0.2);
    const unanswered = around(random, 300, 0.3, 0.5);
    const curves = fitCurves(answered, unanswered);
    expect(curves.hybrid.words).toBe(0);
    for (const one of answered) expect(odds(curves, "hybrid", one)).toBeGreaterThan(0.7);
    for (const one of unanswered) expect(odds(curves, "hybrid", one)).toBeLessThan(0.3);
  });

  it.each([
    ["answers", MIN_OF_EACH - 1, MIN_OF_EACH],
    ["generic queries", MIN_OF_EACH, MIN_OF_EACH - 1],
    ["of both", 0, 0],
  ])("keeps to the usual curves where there are too few %s", (_, answers, generic) => {
    const random = seededRandom(27);
    const [answered, unanswered] = [around(random, answers, 0.6, 0.5), around(random, generic, 0.3, 0.2)];
    expect(fitCurves(answered, unanswered)).toEqual(DEFAULT_RANKING.search.curves);
    const own = fitCurves(around(random, 50, 0.7, 0.5), around(random, 50, 0.3, 0.2));
    expect(fitCurves(answered, unanswered, own)).toEqual(own);
  });
});
