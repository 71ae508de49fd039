// Distance in time between articles and its weight in the order.

import { describe, expect, it } from "vitest";
import { ageDays, ageFactor, spanOf } from "../../src/engine/age.ts";

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const span = spanOf([day("2020-03-01"), Number.NaN, day("2020-01-01")]);

describe("age", () => {
  it("is measured from the nearer end of the subject's dates", () => {
    expect(ageDays(day("2019-12-30"), span)).toBe(2);
    expect(ageDays(day("2020-03-11"), span)).toBe(10);
  });

  it("is zero between the subject's dates", () => {
    expect(ageDays(day("2020-02-01"), span)).toBe(0);
  });

  it("is unknown unless both sides have a date", () => {
    expect(ageDays(Number.NaN, span)).toBeNull();
    expect(ageDays(day("2020-02-01"), spanOf([Number.NaN]))).toBeNull();
  });
});

describe("the factor of age", () => {
  it("is (ageDays / 365 + 1) ^ -recency, as in the contract", () => {
    expect(ageFactor(day("2022-03-01"), spanOf([day("2020-03-02")]), 0.3)).toBeCloseTo(
      (729 / 365 + 1) ** -0.3,
      12,
    );
  });

  it("is 1 if age is unknown or does not count", () => {
    expect(ageFactor(Number.NaN, span, 0.3)).toBe(1);
    expect(ageFactor(day("1990-01-01"), span, 0)).toBe(1);
  });
});
