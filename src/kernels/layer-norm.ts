// Layer norm over rows (Ba, Kiros and Hinton 2016): (x - mean) / sqrt(variance + epsilon) * weight + bias.

import { sumLanes } from "./lanes";

/** In place over f32[rows][width] at `states`; `width` is a multiple of 4, `weight` and `bias` are f32[width]. */
export function normalise(
  states: usize,
  rows: usize,
  width: usize,
  weight: usize,
  bias: usize,
  epsilon: f32,
): void {
  const rowBytes = width * 4;
  const end = states + rows * rowBytes;
  for (let row = states; row < end; row += rowBytes) {
    let sum = f32x4.splat(0);
    for (let i: usize = 0; i < rowBytes; i += 16) sum = f32x4.add(sum, v128.load(row + i));
    const mean = f32x4.splat(sumLanes(sum) / (width as f32));
    let squares = f32x4.splat(0);
    for (let i: usize = 0; i < rowBytes; i += 16) {
      const centred = f32x4.sub(v128.load(row + i), mean);
      squares = f32x4.add(squares, f32x4.mul(centred, centred));
    }
    const variance = sumLanes(squares) / (width as f32);
    const factor = f32x4.splat(<f32>1.0 / sqrt<f32>(variance + epsilon));
    for (let i: usize = 0; i < rowBytes; i += 16) {
      const unit = f32x4.mul(f32x4.sub(v128.load(row + i), mean), factor);
      v128.store(row + i, f32x4.add(f32x4.mul(unit, v128.load(weight + i)), v128.load(bias + i)));
    }
  }
}

/** The same over `states + change`, the residual connection; `change` is f32[rows][width]. */
export function addAndNormalise(
  states: usize,
  change: usize,
  rows: usize,
  width: usize,
  weight: usize,
  bias: usize,
  epsilon: f32,
): void {
  const bytes = rows * width * 4;
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(states + i, f32x4.add(v128.load(states + i), v128.load(change + i)));
  }
  normalise(states, rows, width, weight, bias, epsilon);
}
