// GELU by the error function, x × Φ(x) (Hendrycks and Gimpel 2016), not its tanh or sigmoid approximation.
// The error function comes from the rational approximations of W. J. Cody, "Rational Chebyshev approximations for
// the error function", Mathematics of Computation 23 (1969), 631-637, evaluated in double precision.

/** Below this, erf itself is approximated; above, its complement, which keeps the tail exact. */
const NEAR = 0.46875;
/** From here on the complement is below 1e-16, and erf is 1 in double precision. */
const FAR = 6;
const SQRT_HALF = Math.SQRT1_2;

/** The error function, 2/√π × ∫ exp(-t²) from 0 to x; absolute error below 1e-12. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size <= NEAR) return x * nearZero(x * x);
  if (size >= FAR) return Math.sign(x);
  return Math.sign(x) * (1 - complement(size));
}

/** x × (1 + erf(x / √2)) / 2. */
export function gelu(x: number): number {
  const z = x * SQRT_HALF;
  // For negative x, 1 + erf would cancel: the complement is taken itself.
  if (z < -NEAR) return z <= -FAR ? 0 : 0.5 * x * complement(-z);
  return 0.5 * x * (1 + erf(z));
}

/** erf(x) / x as a function of y = x², for |x| ≤ NEAR. */
function nearZero(y: number): number {
  const top =
    (((1.85777706184603153e-1 * y + 3.1611237438705656) * y + 1.13864154151050156e2) * y +
      3.77485237685302021e2) *
      y +
    3.20937758913846947e3;
  const bottom =
    (((y + 2.36012909523441209e1) * y + 2.44024637934444173e2) * y + 1.28261652607737228e3) * y +
    2.84423683343917062e3;
  return top / bottom;
}

/** 1 - erf(x) for x from NEAR on; used up to FAR, where its relative error is still below 1e-11. */
function complement(x: number): number {
  const top =
    (((((((2.15311535474403846e-8 * x + 5.64188496988670089e-1) * x + 8.88314979438837594) * x +
      6.61191906371416295e1) *
      x +
      2.98635138197400131e2) *
      x +
      8.8195222124176909e2) *
      x +
      1.71204761263407058e3) *
      x +
      2.05107837782607147e3) *
      x +
    1.23033935479799725e3;
  const bottom =
    (((((((x + 1.57449261107098347e1) * x + 1.17693950891312499e2) * x + 5.37181101862009858e2) * x +
      1.62138957456669019e3) *
      x +
      3.29079923573345963e3) *
      x +
      4.36261909014324716e3) *
      x +
      3.43936767414372164e3) *
      x +
    1.23033935480374942e3;
  return (Math.exp(-x * x) * top) / bottom;
}
