// GELU against the error function's power series, which needs no coefficients (DLMF 7.6.2).

import { describe, expect, it } from "vitest";
import { erf, gelu } from "../../../src/encoder/bert/gelu.ts";

/** 2/√π × exp(-x²) × Σ 2ⁿ x²ⁿ⁺¹ / (1·3···(2n+1)); all terms have one sign, so nothing cancels. */
function erfBySeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 400; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

describe("gelu", () => {
  it("has an error function that agrees with its series within 1e-12", () => {
    let largest = 0;
    for (let x = -7; x <= 7; x += 0.001) largest = Math.max(largest, Math.abs(erf(x) - erfBySeries(x)));
    expect(largest).toBeLessThan(1e-12);
  });

  it("is x times the normal distribution function", () => {
    let largest = 0;
    for (let x = -10; x <= 10; x += 0.001) {
      const expected = (x * (1 + erfBySeries(x / Math.SQRT2))) / 2;
      largest = Math.max(largest, Math.abs(gelu(x) - expected));
    }
    expect(largest).toBeLessThan(1e-11);
  });

  it("vanishes for very negative input and passes very positive input through", () => {
    expect(Math.abs(gelu(-100))).toBe(0);
    expect(gelu(100)).toBe(100);
  });
});
