// Pooling: one unit vector from the states of the last layer.

import { sumLanes } from "./lanes";

/** Direction of the mean of f32[rows][width] at `states`, to f32[width] at `to`. Returns the length before scaling. */
export function poolMean(states: usize, rows: usize, width: usize, to: usize): f32 {
  const rowBytes = width * 4;
  for (let i: usize = 0; i < rowBytes; i += 16) {
    let sum = f32x4.splat(0);
    for (let row: usize = 0; row < rows; row++) sum = f32x4.add(sum, v128.load(states + row * rowBytes + i));
    v128.store(to + i, sum);
  }
  return scaleToUnit(to, width);
}

/** Direction of the first row (the start token's), as `poolMean`. */
export function poolFirst(states: usize, _rows: usize, width: usize, to: usize): f32 {
  memory.copy(to, states, width * 4);
  return scaleToUnit(to, width);
}

function scaleToUnit(vector: usize, width: usize): f32 {
  const bytes = width * 4;
  let squares = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(vector + i);
    squares = f32x4.add(squares, f32x4.mul(x, x));
  }
  const length = sqrt<f32>(sumLanes(squares));
  const factor = f32x4.splat(<f32>1.0 / length);
  for (let i: usize = 0; i < bytes; i += 16) v128.store(vector + i, f32x4.mul(v128.load(vector + i), factor));
  return length;
}
