// The order of weights in a file, held to the picture in src/kernels/product.ts.

import { describe, expect, it } from "vitest";
import {
  blockSums,
  floatWeights,
  fromTiles,
  tileShape,
  toTiles,
} from "../../../src/encoder/file/weight-tiles.ts";

/** Row-major weights that name their own place: 100 × output + input, as far as int8 goes. */
function weights(outputs: number, inputs: number): Int8Array {
  return Int8Array.from({ length: outputs * inputs }, (_, i) => Math.floor(i / inputs) * 7 + (i % inputs));
}

describe("weight tiles", () => {
  it("put four inputs of sixteen outputs together, output by output", () => {
    const values = weights(32, 8);
    const tiles = toTiles(values, { outputs: 32, inputs: 8 });
    expect(tiles).toHaveLength(32 * 8);
    for (const [output, input, at] of [
      [0, 0, 0],
      [0, 3, 3],
      [1, 0, 4],
      [15, 3, 63],
      [0, 4, 64],
      [16, 0, 128],
      [31, 7, 255],
    ] as const) {
      expect(tiles[at], `output ${output}, input ${input}`).toBe(values[output * 8 + input]);
    }
  });

  it.each([
    [16, 4],
    [32, 64],
    [20, 12],
    [1, 1],
    [17, 5],
  ])("give back %i outputs of %i inputs", (outputs, inputs) => {
    const shape = { outputs, inputs };
    const values = weights(outputs, inputs);
    const tiles = toTiles(values, shape);
    const [panels, bytes] = tileShape(shape);
    expect(tiles).toHaveLength(panels * bytes);
    expect(fromTiles(tiles, shape)).toEqual(values);
  });

  it("fill up with zeros", () => {
    const tiles = toTiles(new Int8Array(17 * 5).fill(1), { outputs: 17, inputs: 5 });
    expect(tiles.reduce((sum, x) => sum + x, 0)).toBe(17 * 5);
    expect(tiles).toHaveLength(32 * 8);
  });

  it("become floats by the scale of their output", () => {
    const shape = { outputs: 2, inputs: 3 };
    const tiles = toTiles(Int8Array.of(1, -2, 3, 10, 20, -30), shape);
    const floats = floatWeights({ tiles, scales: Float32Array.of(0.5, 2) }, shape);
    expect([...floats]).toEqual([0.5, -1, 1.5, 20, 40, -60]);
  });

  it("have the sums of every block of 32 inputs, the last one as far as it goes", () => {
    const shape = { outputs: 2, inputs: 70 };
    const values = Int8Array.from({ length: 140 }, (_, i) => (i < 70 ? 1 : -127));
    expect([...blockSums(values, shape)]).toEqual([32, 32 * -127, 32, 32 * -127, 6, 6 * -127]);
  });
});
