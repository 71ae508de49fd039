// Reads the weight matrix behind a value of an ONNX graph in any of the usual forms: a float constant, integers with
// `Cast` and `Mul` or with `DequantizeLinear`, and rows gathered before or after that.

import { ModelFolderError } from "./model-error.ts";
import { describeNode, describeProducer, type OnnxGraph, type OnnxNode, type Tensor } from "./onnx-graph.ts";
import { transpose, type WeightMatrix } from "./weight-matrix.ts";

/**
 * Reads a float constant, `Cast` and `Mul`, or `DequantizeLinear`, any of them behind `Transpose` or `Identity`. For
 * anything else it throws a ModelFolderError that names the node and `role`, what the matrix is for.
 */
export function readMatrix(graph: OnnxGraph, value: string, role: string): WeightMatrix {
  const constant = graph.constant(value);
  if (constant !== null) {
    if (constant.kind !== "float")
      throw new ModelFolderError(`The weight "${value}" (${role}) is ${constant.kind} without scales.`);
    return { kind: "float", ...shapeOf(constant), values: constant.values };
  }
  const node = graph.producer(value);
  const refuse = (problem: string): never => {
    const actual = node === null ? `the value "${value}"` : `the ${describeNode(node)}`;
    throw new ModelFolderError(`There is ${actual} where ${role} is expected: ${problem}.`);
  };
  switch (node?.opType) {
    case "Identity":
      return readMatrix(graph, node.input[0] ?? "", role);
    case "Transpose": {
      const order = node.attribute.find(({ name }) => name === "perm")?.ints ?? [1, 0];
      if (order.join() !== "1,0") return refuse(`it orders the axes as ${order.join()}`);
      return transpose(readMatrix(graph, node.input[0] ?? "", role));
    }
    case "Mul": {
      const [first = "", second = ""] = node.input;
      const values = castConstant(graph, first) ?? castConstant(graph, second);
      const scales = graph.constant(castConstant(graph, first) === null ? first : second);
      if (values === null || scales === null)
        return refuse("it isn't a product of integer constants and their scales");
      const { rows } = shapeOf(values);
      const per = scales.shape.length === 2 && scales.shape[1] === 1 && rows !== 1 ? "row" : "column";
      return scaled(values, null, scales, per) ?? refuse(misfit(values, scales));
    }
    case "DequantizeLinear": {
      const [x = "", scale = "", zero = ""] = node.input;
      const values = graph.constant(x);
      const scales = graph.constant(scale);
      if (values === null || scales === null) return refuse("it doesn't dequantise a constant");
      const axis = node.attribute.find(({ name }) => name === "axis")?.i ?? 1;
      const per = axis === 0 || axis === -2 ? "row" : "column";
      return scaled(values, graph.constant(zero), scales, per) ?? refuse(misfit(values, scales));
    }
    default:
      return refuse("supported are a constant, Cast and Mul, DequantizeLinear, Transpose and Identity");
  }
}

export interface GatheredTable {
  readonly matrix: WeightMatrix;
  /** Name of the constant that holds the table's numbers, quantised or not. */
  readonly name: string;
  /** Value that holds the gathered rows as floats. */
  readonly output: string;
}

/** The table from which `gather` takes rows; integers may be scaled after that. Throws like `readMatrix`. */
export function readGathered(graph: OnnxGraph, gather: OnnxNode, role: string): GatheredTable {
  const [source = ""] = gather.input;
  const [rows = ""] = gather.output;
  const constant = graph.constant(source);
  if (constant === null || constant.kind === "float") {
    return { matrix: readMatrix(graph, source, role), name: constantBehind(graph, source), output: rows };
  }
  const next = graph.onlyConsumer(rows, ["Cast", "DequantizeLinear"]);
  if (next.opType === "DequantizeLinear") {
    const [, scale = "", zero = ""] = next.input;
    const scales = graph.constant(scale);
    // There must be one scale for the whole table: scales per row would have to be gathered too.
    const matrix =
      scales?.values.length === 1 ? scaled(constant, graph.constant(zero), scales, "column") : null;
    if (matrix !== null) return { matrix, name: source, output: next.output[0] ?? "" };
    throw new ModelFolderError(`The ${describeNode(next)} doesn't have a single scale for "${source}".`);
  }
  const cast = next.output[0] ?? "";
  const multiply = graph.onlyConsumer(cast, ["Mul"]);
  const scaleGather = graph.producer(otherInput(multiply, cast));
  const scales =
    scaleGather?.opType === "Gather" && scaleGather.input[1] === gather.input[1]
      ? graph.constant(scaleGather.input[0] ?? "")
      : null;
  const matrix = scales === null ? null : scaled(constant, null, scales, "row");
  if (matrix !== null) return { matrix, name: source, output: multiply.output[0] ?? "" };
  throw new ModelFolderError(`The ${describeNode(multiply)} doesn't scale the rows of "${source}".`);
}

