// The weight product: 7-bit activations (quantise.ts) times int8 weights, summed exactly in i32 over each block of 64
// columns, then scaled and added up in f32. Both builds sum the same integers and round the same floats in the same
// order, so their results are equal bit for bit; they differ in the instruction and in how much a tile holds.
//
// Weights stand as the file has them: for 16 outputs and 4 inputs at a time 64 bytes, output by output.
//
//   byte   0   1   2   3 | 4   5   6   7 | ...          | 60  61  62  63
//   input  0   1   2   3 | 0   1   2   3 | ...          |  0   1   2   3   then inputs 4..7 of the same outputs, ...
//   output 0   0   0   0 | 1   1   1   1 | ...          | 15  15  15  15

import { ACTIVATION_BYTES, BLOCK } from "./quantise";

/** Outputs that stand together in the weights. */
const PANEL: usize = 16;
/** Bytes of one step: four inputs of a panel. */
const STEP: usize = 64;
const BLOCK_STEPS: usize = BLOCK / 4;

/**
 * `to` f32[rows up to 2][outputs] = x W^T * weightScales + bias, where x = values * scales + offsets by block:
 * `values` [rows up to 2][inputs], `scales` and `offsets` f32[rows up to 2][inputs / 64], `sums` f32[inputs / 64][outputs]
 * of `blockSums`. `inputs` is a multiple of 64, `outputs` of 16. An odd last row takes the row behind it along.
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
  // Weights are the larger operand: each panel is brought in once and stays near while all rows pass.
  for (let output: usize = 0; output < outputs; output += PANEL) {
    const panel = weights + output * inputs;
    for (let row: usize = 0; row < rows; row += 2) {
      const x = values + row * inputs * ACTIVATION_BYTES;
      const blockAt = row * blocks * 4;
      const at = to + (row * outputs + output) * 4;
      if (ASC_FEATURE_RELAXED_SIMD) {
        tileOf16(
          x,
          inputs,
          scales + blockAt,
          offsets + blockAt,
          blocks,
          panel,
          sums + output * 4,
          outputs,
          at,
        );
      } else {
        tileOf8(
          x,
          inputs,
          scales + blockAt,
          offsets + blockAt,
          blocks,
          panel,
          sums + output * 4,
          outputs,
          at,
        );
        tileOf8(
          x,
          inputs,
          scales + blockAt,
          offsets + blockAt,
          blocks,
          panel + 32,
          sums + output * 4 + 32,
          outputs,
          at + 32,
        );
      }
      finish(at, weightScales + output * 4, bias + output * 4);
      finish(at + outputs * 4, weightScales + output * 4, bias + output * 4);
    }
  }
}

/** 16 sums to 16 outputs. */
function finish(at: usize, scales: usize, bias: usize): void {
  for (let i: usize = 0; i < PANEL * 4; i += 16) {
    v128.store(at + i, f32x4.add(f32x4.mul(v128.load(at + i), v128.load(scales + i)), v128.load(bias + i)));
  }
}

/** Two rows, 16 outputs: each lane of an accumulator is one output, so nothing is summed across lanes. */
function tileOf16(
  x: usize,
  inputs: usize,
  scales: usize,
  offsets: usize,
  blocks: usize,
  panel: usize,
  sums: usize,
  outputs: usize,
  to: usize,
): void {
  const rowBlocks = blocks * 4;
  const second = to + outputs * 4;
  let f00 = f32x4.splat(0);
  let f01 = f00;
  let f02 = f00;
  let f03 = f00;
  let f10 = f00;
  let f11 = f00;
  let f12 = f00;
  let f13 = f00;
  let w = panel;
  for (let block: usize = 0; block < blocks; block++) {
    let s00 = i32x4.splat(0);
    let s01 = s00;
    let s02 = s00;
    let s03 = s00;
    let s10 = s00;
    let s11 = s00;
    let s12 = s00;
    let s13 = s00;
    for (let step: usize = 0; step < BLOCK_STEPS; step++) {
      const x0 = v128.load32_splat(x);
      const x1 = v128.load32_splat(x + inputs);
      const w0 = v128.load(w);
      s00 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w0, x0, s00);
      s10 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w0, x1, s10);
      const w1 = v128.load(w, 16);
      s01 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w1, x0, s01);
      s11 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w1, x1, s11);
      const w2 = v128.load(w, 32);
      s02 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w2, x0, s02);
      s12 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w2, x1, s12);
      const w3 = v128.load(w, 48);
      s03 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w3, x0, s03);
      s13 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w3, x1, s13);
      x += 4;
      w += STEP;
    }
    const b = block * 4;
    const t = sums + block * outputs * 4;
    const scale0 = v128.load32_splat(scales + b);
    const offset0 = v128.load32_splat(offsets + b);
    const t0 = v128.load(t);
    const t1 = v128.load(t, 16);
    const t2 = v128.load(t, 32);
    const t3 = v128.load(t, 48);
    f00 = f32x4.add(f00, dequantised(s00, scale0, t0, offset0));
    f01 = f32x4.add(f01, dequantised(s01, scale0, t1, offset0));
    f02 = f32x4.add(f02, dequantised(s02, scale0, t2, offset0));
    f03 = f32x4.add(f03, dequantised(s03, scale0, t3, offset0));
    const scale1 = v128.load32_splat(scales + rowBlocks + b);
    const offset1 = v128.load32_splat(offsets + rowBlocks + b);
    f10 = f32x4.add(f10, dequantised(s10, scale1, t0, offset1));
    f11 = f32x4.add(f11, dequantised(s11, scale1, t1, offset1));
    f12 = f32x4.add(f12, dequantised(s12, scale1, t2, offset1));
    f13 = f32x4.add(f13, dequantised(s13, scale1, t3, offset1));
  }
  v128.store(to, f00);
  v128.store(to, f01, 16);
  v128.store(to, f02, 32);
  v128.store(to, f03, 48);
  v128.store(second, f10);
  v128.store(second, f11, 16);
  v128.store(second, f12, 32);
  v128.store(second, f13, 48);
}

