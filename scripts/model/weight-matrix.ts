// A weight matrix of a model: read out of an ONNX graph as float or as int8 with scales, and brought into the
// encoder's form, int8 rows with one scale each. int8 that fits already is kept as it is, not rounded twice.

import type { QuantisedRows } from "../../src/encoder/encoder-contents.ts";
import { ModelFolderError } from "./model-error.ts";
import { describeNode, type OnnxGraph, type OnnxNode, type Tensor } from "./onnx-graph.ts";

/** Row-major `[rows][columns]`. */
export type WeightMatrix = { readonly rows: number; readonly columns: number } & (
  | { readonly kind: "float"; readonly values: Float32Array }
  /** `scales` belong to the rows or to the columns; -127..127. */
  | {
      readonly kind: "int8";
      readonly values: Int8Array;
      readonly scales: Float32Array;
      readonly per: "row" | "column";
    }
);

/**
 * The matrix behind a value of the graph: a float constant, or int8 through `Cast` and `Mul` or through
 * `DequantizeLinear`, any of them behind `Transpose` or `Identity`. Anything else is a ModelFolderError
 * that names `wanted` and the node met.
 */
export function readMatrix(graph: OnnxGraph, value: string, wanted: string): WeightMatrix {
  const constant = graph.constant(value);
  if (constant !== null) {
    if (constant.kind !== "float")
      throw new ModelFolderError(`The weight "${value}" (${wanted}) is int8 without scales.`);
    return { kind: "float", ...shapeOf(constant), values: constant.values };
  }
  const node = graph.producer(value);
  const refuse = (problem: string): never => {
    const met = node === null ? `The value "${value}"` : `The ${describeNode(node)}`;
    throw new ModelFolderError(`${met} stands where ${wanted} was expected: ${problem}.`);
  };
  switch (node?.opType) {
    case "Identity":
      return readMatrix(graph, node.input[0] ?? "", wanted);
    case "Transpose": {
      const order = node.attribute.find(({ name }) => name === "perm")?.ints ?? [1, 0];
      if (order.join() !== "1,0") return refuse(`it orders the axes as ${order.join()}`);
      return transpose(readMatrix(graph, node.input[0] ?? "", wanted));
    }
    case "Mul": {
      const [first = "", second = ""] = node.input;
      const values = castConstant(graph, first) ?? castConstant(graph, second);
      const scales = graph.constant(castConstant(graph, first) === null ? first : second);
      if (values === null || scales === null)
        return refuse("it is no product of an int8 constant and its scales");
      const { rows, columns } = shapeOf(values);
      const per = scales.shape.length === 2 && scales.shape[1] === 1 && rows !== 1 ? "row" : "column";
      return (
        scaled(values, null, scales, per) ??
        refuse(`its scales have shape [${scales.shape}] for [${rows},${columns}]`)
      );
    }
    case "DequantizeLinear": {
      const [x = "", scale = "", zero = ""] = node.input;
      const values = graph.constant(x);
      const scales = graph.constant(scale);
      if (values === null || scales === null) return refuse("it does not dequantise a constant");
      const axis = node.attribute.find(({ name }) => name === "axis")?.i ?? 1;
      const per = axis === 0 || axis === -2 ? "row" : "column";
      return (
        scaled(values, graph.constant(zero), scales, per) ?? refuse(`its scales have shape [${scales.shape}]`)
      );
    }
    default:
      return refuse("only a constant, Cast and Mul, DequantizeLinear, Transpose and Identity are read");
  }
}

/** int8 constant × scales; null where the scales do not fit. */
export function scaled(
  values: Tensor,
  zeroPoints: Tensor | null,
  scales: Tensor,
  per: "row" | "column",
): WeightMatrix | null {
  const { rows, columns } = shapeOf(values);
  const count = per === "row" ? rows : columns;
  const fits = (tensor: Tensor) => tensor.values.length === count || tensor.values.length === 1;
  if (scales.kind !== "float" || values.kind === "float" || !fits(scales)) return null;
  if (zeroPoints !== null && !fits(zeroPoints)) return null;
  const at = (tensor: Tensor, index: number) => tensor.values[tensor.values.length === 1 ? 0 : index] ?? 0;
  const perScale = Float32Array.from({ length: count }, (_, index) => at(scales, index));
  const centred = zeroPoints === null || zeroPoints.values.every((zero) => zero === 0);
  if (values.kind === "int8" && centred && !values.values.includes(-128)) {
    return { kind: "int8", rows, columns, values: values.values, scales: perScale, per };
  }
  const floats = Float32Array.from(values.values, (value, index) => {
    const group = per === "row" ? Math.floor(index / columns) : index % columns;
    return (value - (zeroPoints === null ? 0 : at(zeroPoints, group))) * (perScale[group] ?? 0);
  });
  return { kind: "float", rows, columns, values: floats };
}

export function transpose(matrix: WeightMatrix): WeightMatrix {
  const { rows, columns } = matrix;
  const turn = <T extends Float32Array | Int8Array>(from: T, to: T): T => {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++)
        to[column * rows + row] = from[row * columns + column] ?? 0;
    }
    return to;
  };
  const shape = { rows: columns, columns: rows };
  if (matrix.kind === "float") {
    return { kind: "float", ...shape, values: turn(matrix.values, new Float32Array(matrix.values.length)) };
  }
  const values = turn(matrix.values, new Int8Array(matrix.values.length));
  return {
    kind: "int8",
    ...shape,
    values,
    scales: matrix.scales,
    per: matrix.per === "row" ? "column" : "row",
  };
}

/** int8 with a scale per row: scale = max |w| / 127, value = round(w / scale). A row of zeros has scale 0. */
export function quantiseRows(matrix: WeightMatrix): QuantisedRows {
  if (matrix.kind === "int8" && matrix.per === "row") return { values: matrix.values, scales: matrix.scales };
  const { rows, columns } = matrix;
  const floats = toFloats(matrix);
  const values = new Int8Array(floats.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const weights = floats.subarray(row * columns, (row + 1) * columns);
    let largest = 0;
    for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
    if (!Number.isFinite(largest)) throw new ModelFolderError(`A weight of row ${row} is ${largest}.`);
    if (largest === 0) continue;
    scales[row] = largest / 127;
    for (let i = 0; i < columns; i++)
      values[row * columns + i] = Math.round(((weights[i] ?? 0) / largest) * 127);
  }
  return { values, scales };
}

function toFloats(matrix: WeightMatrix): Float32Array {
  if (matrix.kind === "float") return matrix.values;
  const { values, scales, per, columns } = matrix;
  return Float32Array.from(values, (value, index) => {
    return value * (scales[per === "row" ? Math.floor(index / columns) : index % columns] ?? 0);
  });
}

function castConstant(graph: OnnxGraph, value: string): Tensor | null {
  const node: OnnxNode | null = graph.producer(value);
  const constant = node?.opType === "Cast" ? graph.constant(node.input[0] ?? "") : null;
  return constant?.kind === "float" ? null : constant;
}

function shapeOf(tensor: Tensor): { rows: number; columns: number } {
  const [rows, columns] = tensor.shape;
  if (rows === undefined || columns === undefined || tensor.shape.length !== 2) {
    throw new ModelFolderError(
      `The weight "${tensor.name}" has shape [${tensor.shape}]; a matrix was expected.`,
    );
  }
  return { rows, columns };
}
