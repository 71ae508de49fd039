// Quantises activations to 7 bits, 0..127, with a scale and an offset for every 32 of a row: x = offset + scale *
// value. Seven bits because the relaxed 8-bit dot product has the same result everywhere only if one operand is below
// 128; blocks of 32 because a few columns of a BERT's states are ten times as large as the rest of their row.

import { largestLane, smallestLane } from "./lanes";

/** Columns that share a scale. */
export const BLOCK: usize = 32;
/** Bytes per value: the fixed-width build multiplies 16-bit lanes. */
export const ACTIVATION_BYTES: usize = ASC_FEATURE_RELAXED_SIMD ? 1 : 2;
const LEVELS: f32 = 127.0;

/**
 * f32[rows][width] at `from` to values [rows][width] at `to`, scales f32[rows][width / 32] at `scales` and offsets of
 * the same shape at `offsets`. `width` is a multiple of 32.
 */
export function quantise(
  from: usize,
  rows: usize,
  width: usize,
  to: usize,
  scales: usize,
  offsets: usize,
): void {
  const blocks = (rows * width) / BLOCK;
  for (let block: usize = 0; block < blocks; block++) {
    const x = from + block * (BLOCK * 4);
    let low = v128.load(x);
    let high = low;
    for (let i: usize = 16; i < BLOCK * 4; i += 16) {
      const four = v128.load(x + i);
      low = f32x4.pmin(low, four);
      high = f32x4.pmax(high, four);
    }
    const smallest = smallestLane(low);
    const range = largestLane(high) - smallest;
    store<f32>(scales + block * 4, range / LEVELS);
    store<f32>(offsets + block * 4, smallest);
    const factor = f32x4.splat(range > 0 ? LEVELS / range : 0);
    const offset = f32x4.splat(smallest);
    const target = to + block * (BLOCK * ACTIVATION_BYTES);
    for (let i: usize = 0; i < BLOCK; i += 16) {
      const first = i16x8.narrow_i32x4_s(
        round(x + i * 4, offset, factor),
        round(x + i * 4 + 16, offset, factor),
      );
      const second = i16x8.narrow_i32x4_s(
        round(x + i * 4 + 32, offset, factor),
        round(x + i * 4 + 48, offset, factor),
      );
      if (ASC_FEATURE_RELAXED_SIMD) {
        v128.store(target + i, i8x16.narrow_i16x8_u(first, second));
      } else {
        v128.store(target + i * 2, first);
        v128.store(target + i * 2, second, 16);
      }
    }
  }
}

/** Four values as i32: adding 2^23 rounds to nearest and leaves the integer in the low bits. */
function round(x: usize, offset: v128, factor: v128): v128 {
  const value = f32x4.mul(f32x4.sub(v128.load(x), offset), factor);
  return v128.and(f32x4.add(value, f32x4.splat(8388608.0)), i32x4.splat(0xff));
}