/**
 * The weight `[inputs][outputs]` of a product without its bias. `product` is the product's value: a `MatMul`, or what
 * onnxruntime's dynamic quantisation makes of one (activations quantised by `DynamicQuantizeLinear`, `MatMulInteger`,
 * `Cast`, and `Mul` by the product of both scales).
 */
export function readProductWeight(graph: OnnxGraph, product: string, role: string): WeightMatrix {
  const node = graph.producer(product);
  if (node?.opType === "MatMul") return readMatrix(graph, node.input[1] ?? "", role);
  const refuse = (problem: string): never => {
    throw new ModelFolderError(`Instead of ${role} there is ${describeProducer(node)}: ${problem}.`);
  };
  if (node?.opType !== "Mul") return refuse("it isn't a MatMul");
  const cast = node.input.find((input) => graph.producer(input)?.opType === "Cast") ?? "";
  const multiply = graph.producer(graph.producer(cast)?.input[0] ?? "");
  const scaleProduct = graph.producer(otherInput(node, cast));
  if (multiply?.opType !== "MatMulInteger" || scaleProduct?.opType !== "Mul") {
    return refuse("it isn't a MatMulInteger times its scales");
  }
  const [activations = "", weight = "", activationZero = "", weightZero = ""] = multiply.input;
  const quantise = graph.producer(activations);
  const activationScale = quantise?.output[1] ?? "";
  if (
    quantise?.opType !== "DynamicQuantizeLinear" ||
    quantise.output[2] !== activationZero ||
    !scaleProduct.input.includes(activationScale)
  ) {
    return refuse(`the ${describeNode(multiply)} doesn't multiply activations of a DynamicQuantizeLinear`);
  }
  const values = graph.constant(weight);
  const scales = graph.constant(otherInput(scaleProduct, activationScale));
  if (values === null || scales === null)
    return refuse(`the ${describeNode(multiply)} has no constant weight with constant scales`);
  return scaled(values, graph.constant(weightZero), scales, "column") ?? refuse(misfit(values, scales));
}

export function otherInput(node: OnnxNode, input: string): string {
  return node.input.find((name) => name !== input) ?? "";
}

/** (values - zero points) × scales, `per` row or column, or in all if there is one scale; null if they don't fit. */
function scaled(
  values: Tensor,
  zeroPoints: Tensor | null,
  scales: Tensor,
  per: "row" | "column",
): WeightMatrix | null {
  const { rows, columns } = shapeOf(values);
  const count = per === "row" ? rows : columns;
  const fits = (tensor: Tensor) => tensor.values.length === count || tensor.values.length === 1;
  if (scales.kind !== "float" || values.kind === "float" || !fits(scales)) return null;
  if (zeroPoints !== null && (zeroPoints.kind !== values.kind || !fits(zeroPoints))) return null;
  const whole = new Int16Array(values.values.length);
  const zeros = zeroPoints?.values ?? new Int8Array(1);
  for (let i = 0; i < whole.length; i++) {
    const group = per === "row" ? Math.floor(i / columns) : i % columns;
    whole[i] = (values.values[i] ?? 0) - (zeros[zeros.length === 1 ? 0 : group] ?? 0);
  }
  return {
    kind: "integer",
    rows,
    columns,
    values: whole,
    scales: scales.values,
    per: scales.values.length === 1 ? "matrix" : per,
  };
}

function misfit(values: Tensor, scales: Tensor): string {
  return `its scales or zero points don't fit: scales [${scales.shape}] for ${values.kind} [${values.shape}]`;
}

function castConstant(graph: OnnxGraph, value: string): Tensor | null {
  const node: OnnxNode | null = graph.producer(value);
  const constant = node?.opType === "Cast" ? graph.constant(node.input[0] ?? "") : null;
  return constant?.kind === "float" ? null : constant;
}

/** The first constant on the way up from a value, "" if there is none. */
function constantBehind(graph: OnnxGraph, value: string): string {
  if (graph.isConstant(value)) return value;
  const node = graph.producer(value);
  return (node?.input ?? []).map((input) => constantBehind(graph, input)).find((name) => name !== "") ?? "";
}

function shapeOf(tensor: Tensor): { rows: number; columns: number } {
  const [rows, columns] = tensor.shape;
  if (rows === undefined || columns === undefined || tensor.shape.length !== 2) {
    throw new ModelFolderError(
      `The weight "${tensor.name}" has shape [${tensor.shape}]; a matrix is expected.`,
    );
  }
  return { rows, columns };
}
