// The order in which a file stores the weights of a product. It is the order of the kernels (src/kernels/product.ts),
// which read the weights in place. A tile is 16 outputs by 4 inputs, output by output; widths that are not multiples
// are padded with zeros.

import type { ProductShape } from "./bert-config.ts";

export const TILE_OUTPUTS = 16;
export const TILE_INPUTS = 4;
/** Inputs that share a scale and an offset when they are quantised, as in src/kernels/quantise.ts. */
export const BLOCK = 32;

/** `[panels of 16 outputs][bytes of a panel]`. */
export function tileShape({ outputs, inputs }: ProductShape): [panels: number, bytes: number] {
  return [Math.ceil(outputs / TILE_OUTPUTS), Math.ceil(inputs / TILE_INPUTS) * TILE_INPUTS * TILE_OUTPUTS];
}

/** Row-major `[outputs][inputs]` to tiles. */
export function toTiles(values: Int8Array, shape: ProductShape): Int8Array<ArrayBuffer> {
  const [panels, bytes] = tileShape(shape);
  const tiles = new Int8Array(panels * bytes);
  forEachWeight(shape, (tile, row) => {
    tiles[tile] = values[row] as number;
  });
  return tiles;
}

/**
 * `Float32Array[blocks × outputs]`: the sum of an output's weights over each block of inputs, which the kernels
 * multiply by the block's offset. Whole numbers of at most 127 × 32.
 */
export function blockSums(values: Int8Array, { outputs, inputs }: ProductShape): Float32Array<ArrayBuffer> {
  const sums = new Float32Array(Math.ceil(inputs / BLOCK) * outputs);
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      const at = Math.floor(input / BLOCK) * outputs + output;
      sums[at] = (sums[at] as number) + (values[output * inputs + input] as number);
    }
  }
  return sums;
}

/** Tiles to row-major `[outputs][inputs]`. */
export function fromTiles(tiles: Int8Array, shape: ProductShape): Int8Array<ArrayBuffer> {
  const values = new Int8Array(shape.outputs * shape.inputs);
  forEachWeight(shape, (tile, row) => {
    values[row] = tiles[tile] as number;
  });
  return values;
}

/** Row-major weights of a product as floats: value × scale of its output. */
export function floatWeights(
  { tiles, scales }: { tiles: Int8Array; scales: Float32Array },
  shape: ProductShape,
) {
  const floats = new Float32Array(shape.outputs * shape.inputs);
  forEachWeight(shape, (tile, row, output) => {
    floats[row] = (tiles[tile] as number) * (scales[output] as number);
  });
  return floats;
}

function forEachWeight(
  shape: ProductShape,
  visit: (tileIndex: number, rowIndex: number, output: number) => void,
): void {
  const { outputs, inputs } = shape;
  const [, panelBytes] = tileShape(shape);
  for (let output = 0; output < outputs; output++) {
    const panel = Math.floor(output / TILE_OUTPUTS) * panelBytes + (output % TILE_OUTPUTS) * TILE_INPUTS;
    for (let input = 0; input < inputs; input++) {
      const step = Math.floor(input / TILE_INPUTS) * TILE_INPUTS * TILE_OUTPUTS;
      visit(panel + step + (input % TILE_INPUTS), output * inputs + input, output);
    }
  }
}
