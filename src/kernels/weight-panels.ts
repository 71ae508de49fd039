// The layout of a product's weights, as the model file stores them (src/encoder/file/weight-tiles.ts): 64 bytes for
// every 16 outputs and 4 inputs, output by output.
//
//   byte   0   1   2   3 | 4   5   6   7 | ...          | 60  61  62  63
//   input  0   1   2   3 | 0   1   2   3 | ...          |  0   1   2   3   then inputs 4..7 of the same outputs, ...
//   output 0   0   0   0 | 1   1   1   1 | ...          | 15  15  15  15

/** Outputs that are stored together. */
export const PANEL: usize = 16;
/** Bytes of one step: four inputs of a panel. */
export const STEP: usize = 64;
