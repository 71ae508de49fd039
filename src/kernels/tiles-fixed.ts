// Tiles of the weight product with the 16-bit dot product of fixed-width SIMD; the sums are the same as in
// tiles-relaxed.ts. Each dot product gives two lanes per output, which are added at the end of a block. Parameters are
// those of `product`, beginning at the tile's first row and output.

import { dequantised } from "./dequantised";
import { BLOCK } from "./quantise";
import { STEP } from "./weight-panels";

/** Four rows by four outputs. */
export function fourRowsBy4(
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
  const rowBytes = outputs * 4;
  const xRow = inputs * 2;
  let f00 = f32x4.splat(0);
  let f10 = f00;
  let f20 = f00;
  let f30 = f00;
  let w = panel;
  for (let block: usize = 0; block < blocks; block++) {
    let s00 = i32x4.splat(0);
    let s01 = s00;
    let s10 = s00;
    let s11 = s00;
    let s20 = s00;
    let s21 = s00;
    let s30 = s00;
    let s31 = s00;
    for (let i: usize = 0; i < BLOCK; i += 8) {
      const x0 = v128.load(x);
      const x1 = v128.load(x + xRow);
      const x2 = v128.load(x + xRow * 2);
      const x3 = v128.load(x + xRow * 3);
      const w00 = v128.load8x8_s(w);
      const w01 = v128.load8x8_s(w, 8);
      const x00 = v128.shuffle<i64>(x0, x0, 0, 0);
      s00 = i32x4.add(s00, i32x4.dot_i16x8_s(w00, x00));
      s01 = i32x4.add(s01, i32x4.dot_i16x8_s(w01, x00));
      const x10 = v128.shuffle<i64>(x1, x1, 0, 0);
      s10 = i32x4.add(s10, i32x4.dot_i16x8_s(w00, x10));
      s11 = i32x4.add(s11, i32x4.dot_i16x8_s(w01, x10));
      const x20 = v128.shuffle<i64>(x2, x2, 0, 0);
      s20 = i32x4.add(s20, i32x4.dot_i16x8_s(w00, x20));
      s21 = i32x4.add(s21, i32x4.dot_i16x8_s(w01, x20));
      const x30 = v128.shuffle<i64>(x3, x3, 0, 0);
      s30 = i32x4.add(s30, i32x4.dot_i16x8_s(w00, x30));
      s31 = i32x4.add(s31, i32x4.dot_i16x8_s(w01, x30));
      const w10 = v128.load8x8_s(w, 64);
      const w11 = v128.load8x8_s(w, 72);
      const x01 = v128.shuffle<i64>(x0, x0, 1, 1);
      s00 = i32x4.add(s00, i32x4.dot_i16x8_s(w10, x01));
      s01 = i32x4.add(s01, i32x4.dot_i16x8_s(w11, x01));
      const x11 = v128.shuffle<i64>(x1, x1, 1, 1);
      s10 = i32x4.add(s10, i32x4.dot_i16x8_s(w10, x11));
      s11 = i32x4.add(s11, i32x4.dot_i16x8_s(w11, x11));
      const x21 = v128.shuffle<i64>(x2, x2, 1, 1);
      s20 = i32x4.add(s20, i32x4.dot_i16x8_s(w10, x21));
      s21 = i32x4.add(s21, i32x4.dot_i16x8_s(w11, x21));
      const x31 = v128.shuffle<i64>(x3, x3, 1, 1);
      s30 = i32x4.add(s30, i32x4.dot_i16x8_s(w10, x31));
      s31 = i32x4.add(s31, i32x4.dot_i16x8_s(w11, x31));
      x += 16;
      w += STEP * 2;
    }
    const t = sums + block * rowBytes;
    const t0 = v128.load(t);
    let b = block * 4;
    const scale0 = v128.load32_splat(scales + b);
    const offset0 = v128.load32_splat(offsets + b);
    f00 = f32x4.add(f00, dequantised(halves(s00, s01), scale0, t0, offset0));
    b += rowBlocks;
    const scale1 = v128.load32_splat(scales + b);
    const offset1 = v128.load32_splat(offsets + b);
    f10 = f32x4.add(f10, dequantised(halves(s10, s11), scale1, t0, offset1));
    b += rowBlocks;
    const scale2 = v128.load32_splat(scales + b);
    const offset2 = v128.load32_splat(offsets + b);
    f20 = f32x4.add(f20, dequantised(halves(s20, s21), scale2, t0, offset2));
    b += rowBlocks;
    const scale3 = v128.load32_splat(scales + b);
    const offset3 = v128.load32_splat(offsets + b);
    f30 = f32x4.add(f30, dequantised(halves(s30, s31), scale3, t0, offset3));
  }
  v128.store(to, f00);
  to += rowBytes;
  v128.store(to, f10);
  to += rowBytes;
  v128.store(to, f20);
  to += rowBytes;
  v128.store(to, f30);
}

