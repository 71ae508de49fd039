// Tiles of the weight product with the relaxed 8-bit dot product: sums of several rows and outputs over all inputs.
// Each lane of an accumulator is one output, so nothing is summed across lanes.
//
// The purpose of a tile is to save loads: an engine that checks the bounds of each load (as workerd's does) spends as
// much on a load as on a product. So activations are loaded 16 bytes at a time and then spread over the lanes.
// Parameters are those of `product`, beginning at the tile's first row and output.

import { dequantised } from "./dequantised";
import { BLOCK } from "./quantise";
import { STEP } from "./weight-panels";

/** Four rows by eight outputs. */
export function fourRowsBy8(
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
  let f00 = f32x4.splat(0);
  let f01 = f00;
  let f10 = f00;
  let f11 = f00;
  let f20 = f00;
  let f21 = f00;
  let f30 = f00;
  let f31 = f00;
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
    for (let i: usize = 0; i < BLOCK; i += 16) {
      const x0 = v128.load(x);
      const x1 = v128.load(x + inputs);
      const x2 = v128.load(x + inputs * 2);
      const x3 = v128.load(x + inputs * 3);
      const w00 = v128.load(w);
      const w01 = v128.load(w, 16);
      const x00 = v128.shuffle<i32>(x0, x0, 0, 0, 0, 0);
      s00 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w00, x00, s00);
      s01 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w01, x00, s01);
      const x10 = v128.shuffle<i32>(x1, x1, 0, 0, 0, 0);
      s10 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w00, x10, s10);
      s11 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w01, x10, s11);
      const x20 = v128.shuffle<i32>(x2, x2, 0, 0, 0, 0);
      s20 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w00, x20, s20);
      s21 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w01, x20, s21);
      const x30 = v128.shuffle<i32>(x3, x3, 0, 0, 0, 0);
      s30 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w00, x30, s30);
      s31 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w01, x30, s31);
      const w10 = v128.load(w, 64);
      const w11 = v128.load(w, 80);
      const x01 = v128.shuffle<i32>(x0, x0, 1, 1, 1, 1);
      s00 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w10, x01, s00);
      s01 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w11, x01, s01);
      const x11 = v128.shuffle<i32>(x1, x1, 1, 1, 1, 1);
      s10 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w10, x11, s10);
      s11 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w11, x11, s11);
      const x21 = v128.shuffle<i32>(x2, x2, 1, 1, 1, 1);
      s20 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w10, x21, s20);
      s21 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w11, x21, s21);
      const x31 = v128.shuffle<i32>(x3, x3, 1, 1, 1, 1);
      s30 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w10, x31, s30);
      s31 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w11, x31, s31);
      const w20 = v128.load(w, 128);
      const w21 = v128.load(w, 144);
      const x02 = v128.shuffle<i32>(x0, x0, 2, 2, 2, 2);
      s00 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w20, x02, s00);
      s01 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w21, x02, s01);
      const x12 = v128.shuffle<i32>(x1, x1, 2, 2, 2, 2);
      s10 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w20, x12, s10);
      s11 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w21, x12, s11);
      const x22 = v128.shuffle<i32>(x2, x2, 2, 2, 2, 2);
      s20 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w20, x22, s20);
      s21 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w21, x22, s21);
      const x32 = v128.shuffle<i32>(x3, x3, 2, 2, 2, 2);
      s30 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w20, x32, s30);
      s31 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w21, x32, s31);
      const w30 = v128.load(w, 192);
      const w31 = v128.load(w, 208);
      const x03 = v128.shuffle<i32>(x0, x0, 3, 3, 3, 3);
      s00 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w30, x03, s00);
      s01 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w31, x03, s01);
      const x13 = v128.shuffle<i32>(x1, x1, 3, 3, 3, 3);
      s10 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w30, x13, s10);
      s11 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w31, x13, s11);
      const x23 = v128.shuffle<i32>(x2, x2, 3, 3, 3, 3);
      s20 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w30, x23, s20);
      s21 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w31, x23, s21);
      const x33 = v128.shuffle<i32>(x3, x3, 3, 3, 3, 3);
      s30 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w30, x33, s30);
      s31 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w31, x33, s31);
      x += 16;
      w += STEP * 4;
    }
    const t = sums + block * rowBytes;
    const t0 = v128.load(t);
    const t1 = v128.load(t, 16);
    let b = block * 4;
    const scale0 = v128.load32_splat(scales + b);
    const offset0 = v128.load32_splat(offsets + b);
    f00 = f32x4.add(f00, dequantised(s00, scale0, t0, offset0));
    f01 = f32x4.add(f01, dequantised(s01, scale0, t1, offset0));
    b += rowBlocks;
    const scale1 = v128.load32_splat(scales + b);
    const offset1 = v128.load32_splat(offsets + b);
    f10 = f32x4.add(f10, dequantised(s10, scale1, t0, offset1));
    f11 = f32x4.add(f11, dequantised(s11, scale1, t1, offset1));
    b += rowBlocks;
    const scale2 = v128.load32_splat(scales + b);
    const offset2 = v128.load32_splat(offsets + b);
    f20 = f32x4.add(f20, dequantised(s20, scale2, t0, offset2));
    f21 = f32x4.add(f21, dequantised(s21, scale2, t1, offset2));
    b += rowBlocks;
    const scale3 = v128.load32_splat(scales + b);
    const offset3 = v128.load32_splat(offsets + b);
    f30 = f32x4.add(f30, dequantised(s30, scale3, t0, offset3));
    f31 = f32x4.add(f31, dequantised(s31, scale3, t1, offset3));
  }
  v128.store(to, f00);
  v128.store(to, f01, 16);
  to += rowBytes;
  v128.store(to, f10);
  v128.store(to, f11, 16);
  to += rowBytes;
  v128.store(to, f20);
  v128.store(to, f21, 16);
  to += rowBytes;
  v128.store(to, f30);
  v128.store(to, f31, 16);
}

