// GELU with the error function, x times the share of the normal distribution below x (Hendrycks and Gimpel 2016). The
// complement of the error function is formula 7.1.26 of Abramowitz and Stegun, with an absolute error below 1.5e-7.

import { exponential } from "./exponential";

const SQRT_HALF: f32 = Mathf.SQRT1_2;

/** In place over f32[count] at `values`; `count` is a multiple of 4. */
export function gelu(values: usize, count: usize): void {
  const end = values + count * 4;
  for (let at = values; at < end; at += 4 * 4) v128.store(at, geluOf(v128.load(at)));
}

function geluOf(x: v128): v128 {
  const z = f32x4.mul(f32x4.abs(x), f32x4.splat(SQRT_HALF));
  const one = f32x4.splat(1.0);
  const t = f32x4.div(one, f32x4.add(one, f32x4.mul(z, f32x4.splat(0.3275911))));
  let sum = f32x4.mul(t, f32x4.splat(1.061405429));
  sum = f32x4.mul(t, f32x4.add(sum, f32x4.splat(-1.453152027)));
  sum = f32x4.mul(t, f32x4.add(sum, f32x4.splat(1.421413741)));
  sum = f32x4.mul(t, f32x4.add(sum, f32x4.splat(-0.284496736)));
  sum = f32x4.mul(t, f32x4.add(sum, f32x4.splat(0.254829592)));
  const complement = f32x4.mul(sum, exponential(f32x4.neg(f32x4.mul(z, z))));
  // For negative x the share is complement / 2, for positive x it is 1 - complement / 2: nothing cancels.
  const tail = f32x4.mul(f32x4.mul(x, f32x4.splat(0.5)), complement);
  const negative = f32x4.lt(x, f32x4.splat(0.0));
  return v128.bitselect(tail, f32x4.sub(x, tail), negative);
}
