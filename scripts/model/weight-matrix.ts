// A weight matrix as a model file has it (floats, or integers with scales), and its conversion to the encoder's form:
// int8 rows with one scale each. Integers that fit already are kept, so nothing is rounded twice.

import type { QuantisedRows } from "../../src/encoder/file/encoder-contents.ts";
import { ModelFolderError } from "./model-error.ts";

/** Row-major `[rows][columns]`. */
export type WeightMatrix = { readonly rows: number; readonly columns: number } & (
  | { readonly kind: "float"; readonly values: Float32Array }
  /**
   * Weight = value × scale. Values are 8 bits minus a zero point, -255..255; one scale per row, per column, or in all.
   */
  | {
      readonly kind: "integer";
      readonly values: Int16Array;
      readonly scales: Float32Array;
      readonly per: "row" | "column" | "matrix";
    }
);

/** `Float32Array[rows × columns]`; for a float matrix its own values, not a copy. */
export function toFloats(matrix: WeightMatrix): Float32Array {
  if (matrix.kind === "float") return matrix.values;
  const { values, scales, columns } = matrix;
  const floats = new Float32Array(values.length);
  const group = groupOf(matrix);
  for (let i = 0; i < values.length; i++)
    floats[i] = (values[i] ?? 0) * (scales[group(Math.floor(i / columns), i % columns)] ?? 0);
  return floats;
}

export function transpose(matrix: WeightMatrix): WeightMatrix {
  const { rows, columns } = matrix;
  const transposeInto = <T extends Float32Array | Int16Array>(from: T, to: T): T => {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++)
        to[column * rows + row] = from[row * columns + column] ?? 0;
    }
    return to;
  };
  const shape = { rows: columns, columns: rows };
  if (matrix.kind === "float") {
    return {
      kind: "float",
      ...shape,
      values: transposeInto(matrix.values, new Float32Array(matrix.values.length)),
    };
  }
  const { scales, per } = matrix;
  const perTransposed = ({ row: "column", column: "row", matrix: "matrix" } as const)[per];
  return {
    kind: "integer",
    ...shape,
    values: transposeInto(matrix.values, new Int16Array(matrix.values.length)),
    scales,
    per: perTransposed,
  };
}

/**
 * int8 with a scale per row. Floats: scale = max |w| / 127, value = round(w / scale); a row of zeros has scale 0.
 * Integers within ±127 that share a scale in their row keep value and scale, which loses nothing.
 */
export function quantiseRows(matrix: WeightMatrix): QuantisedRows {
  const { rows, columns } = matrix;
  const sharing = matrix.kind === "integer" && matrix.per !== "column" ? matrix : null;
  const weights = sharing === null ? toFloats(matrix) : sharing.values;
  const values = new Int8Array(weights.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const first = row * columns;
    let largest = 0;
    for (let i = first; i < first + columns; i++) largest = Math.max(largest, Math.abs(weights[i] ?? 0));
    const unit = sharing === null ? 1 : (sharing.scales[sharing.per === "row" ? row : 0] ?? 0);
    if (!Number.isFinite(largest * unit)) {
      throw new ModelFolderError(
        `A weight in row ${row} is ${largest * unit}, which is not a finite number.`,
      );
    }
    if (sharing !== null && largest <= 127) {
      scales[row] = unit;
      for (let i = first; i < first + columns; i++) values[i] = weights[i] ?? 0;
    } else if (largest > 0) {
      scales[row] = (unit * largest) / 127;
      for (let i = first; i < first + columns; i++)
        values[i] = Math.round(((weights[i] ?? 0) / largest) * 127);
    }
  }
  return { values, scales };
}

function groupOf({ per }: { per: "row" | "column" | "matrix" }): (row: number, column: number) => number {
  if (per === "row") return (row) => row;
  return per === "column" ? (_, column) => column : () => 0;
}
