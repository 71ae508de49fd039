// e^x of four floats: x = n ln 2 + r with |r| <= ln 2 / 2, a Taylor polynomial for e^r, and n in the exponent bits
// (the scheme of Cody and Waite, Software Manual for the Elementary Functions, 1980). Relative error below 2e-7.

/** Below this e^x is not a normal float; smaller values are computed as this. */
const MIN: f32 = -87.0;
const MAX: f32 = 88.0;
const LOG2_E: f32 = Mathf.LOG2E;
/** ln 2 in two parts; the first has so few bits that n times it is exact. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -0.00021219444005469057;

export function exponential(x: v128): v128 {
  const clamped = f32x4.pmax(f32x4.splat(MIN), f32x4.pmin(f32x4.splat(MAX), x));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(LOG2_E)));
  let r = f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(LN2_HIGH)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(LN2_LOW)));
  let sum = f32x4.splat(1.0 / 720.0);
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1.0 / 120.0));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1.0 / 24.0));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1.0 / 6.0));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(0.5));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1.0));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1.0));
  // Adding 1.5 x 2^23 leaves the whole number n in the low bits of the float.
  const whole = f32x4.add(n, f32x4.splat(12582912.0 + 127.0));
  return f32x4.mul(sum, i32x4.shl(whole, 23));
}
