// The weight product: 7-bit activations (quantise.ts) times int8 weights (weight-panels.ts), summed exactly in i32 over
// each block of 32 columns, then scaled and added up in f32. Both builds sum the same integers and round the same
// floats in the same order, so their results are equal bit for bit; they differ in the instruction and in the size of a
// tile.

import { ACTIVATION_BYTES, BLOCK } from "./quantise";
import { fourRowsBy4, twoRowsBy8 } from "./tiles-fixed";
import { fourRowsBy8, twoRowsBy16 } from "./tiles-relaxed";
import { PANEL } from "./weight-panels";

/**
 * `to` f32[rows up to 4][outputs] = x W^T * weightScales + bias, where x = values * scales + offsets by block: `values`
 * [rows up to 4][inputs], `scales` and `offsets` f32[rows up to 4][inputs / 32], `sums` f32[inputs / 32][outputs] of
 * the weights. `inputs` is a multiple of 32, `outputs` of 16. Rows up to the next multiple of 4 are computed too; their
 * contents mean nothing.
 */
export function product(
  values: usize,
  scales: usize,
  offsets: usize,
  rows: usize,
  inputs: usize,
  weights: usize,
  sums: usize,
  weightScales: usize,
  bias: usize,
  outputs: usize,
  to: usize,
): void {
  const blocks = inputs / BLOCK;
  // Weights are the larger operand: each panel is loaded once and stays in the cache while all rows pass.
  for (let output: usize = 0; output < outputs; output += PANEL) {
    const panel = weights + output * inputs;
    const t = sums + output * 4;
    let row: usize = 0;
    while (row < rows) {
      const x = values + row * inputs * ACTIVATION_BYTES;
      const s = scales + row * blocks * 4;
      const o = offsets + row * blocks * 4;
      const at = to + (row * outputs + output) * 4;
      // For the last one or two rows a tile of four would be wasted.
      const taken: usize = rows - row > 2 ? 4 : 2;
      if (ASC_FEATURE_RELAXED_SIMD) {
        if (taken === 4) {
          fourRowsBy8(x, inputs, s, o, blocks, panel, t, outputs, at);
          fourRowsBy8(x, inputs, s, o, blocks, panel + 32, t + 32, outputs, at + 32);
        } else {
          twoRowsBy16(x, inputs, s, o, blocks, panel, t, outputs, at);
        }
      } else {
        if (taken === 4) {
          for (let i: usize = 0; i < PANEL * 4; i += 16)
            fourRowsBy4(x, inputs, s, o, blocks, panel + i, t + i, outputs, at + i);
        } else {
          twoRowsBy8(x, inputs, s, o, blocks, panel, t, outputs, at);
          twoRowsBy8(x, inputs, s, o, blocks, panel + 32, t + 32, outputs, at + 32);
        }
      }
      for (let i: usize = 0; i < taken; i++)
        finish(at + i * outputs * 4, weightScales + output * 4, bias + output * 4);
      row += taken;
    }
  }
}

/** 16 sums to 16 outputs. */
function finish(at: usize, scales: usize, bias: usize): void {
  for (let i: usize = 0; i < PANEL * 4; i += 16) {
    v128.store(at + i, f32x4.add(f32x4.mul(v128.load(at + i), v128.load(scales + i)), v128.load(bias + i)));
  }
}