/** Two rows by 16 outputs, for the last rows. */
export function twoRowsBy16(
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
    for (let i: usize = 0; i < BLOCK; i += 16) {
      const x0 = v128.load(x);
      const x1 = v128.load(x + inputs);
      const w00 = v128.load(w);
      const w01 = v128.load(w, 16);
      const w02 = v128.load(w, 32);
      const w03 = v128.load(w, 48);
      const x00 = v128.shuffle<i32>(x0, x0, 0, 0, 0, 0);
      s00 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w00, x00, s00);
      s01 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w01, x00, s01);
      s02 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w02, x00, s02);
      s03 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w03, x00, s03);
      const x10 = v128.shuffle<i32>(x1, x1, 0, 0, 0, 0);
      s10 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w00, x10, s10);
      s11 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w01, x10, s11);
      s12 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w02, x10, s12);
      s13 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w03, x10, s13);
      const w10 = v128.load(w, 64);
      const w11 = v128.load(w, 80);
      const w12 = v128.load(w, 96);
      const w13 = v128.load(w, 112);
      const x01 = v128.shuffle<i32>(x0, x0, 1, 1, 1, 1);
      s00 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w10, x01, s00);
      s01 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w11, x01, s01);
      s02 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w12, x01, s02);
      s03 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w13, x01, s03);
      const x11 = v128.shuffle<i32>(x1, x1, 1, 1, 1, 1);
      s10 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w10, x11, s10);
      s11 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w11, x11, s11);
      s12 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w12, x11, s12);
      s13 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w13, x11, s13);
      const w20 = v128.load(w, 128);
      const w21 = v128.load(w, 144);
      const w22 = v128.load(w, 160);
      const w23 = v128.load(w, 176);
      const x02 = v128.shuffle<i32>(x0, x0, 2, 2, 2, 2);
      s00 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w20, x02, s00);
      s01 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w21, x02, s01);
      s02 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w22, x02, s02);
      s03 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w23, x02, s03);
      const x12 = v128.shuffle<i32>(x1, x1, 2, 2, 2, 2);
      s10 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w20, x12, s10);
      s11 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w21, x12, s11);
      s12 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w22, x12, s12);
      s13 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w23, x12, s13);
      const w30 = v128.load(w, 192);
      const w31 = v128.load(w, 208);
      const w32 = v128.load(w, 224);
      const w33 = v128.load(w, 240);
      const x03 = v128.shuffle<i32>(x0, x0, 3, 3, 3, 3);
      s00 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w30, x03, s00);
      s01 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w31, x03, s01);
      s02 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w32, x03, s02);
      s03 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w33, x03, s03);
      const x13 = v128.shuffle<i32>(x1, x1, 3, 3, 3, 3);
      s10 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w30, x13, s10);
      s11 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w31, x13, s11);
      s12 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w32, x13, s12);
      s13 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w33, x13, s13);
      x += 16;
      w += STEP * 4;
    }
    const t = sums + block * rowBytes;
    const t0 = v128.load(t);
    const t1 = v128.load(t, 16);
    const t2 = v128.load(t, 32);
    const t3 = v128.load(t, 48);
    let b = block * 4;
    const scale0 = v128.load32_splat(scales + b);
    const offset0 = v128.load32_splat(offsets + b);
    f00 = f32x4.add(f00, dequantised(s00, scale0, t0, offset0));
    f01 = f32x4.add(f01, dequantised(s01, scale0, t1, offset0));
    f02 = f32x4.add(f02, dequantised(s02, scale0, t2, offset0));
    f03 = f32x4.add(f03, dequantised(s03, scale0, t3, offset0));
    b += rowBlocks;
    const scale1 = v128.load32_splat(scales + b);
    const offset1 = v128.load32_splat(offsets + b);
    f10 = f32x4.add(f10, dequantised(s10, scale1, t0, offset1));
    f11 = f32x4.add(f11, dequantised(s11, scale1, t1, offset1));
    f12 = f32x4.add(f12, dequantised(s12, scale1, t2, offset1));
    f13 = f32x4.add(f13, dequantised(s13, scale1, t3, offset1));
  }
  v128.store(to, f00);
  v128.store(to, f01, 16);
  v128.store(to, f02, 32);
  v128.store(to, f03, 48);
  to += rowBytes;
  v128.store(to, f10);
  v128.store(to, f11, 16);
  v128.store(to, f12, 32);
  v128.store(to, f13, 48);
}
