// Scaled dot-product attention of one head (Vaswani et al. 2017): softmax(Q K^T / sqrt(width)) V, in f32.

import { exponential } from "./exponential";
import { largestLane, sumLanes } from "./lanes";

/** Rows that are processed together, so that their scores stay in the level-1 cache. */
const ROWS: usize = 4;

/**
 * `query`, `key`, `value`: offsets of the head's first column in f32[rows][stride] each; the head has `width` columns,
 * a multiple of 8. The result goes to the same columns of `mixed`. Space needed: rows up to the next multiple of 4 in
 * each of the four; `keys` f32[width][columns] and `scores` f32[4][columns], where `columns` is `rows` rounded up to a
 * multiple of 8.
 */
export function attend(
  query: usize,
  key: usize,
  value: usize,
  mixed: usize,
  rows: usize,
  stride: usize,
  width: usize,
  keys: usize,
  scores: usize,
): void {
  const columns = (rows + 7) & ~7;
  transpose(key, rows, stride, width, keys, columns);
  const factor = <f32>1.0 / sqrt<f32>(width as f32);
  for (let row: usize = 0; row < rows; row += ROWS) {
    const at = row * stride * 4;
    multiplyFour(query + at, stride, keys, columns, scores, columns, columns, width);
    for (let i: usize = 0; i < ROWS; i++) softmax(scores + i * columns * 4, rows, columns, factor);
    multiplyFour(scores, columns, value, stride, mixed + at, stride, width, rows);
  }
}

/** f32[rows][stride] to f32[width][columns]; columns beyond `rows` are zero. */
function transpose(from: usize, rows: usize, stride: usize, width: usize, to: usize, columns: usize): void {
  memory.fill(to, 0, width * columns * 4);
  for (let row: usize = 0; row < rows; row++) {
    for (let i: usize = 0; i < width; i++) {
      store<f32>(to + (i * columns + row) * 4, load<f32>(from + (row * stride + i) * 4));
    }
  }
}

/** exp(factor * x) divided by its sum, for the first `count` of f32[columns]; the others become zero. */
function softmax(row: usize, count: usize, columns: usize, factor: f32): void {
  const bytes = columns * 4;
  for (let i = count; i < columns; i++) store<f32>(row + i * 4, -Infinity);
  let high = v128.load(row);
  for (let i: usize = 16; i < bytes; i += 16) high = f32x4.pmax(high, v128.load(row + i));
  // Subtracting the largest first keeps every exponential from overflowing.
  const largest = f32x4.splat(largestLane(high));
  let sum = f32x4.splat(0);
  const last = bytes - 16;
  for (let i: usize = 0; i <= last; i += 16) {
    const weight = exponential(f32x4.mul(f32x4.sub(v128.load(row + i), largest), f32x4.splat(factor)));
    v128.store(row + i, weight);
    sum = f32x4.add(sum, weight);
  }
  // Columns beyond `count` are e^-87 now, less than any rounding of the sum; clear them anyway.
  for (let i = count; i < columns; i++) store<f32>(row + i * 4, 0);
  const share = f32x4.splat(<f32>1.0 / sumLanes(sum));
  for (let i: usize = 0; i < bytes; i += 16) v128.store(row + i, f32x4.mul(v128.load(row + i), share));
}

/**
 * C = A B in f32, eight columns at a time: `a` f32[4][aStride], of which `depth` are used, `b` f32[depth][bStride],
 * `c` f32[4][cStride]; `columns` is a multiple of 8. Rows of `a` beyond the text give rows of `c` that nobody reads.
 */
function multiplyFour(
  a: usize,
  aStride: usize,
  b: usize,
  bStride: usize,
  c: usize,
  cStride: usize,
  columns: usize,
  depth: usize,
): void {
  const aRow = aStride * 4;
  const bRow = bStride * 4;
  const cRow = cStride * 4;
  const end = a + depth * 4;
  for (let column: usize = 0; column < columns; column += 8) {
    let s00 = f32x4.splat(0);
    let s01 = s00;
    let s10 = s00;
    let s11 = s00;
    let s20 = s00;
    let s21 = s00;
    let s30 = s00;
    let s31 = s00;
    let y = b + column * 4;
    for (let x = a; x < end; x += 4) {
      const y0 = v128.load(y);
      const y1 = v128.load(y, 16);
      const x0 = v128.load32_splat(x);
      s00 = f32x4.add(s00, f32x4.mul(x0, y0));
      s01 = f32x4.add(s01, f32x4.mul(x0, y1));
      const x1 = v128.load32_splat(x + aRow);
      s10 = f32x4.add(s10, f32x4.mul(x1, y0));
      s11 = f32x4.add(s11, f32x4.mul(x1, y1));
      const x2 = v128.load32_splat(x + aRow * 2);
      s20 = f32x4.add(s20, f32x4.mul(x2, y0));
      s21 = f32x4.add(s21, f32x4.mul(x2, y1));
      const x3 = v128.load32_splat(x + aRow * 3);
      s30 = f32x4.add(s30, f32x4.mul(x3, y0));
      s31 = f32x4.add(s31, f32x4.mul(x3, y1));
      y += bRow;
    }
    const z = c + column * 4;
    v128.store(z, s00);
    v128.store(z, s01, 16);
    v128.store(z + cRow, s10);
    v128.store(z + cRow, s11, 16);
    v128.store(z + cRow * 2, s20);
    v128.store(z + cRow * 2, s21, 16);
    v128.store(z + cRow * 3, s30);
    v128.store(z + cRow * 3, s31, 16);
  }
}