/** Two rows, eight outputs: a 16-bit product gives two lanes an output, which are added at the end of a block. */
function tileOf8(
  x: usize,
  inputs: usize,
  scales: usize,
  offsets: usize,
  blocks: usize,
  panel: usize,
  sums: usize,
  outputs: usize,
  to: usize,
): void {
  const rowBlocks = blocks * 4;
  const second = to + outputs * 4;
  const rowBytes = inputs * 2;
  let f00 = f32x4.splat(0);
  let f01 = f00;
  let f10 = f00;
  let f11 = f00;
  let w = panel;
  for (let block: usize = 0; block < blocks; block++) {
    let s00 = i32x4.splat(0);
    let s01 = s00;
    let s02 = s00;
    let s03 = s00;
    let s10 = s00;
    let s11 = s00;
    let s12 = s00;
    let s13 = s00;
    for (let step: usize = 0; step < BLOCK_STEPS; step++) {
      const x0 = v128.load64_splat(x);
      const x1 = v128.load64_splat(x + rowBytes);
      const w0 = v128.load8x8_s(w);
      s00 = i32x4.add(s00, i32x4.dot_i16x8_s(w0, x0));
      s10 = i32x4.add(s10, i32x4.dot_i16x8_s(w0, x1));
      const w1 = v128.load8x8_s(w, 8);
      s01 = i32x4.add(s01, i32x4.dot_i16x8_s(w1, x0));
      s11 = i32x4.add(s11, i32x4.dot_i16x8_s(w1, x1));
      const w2 = v128.load8x8_s(w, 16);
      s02 = i32x4.add(s02, i32x4.dot_i16x8_s(w2, x0));
      s12 = i32x4.add(s12, i32x4.dot_i16x8_s(w2, x1));
      const w3 = v128.load8x8_s(w, 24);
      s03 = i32x4.add(s03, i32x4.dot_i16x8_s(w3, x0));
      s13 = i32x4.add(s13, i32x4.dot_i16x8_s(w3, x1));
      x += 8;
      w += STEP;
    }
    const b = block * 4;
    const t = sums + block * outputs * 4;
    const scale0 = v128.load32_splat(scales + b);
    const offset0 = v128.load32_splat(offsets + b);
    const t0 = v128.load(t);
    const t1 = v128.load(t, 16);
    f00 = f32x4.add(f00, dequantised(halves(s00, s01), scale0, t0, offset0));
    f01 = f32x4.add(f01, dequantised(halves(s02, s03), scale0, t1, offset0));
    const scale1 = v128.load32_splat(scales + rowBlocks + b);
    const offset1 = v128.load32_splat(offsets + rowBlocks + b);
    f10 = f32x4.add(f10, dequantised(halves(s10, s11), scale1, t0, offset1));
    f11 = f32x4.add(f11, dequantised(halves(s12, s13), scale1, t1, offset1));
  }
  v128.store(to, f00);
  v128.store(to, f01, 16);
  v128.store(second, f10);
  v128.store(second, f11, 16);
}

/** a0 + a1, a2 + a3, b0 + b1, b2 + b3. */
function halves(a: v128, b: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
}

/** sum * scale + weightSum * offset. */
function dequantised(sum: v128, scale: v128, weightSum: v128, offset: v128): v128 {
  return f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(sum), scale), f32x4.mul(weightSum, offset));
}

/** Sums of the weights over each block of 64 inputs: `to` f32[inputs / 64][outputs], for `product`. */
export function blockSums(weights: usize, inputs: usize, outputs: usize, to: usize): void {
  for (let output: usize = 0; output < outputs; output += PANEL) {
    const panel = weights + output * inputs;
    for (let block: usize = 0; block < inputs / BLOCK; block++) {
      for (let four: usize = 0; four < PANEL; four += 4) {
        let sum = i32x4.splat(0);
        for (let step: usize = 0; step < BLOCK_STEPS; step++) {
          const w = v128.load(panel + (block * BLOCK_STEPS + step) * STEP + four * 4);
          sum = i32x4.add(sum, i32x4.extadd_pairwise_i16x8_s(i16x8.extadd_pairwise_i8x16_s(w)));
        }
        v128.store(to + (block * outputs + output + four) * 4, f32x4.convert_i32x4_s(sum));
      }
    }
  }
}
