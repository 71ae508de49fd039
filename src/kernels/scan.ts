// Exact nearest neighbours: the dot product of a query with every stored int8 vector, and the largest of the products.
// The query has 14 bits: two digits of 7 bits if the dot product takes 8-bit lanes, one 16-bit lane if it doesn't. The
// sums are the same integers either way, and the second digit costs nothing while the scan waits for memory.

import { sumIntegerLanes } from "./lanes";

/** Added to the first digit to keep it in 0..127: query = (high - 64) * 128 + low. */
const HIGH_OFFSET: i32 = 64;
const DIGIT: i32 = 128;

/** Sum of each row of i8[rows][width] at `vectors`, to i32[rows] at `to`; `width` is a multiple of 16. */
export function rowSums(vectors: usize, rows: usize, width: usize, to: usize): void {
  for (let row: usize = 0; row < rows; row++) {
    const start = vectors + row * width;
    let sum = i32x4.splat(0);
    for (let i: usize = 0; i < width; i += 16) {
      sum = i32x4.add(
        sum,
        i32x4.extadd_pairwise_i16x8_s(i16x8.extadd_pairwise_i8x16_s(v128.load(start + i))),
      );
    }
    store<i32>(to + row * 4, sumIntegerLanes(sum));
  }
}

/**
 * `scores` f32[rows] = dot product * rowScales * queryScale. `query` is i16[width], -8192..8191; `digits` is space for
 * 2 * width bytes; `vectors` i8[rows][width], `sums` i32[rows] of `rowSums`, `rowScales` f32[rows]; `width` is a
 * multiple of 16, at most 2,048, so that a sum fits i32.
 */
export function scan(
  query: usize,
  digits: usize,
  queryScale: f32,
  vectors: usize,
  rowScales: usize,
  sums: usize,
  rows: usize,
  width: usize,
  scores: usize,
): void {
  if (ASC_FEATURE_RELAXED_SIMD) split(query, width, digits);
  let row: usize = 0;
  for (; row + 4 <= rows; row += 4) {
    const start = vectors + row * width;
    let s: v128;
    if (ASC_FEATURE_RELAXED_SIMD) {
      s = i32x4.sub(
        fourByDigits(digits, start, width),
        i32x4.mul(v128.load(sums + row * 4), i32x4.splat(HIGH_OFFSET * DIGIT)),
      );
    } else {
      s = fourByWords(query, start, width);
    }
    const scale = f32x4.mul(v128.load(rowScales + row * 4), f32x4.splat(queryScale));
    v128.store(scores + row * 4, f32x4.mul(f32x4.convert_i32x4_s(s), scale));
  }
  for (; row < rows; row++) {
    const s = oneByWords(query, vectors + row * width, width);
    store<f32>(scores + row * 4, (s as f32) * (load<f32>(rowScales + row * 4) * queryScale));
  }
}

/** i16[width] to i8[width] high digits followed by i8[width] low digits, all 0..127. */
function split(query: usize, width: usize, digits: usize): void {
  for (let i: usize = 0; i < width; i++) {
    const value = <i32>load<i16>(query + i * 2);
    store<u8>(digits + i, <u8>((value >> 7) + HIGH_OFFSET));
    store<u8>(digits + width + i, <u8>(value & (DIGIT - 1)));
  }
}

/** Sums of four rows over (high * 128 + low) * value. */
function fourByDigits(digits: usize, start: usize, width: usize): v128 {
  let h0 = i32x4.splat(0);
  let h1 = h0;
  let h2 = h0;
  let h3 = h0;
  let l0 = h0;
  let l1 = h0;
  let l2 = h0;
  let l3 = h0;
  const end = start + width;
  for (let at = start; at < end; at += 16) {
    const high = v128.load(digits);
    const low = v128.load(digits + width);
    const v0 = v128.load(at);
    h0 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v0, high, h0);
    l0 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v0, low, l0);
    const v1 = v128.load(at + width);
    h1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v1, high, h1);
    l1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v1, low, l1);
    const v2 = v128.load(at + width * 2);
    h2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v2, high, h2);
    l2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v2, low, l2);
    const v3 = v128.load(at + width * 3);
    h3 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v3, high, h3);
    l3 = i32x4.relaxed_dot_i8x16_i7x16_add_s(v3, low, l3);
    digits += 16;
  }
  return i32x4.add(i32x4.shl(fourSums(h0, h1, h2, h3), 7), fourSums(l0, l1, l2, l3));
}

function fourByWords(query: usize, start: usize, width: usize): v128 {
  let s0 = i32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const end = start + width;
  for (let at = start; at < end; at += 16) {
    const first = v128.load(query);
    const second = v128.load(query, 16);
    s0 = i32x4.add(s0, sixteen(at, first, second));
    s1 = i32x4.add(s1, sixteen(at + width, first, second));
    s2 = i32x4.add(s2, sixteen(at + width * 2, first, second));
    s3 = i32x4.add(s3, sixteen(at + width * 3, first, second));
    query += 32;
  }
  return fourSums(s0, s1, s2, s3);
}

function oneByWords(query: usize, start: usize, width: usize): i32 {
  let sum = i32x4.splat(0);
  for (let i: usize = 0; i < width; i += 16) {
    sum = i32x4.add(sum, sixteen(start + i, v128.load(query + i * 2), v128.load(query + i * 2, 16)));
  }
  return sumIntegerLanes(sum);
}

function sixteen(at: usize, first: v128, second: v128): v128 {
  return i32x4.add(
    i32x4.dot_i16x8_s(v128.load8x8_s(at), first),
    i32x4.dot_i16x8_s(v128.load8x8_s(at, 8), second),
  );
}

/** Lane i is the sum of the lanes of the i-th argument. */
function fourSums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 2, 6), v128.shuffle<i32>(a, b, 1, 5, 3, 7));
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 2, 6), v128.shuffle<i32>(c, d, 1, 5, 3, 7));
  return i32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7));
}

/**
 * Writes the rows of the `count` largest of f32[rows] at `scores` to u32[count] at `to`, largest first and of equals
 * the lower row first. Returns their number, which is below `count` only if there are fewer rows. Uses insertion into a
 * sorted list: `count` is small compared with `rows`, and few scores get in once the list is full.
 */
export function selectLargest(scores: usize, rows: usize, count: usize, to: usize): usize {
  let length: usize = 0;
  let row: usize = 0;
  while (row < rows) {
    if (length === count && row + 4 <= rows) {
      const smallest = load<u32>(to + (count - 1) * 4);
      const four = f32x4.gt(v128.load(scores + row * 4), v128.load32_splat(scores + <usize>smallest * 4));
      if (!v128.any_true(four)) {
        row += 4;
        continue;
      }
    }
    length = insert(scores, row, to, length, count);
    row++;
  }
  return length;
}

/** Inserts a row into a sorted list of `length` rows and at most `count`; returns the new length. */
function insert(scores: usize, row: usize, to: usize, length: usize, count: usize): usize {
  const score = load<f32>(scores + row * 4);
  let at = length;
  for (; at > 0; at--) {
    const before = load<u32>(to + (at - 1) * 4);
    if (load<f32>(scores + <usize>before * 4) >= score) break;
    // The last row of a full list is dropped.
    if (at < count) store<u32>(to + at * 4, before);
  }
  if (at < count) store<u32>(to + at * 4, <u32>row);
  return length < count ? length + 1 : length;
}
