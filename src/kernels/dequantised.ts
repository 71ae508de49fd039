// Converts the integer sum of a block to its part of the result.

/** sum * scale + weightSum * offset. */
export function dequantised(sum: v128, scale: v128, weightSum: v128, offset: v128): v128 {
  return f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(sum), scale), f32x4.mul(weightSum, offset));
}
