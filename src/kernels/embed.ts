// The input of the first layer: for each token a row of the word table plus a row of the position table.

/**
 * `states` f32[rows][width] = words[id] * wordScales[id] + positions[row]. `ids` is i32[rows], each below the number of
 * rows of the table; `words` i8[vocabulary][width], `wordScales` f32[vocabulary], `positions` f32[>= rows][width];
 * `width` is a multiple of 8.
 */
export function embed(
  ids: usize,
  rows: usize,
  width: usize,
  words: usize,
  wordScales: usize,
  positions: usize,
  states: usize,
): void {
  for (let row: usize = 0; row < rows; row++) {
    const id = <usize>load<u32>(ids + row * 4);
    const scale = v128.load32_splat(wordScales + id * 4);
    const word = words + id * width;
    const position = positions + row * width * 4;
    const state = states + row * width * 4;
    for (let i: usize = 0; i < width; i += 8) {
      const eight = v128.load8x8_s(word + i);
      const low = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(eight));
      const high = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(eight));
      v128.store(state + i * 4, f32x4.add(f32x4.mul(low, scale), v128.load(position + i * 4)));
      v128.store(state + i * 4, f32x4.add(f32x4.mul(high, scale), v128.load(position + i * 4, 16)), 16);
    }
  }
}
