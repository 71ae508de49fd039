// GELU with the error function, x × Φ(x) (Hendrycks and Gimpel 2016), not its tanh or sigmoid approximation.
// The error function uses the rational approximations of W. J. Cody, "Rational Chebyshev approximations for
// the error function", Mathematics of Computation 23 (1969), 631-637, evaluated in double precision.

/** Below this erf itself is approximated, above it the complement, which keeps the tail exact. */
const NEAR = 0.46875;
/** From here on the complement is below 1e-16, so erf is 1 in double precision. */
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
  // For negative x, 1 + erf would cancel, so the complement is used.
  if (z < -NEAR) return z <= -FAR ? 0 : 0.5 * x * complement(-z);
  return 0.5 * x * (1 + erf(z));
}

/** erf(x) / x as a function of y = x², for |x| ≤ NEAR. */
function nearZero(y: number): number {
  const top =
    (((0.18577770618460315 * y + 3.1611237438705655) * y + 113.86415415105016) * y + 377.485237685302) * y +
    3209.3775891384694;
  const bottom =
    (((y + 23.601290952344122) * y + 244.02463793444417) * y + 1282.6165260773723) * y + 2844.236833439171;
  return top / bottom;
}

/** 1 - erf(x) for x from NEAR to FAR, with a relative error below 1e-11. */
function complement(x: number): number {
  const top =
    (((((((2.1531153547440383e-8 * x + 0.5641884969886701) * x + 8.883149794388377) * x + 66.11919063714163) *
      x +
      298.6351381974001) *
      x +
      881.952221241769) *
      x +
      1712.0476126340707) *
      x +
      2051.0783778260716) *
      x +
    1230.3393547979972;
  const bottom =
    (((((((x + 15.744926110709835) * x + 117.6939508913125) * x + 537.1811018620099) * x +
      1621.3895745666903) *
      x +
      3290.7992357334597) *
      x +
      4362.619090143247) *
      x +
      3439.3676741437216) *
      x +
    1230.3393548037495;
  return (Math.exp(-x * x) * top) / bottom;
}
