// The fastest loops that were found for the two instructions of the int8 weight product (of 22 shapes each that were
// tried): operands in level-1 cache, as many sums as keep the multipliers busy, nothing scaled, nothing stored.
// AssemblyScript; scripts/bench/roof.ts compiles and times it, and prints what the real product reaches of it.

/** Bytes of one operand that a pass reads: a quarter of a usual level-1 cache. */
const PASS_BYTES: usize = 8192;
/** Where the other operand stands; it is read over and over. */
const OTHER: usize = 16384;

/** Multiplications and additions of one pass of `relaxedPasses`; both count. */
export function relaxedOperations(): i32 {
  return (<i32>PASS_BYTES / 16) * 10 * 16 * 2;
}

/** `relaxed_dot_i8x16_i7x16_add_s`: one vector times ten. Fewer sums wait for each other. Returns a sink. */
export function relaxedPasses(passes: i32): i32 {
  let s0 = i32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  let s8 = s0;
  let s9 = s0;
  for (let pass = 0; pass < passes; pass++) {
    for (let at: usize = 0; at < PASS_BYTES; at += 16) {
      const w = v128.load(at);
      s0 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w, v128.load32_splat(OTHER + at), s0);
      s1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w, v128.load32_splat(OTHER + at, 4), s1);
      s2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w, v128.load32_splat(OTHER + at, 8), s2);
      s3 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w, v128.load32_splat(OTHER + at, 12), s3);
      s4 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w, v128.load32_splat(OTHER + at, 16), s4);
      s5 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w, v128.load32_splat(OTHER + at, 20), s5);
      s6 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w, v128.load32_splat(OTHER + at, 24), s6);
      s7 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w, v128.load32_splat(OTHER + at, 28), s7);
      s8 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w, v128.load32_splat(OTHER + at, 32), s8);
      s9 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w, v128.load32_splat(OTHER + at, 36), s9);
    }
  }
  return sink(s0, s1, s2, s3) + sink(s4, s5, s6, s7) + sink(s8, s9, s0, s1);
}

/** Multiplications and additions of one pass of `wordPasses`; both count. */
export function wordOperations(): i32 {
  return (<i32>PASS_BYTES / 32) * 8 * 8 * 2;
}

/** `i32x4.dot_i16x8_s`: two vectors, in 16-bit lanes already, times four. Returns a sink. */
export function wordPasses(passes: i32): i32 {
  let s0 = i32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  for (let pass = 0; pass < passes; pass++) {
    for (let at: usize = 0; at < PASS_BYTES; at += 32) {
      const x0 = v128.load64_splat(OTHER + at);
      const x1 = v128.load64_splat(OTHER + at, 8);
      const x2 = v128.load64_splat(OTHER + at, 16);
      const x3 = v128.load64_splat(OTHER + at, 24);
      const w0 = v128.load(at);
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(w0, x0));
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(w0, x1));
      s2 = i32x4.add(s2, i32x4.dot_i16x8_s(w0, x2));
      s3 = i32x4.add(s3, i32x4.dot_i16x8_s(w0, x3));
      const w1 = v128.load(at, 16);
      s4 = i32x4.add(s4, i32x4.dot_i16x8_s(w1, x0));
      s5 = i32x4.add(s5, i32x4.dot_i16x8_s(w1, x1));
      s6 = i32x4.add(s6, i32x4.dot_i16x8_s(w1, x2));
      s7 = i32x4.add(s7, i32x4.dot_i16x8_s(w1, x3));
    }
  }
  return sink(s0, s1, s2, s3) + sink(s4, s5, s6, s7);
}

function sink(a: v128, b: v128, c: v128, d: v128): i32 {
  const all = i32x4.add(i32x4.add(a, b), i32x4.add(c, d));
  const halves = i32x4.add(all, v128.shuffle<i32>(all, all, 2, 3, 0, 1));
  return i32x4.extract_lane(halves, 0) + i32x4.extract_lane(halves, 1);
}