/** Two rows by eight outputs, for the last rows. */
export function twoRowsBy8(
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
  const rowBytes = outputs * 4;
  const xRow = inputs * 2;
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
    for (let i: usize = 0; i < BLOCK; i += 8) {
      const x0 = v128.load(x);
      const x1 = v128.load(x + xRow);
      const w00 = v128.load8x8_s(w);
      const w01 = v128.load8x8_s(w, 8);
      const w02 = v128.load8x8_s(w, 16);
      const w03 = v128.load8x8_s(w, 24);
      const x00 = v128.shuffle<i64>(x0, x0, 0, 0);
      s00 = i32x4.add(s00, i32x4.dot_i16x8_s(w00, x00));
      s01 = i32x4.add(s01, i32x4.dot_i16x8_s(w01, x00));
      s02 = i32x4.add(s02, i32x4.dot_i16x8_s(w02, x00));
      s03 = i32x4.add(s03, i32x4.dot_i16x8_s(w03, x00));
      const x10 = v128.shuffle<i64>(x1, x1, 0, 0);
      s10 = i32x4.add(s10, i32x4.dot_i16x8_s(w00, x10));
      s11 = i32x4.add(s11, i32x4.dot_i16x8_s(w01, x10));
      s12 = i32x4.add(s12, i32x4.dot_i16x8_s(w02, x10));
      s13 = i32x4.add(s13, i32x4.dot_i16x8_s(w03, x10));
      const w10 = v128.load8x8_s(w, 64);
      const w11 = v128.load8x8_s(w, 72);
      const w12 = v128.load8x8_s(w, 80);
      const w13 = v128.load8x8_s(w, 88);
      const x01 = v128.shuffle<i64>(x0, x0, 1, 1);
      s00 = i32x4.add(s00, i32x4.dot_i16x8_s(w10, x01));
      s01 = i32x4.add(s01, i32x4.dot_i16x8_s(w11, x01));
      s02 = i32x4.add(s02, i32x4.dot_i16x8_s(w12, x01));
      s03 = i32x4.add(s03, i32x4.dot_i16x8_s(w13, x01));
      const x11 = v128.shuffle<i64>(x1, x1, 1, 1);
      s10 = i32x4.add(s10, i32x4.dot_i16x8_s(w10, x11));
      s11 = i32x4.add(s11, i32x4.dot_i16x8_s(w11, x11));
      s12 = i32x4.add(s12, i32x4.dot_i16x8_s(w12, x11));
      s13 = i32x4.add(s13, i32x4.dot_i16x8_s(w13, x11));
      x += 16;
      w += STEP * 2;
    }
    const t = sums + block * rowBytes;
    const t0 = v128.load(t);
    const t1 = v128.load(t, 16);
    let b = block * 4;
    const scale0 = v128.load32_splat(scales + b);
    const offset0 = v128.load32_splat(offsets + b);
    f00 = f32x4.add(f00, dequantised(halves(s00, s01), scale0, t0, offset0));
    f01 = f32x4.add(f01, dequantised(halves(s02, s03), scale0, t1, offset0));
    b += rowBlocks;
    const scale1 = v128.load32_splat(scales + b);
    const offset1 = v128.load32_splat(offsets + b);
    f10 = f32x4.add(f10, dequantised(halves(s10, s11), scale1, t0, offset1));
    f11 = f32x4.add(f11, dequantised(halves(s12, s13), scale1, t1, offset1));
  }
  v128.store(to, f00);
  v128.store(to, f01, 16);
  to += rowBytes;
  v128.store(to, f10);
  v128.store(to, f11, 16);
}

/** a0 + a1, a2 + a3, b0 + b1, b2 + b3. */
function halves(a: v128, b: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
}
