// Finds the weights of a BERT in an ONNX graph. Exporters keep the names of biases and layer norms
// (`encoder.layer.0.attention.self.query.bias`) but not those of matrices, so a matrix is found by walking: from its
// bias to the Add, from there to the MatMul and its other input. What is met on the way is checked, so that a graph
// of another shape is refused by the name of the node instead of giving wrong vectors.

import { z } from "zod";
import type {
  EncoderLayer,
  LayerNorm,
  QuantisedRows,
  WeightProduct,
} from "../../src/encoder/encoder-contents.ts";
import { type BertConfig, type LayerProduct, productShape } from "../../src/encoder/encoder-format.ts";
import { ModelFolderError } from "./model-error.ts";
import { DYNAMIC_NODES, describeNode, type OnnxGraph, type OnnxNode } from "./onnx-graph.ts";
import { quantiseRows, readMatrix, scaled, transpose, type WeightMatrix } from "./weight-matrix.ts";

/** The fields of config.json that matter here. */
export const bertConfigSchema = z.object({
  model_type: z.string(),
  hidden_act: z.string(),
  hidden_size: z.int().min(1),
  intermediate_size: z.int().min(1),
  layer_norm_eps: z.number().positive(),
  num_attention_heads: z.int().min(1),
  num_hidden_layers: z.int().min(1),
  position_embedding_type: z.string().default("absolute"),
});
export type BertConfigFile = z.output<typeof bertConfigSchema>;

export interface BertWeights {
  readonly bert: BertConfig;
  readonly words: QuantisedRows;
  readonly positions: Float32Array;
  readonly embeddingNorm: LayerNorm;
  readonly layers: readonly EncoderLayer[];
}

/** Parts of the names of a layer's biases, by our names. */
const BIAS_NAMES: Readonly<Record<LayerProduct, string>> = {
  query: "attention.self.query.bias",
  key: "attention.self.key.bias",
  value: "attention.self.value.bias",
  attentionOutput: "attention.output.dense.bias",
  intermediate: "intermediate.dense.bias",
  output: "output.dense.bias",
};

/** Throws a ModelFolderError that names the node or the weight where the graph is not a BERT that we read. */
export function readBertWeights(graph: OnnxGraph, config: BertConfigFile): BertWeights {
  refuseConfig(config);
  const dynamic = graph.nodes.find((node) => DYNAMIC_NODES.has(node.opType));
  if (dynamic !== undefined) {
    throw new ModelFolderError(
      `The ${describeNode(dynamic)} quantises while it computes, which makes a vector depend on its batch. ` +
        "Use the float model (onnx/model.onnx) or one whose weights alone are int8; a later release reads this kind.",
    );
  }
  const hidden = config.hidden_size;
  const wordMatrix = findWords(graph);
  const positionName = findConstant(graph, "embeddings.position_embeddings.weight");
  const positions = readMatrix(graph, positionName, "the position table");
  if (positions.kind !== "float")
    throw new ModelFolderError(`The weight "${positionName}" is int8; float is read.`);
  const bert: BertConfig = {
    layers: config.num_hidden_layers,
    hidden,
    heads: config.num_attention_heads,
    intermediate: config.intermediate_size,
    vocabSize: wordMatrix.matrix.rows,
    maxPositions: positions.rows,
    layerNormEps: config.layer_norm_eps,
  };
  requireColumns(wordMatrix.matrix, hidden, "word table");
  requireColumns(positions, hidden, "position table");
  const beyond = [...graph.constants].find((name) => name.includes(`encoder.layer.${bert.layers}.`));
  if (beyond !== undefined) {
    throw new ModelFolderError(
      `The weight "${beyond}" lies beyond the ${bert.layers} layers of config.json.`,
    );
  }
  const typeRow = addedToWords(graph, wordMatrix.output, positionName, hidden);
  return {
    bert,
    words: quantiseRows(wordMatrix.matrix),
    positions: positions.values.map((value, index) => value + (typeRow[index % hidden] ?? 0)),
    embeddingNorm: readNorm(graph, "embeddings.LayerNorm", bert),
    layers: Array.from({ length: bert.layers }, (_, layer) => readLayer(graph, layer, bert)),
  };
}

function refuseConfig(config: BertConfigFile): void {
  const fixed = { model_type: "bert", hidden_act: "gelu", position_embedding_type: "absolute" } as const;
  for (const [name, accepted] of Object.entries(fixed)) {
    const found = config[name as keyof typeof fixed];
    if (found !== accepted) {
      throw new ModelFolderError(`config.json has ${name} "${found}"; "${accepted}" is supported.`);
    }
  }
}

function readLayer(graph: OnnxGraph, layer: number, bert: BertConfig): EncoderLayer {
  const product = (name: LayerProduct) =>
    readProduct(graph, `encoder.layer.${layer}.${BIAS_NAMES[name]}`, name, bert);
  const norm = (name: string) => readNorm(graph, `encoder.layer.${layer}.${name}.LayerNorm`, bert);
  return {
    query: product("query"),
    key: product("key"),
    value: product("value"),
    attentionOutput: product("attentionOutput"),
    intermediate: product("intermediate"),
    output: product("output"),
    attentionNorm: norm("attention.output"),
    outputNorm: norm("output"),
  };
}

function readProduct(
  graph: OnnxGraph,
  biasEnding: string,
  product: LayerProduct,
  bert: BertConfig,
): WeightProduct {
  const { inputs, outputs } = productShape(bert, product);
  const biasName = findConstant(graph, biasEnding);
  const bias = readVector(graph, biasName, outputs);
  const add = onlyConsumer(graph, biasName, ["Add"]);
  const multiply = graph.producer(otherInput(add, biasName));
  if (multiply?.opType !== "MatMul") {
    throw new ModelFolderError(
      `The ${describeNode(add)} adds "${biasName}" to no MatMul but to ${describe(multiply)}.`,
    );
  }
  const wanted = `the weight of "${biasName}"`;
  const matrix = readMatrix(graph, multiply.input[1] ?? "", wanted);
  if (matrix.rows !== inputs || matrix.columns !== outputs) {
    throw new ModelFolderError(
      `The ${describeNode(multiply)} has a weight of [${matrix.rows}, ${matrix.columns}]; config.json gives [${inputs}, ${outputs}].`,
    );
  }
  if (product === "intermediate") requireGelu(graph, add);
  return { ...quantiseRows(transpose(matrix)), bias };
}

/** The exact GELU shows as an Erf behind the Add, divided or multiplied by a constant, or as one Gelu node. */
function requireGelu(graph: OnnxGraph, add: OnnxNode): void {
  const next = graph.consumers(add.output[0] ?? "");
  const afterNext = next
    .filter((node) => node.opType === "Div" || node.opType === "Mul")
    .flatMap((node) => graph.consumers(node.output[0] ?? ""));
  const exact = (node: OnnxNode) =>
    node.opType === "Erf" ||
    (node.opType === "Gelu" && !node.attribute.some(({ s }) => s.length > 0 && !isNone(s)));
  if (![...next, ...afterNext].some(exact)) {
    throw new ModelFolderError(
      `The ${describeNode(add)} is not followed by GELU with the error function (Erf).`,
    );
  }
}

/** Value of Gelu's attribute `approximate`. */
function isNone(text: Uint8Array): boolean {
  return new TextDecoder().decode(text) === "none";
}

function readNorm(graph: OnnxGraph, ending: string, bert: BertConfig): LayerNorm {
  const biasName = findConstant(graph, `${ending}.bias`, `${ending}.beta`);
  const bias = readVector(graph, biasName, bert.hidden);
  const node = onlyConsumer(graph, biasName, ["Add", "LayerNormalization"]);
  if (node.opType === "LayerNormalization") {
    const epsilon = node.attribute.find(({ name }) => name === "epsilon")?.f ?? 1e-5;
    requireEps(epsilon, bert, node);
    return { weight: readVector(graph, node.input[1] ?? "", bert.hidden), bias };
  }
  const multiply = graph.producer(otherInput(node, biasName));
  const weightName = multiply?.input.find((input) => graph.isConstant(input));
  if (multiply?.opType !== "Mul" || weightName === undefined) {
    throw new ModelFolderError(
      `The ${describeNode(node)} of "${biasName}" follows no Mul by a weight but ${describe(multiply)}.`,
    );
  }
  const divide = graph.producer(otherInput(multiply, weightName));
  const root = divide?.opType === "Div" ? graph.producer(divide.input[1] ?? "") : null;
  const inner = root?.opType === "Sqrt" ? graph.producer(root.input[0] ?? "") : null;
  const epsName = inner?.opType === "Add" ? inner.input.find((input) => graph.isConstant(input)) : undefined;
  if (inner === null || epsName === undefined) {
    throw new ModelFolderError(
      `The ${describeNode(multiply)} follows no layer norm but ${describe(divide)}.`,
    );
  }
  requireEps(readVector(graph, epsName, 1)[0] ?? 0, bert, inner);
  return { weight: readVector(graph, weightName, bert.hidden), bias };
}

function requireEps(found: number, { layerNormEps }: BertConfig, node: OnnxNode): void {
  if (Math.abs(found - layerNormEps) <= 1e-3 * layerNormEps) return;
  throw new ModelFolderError(
    `The ${describeNode(node)} has the epsilon ${found}; config.json says ${layerNormEps}.`,
  );
}

/** The word table, and the value that holds the gathered rows. */
function findWords(graph: OnnxGraph): { matrix: WeightMatrix; output: string } {
  const wanted = "the word table";
  const gathers = graph
    .consumers("input_ids")
    .filter((node) => node.opType === "Gather" && node.input[1] === "input_ids");
  for (const gather of gathers) {
    const [table = "", output = ""] = [gather.input[0], gather.output[0]];
    const constant = graph.constant(table);
    if (constant?.kind !== "int8") {
      // The scales of an int8 table are gathered as well; they are met from the table's side.
      if (constant?.shape[1] === 1 && gathers.length > 1) continue;
      return { matrix: readMatrix(graph, table, wanted), output };
    }
    const cast = onlyConsumer(graph, output, ["Cast"]);
    const multiply = onlyConsumer(graph, cast.output[0] ?? "", ["Mul"]);
    const scaleGather = graph.producer(otherInput(multiply, cast.output[0] ?? ""));
    const scales = scaleGather?.opType === "Gather" ? graph.constant(scaleGather.input[0] ?? "") : null;
    const matrix = scales === null ? null : scaled(constant, null, scales, "row");
    if (matrix !== null) return { matrix, output: multiply.output[0] ?? "" };
    throw new ModelFolderError(`The ${describeNode(multiply)} does not scale the rows of "${table}".`);
  }
  throw new ModelFolderError(
    `No Gather node takes rows of a word table by "input_ids"; ${wanted} was not found.`,
  );
}

/**
 * Follows the sum from the gathered words to the layer norm. It may take in rows of the position table and of the
 * token type table only; returns row 0 of the latter, `Float32Array[hidden]`, zeros where there is none.
 */
function addedToWords(graph: OnnxGraph, words: string, positionName: string, hidden: number): Float32Array {
  let typeRow = new Float32Array(hidden);
  let positionsAdded = false;
  let sum = words;
  for (;;) {
    const adds = graph.consumers(sum).filter((node) => node.opType === "Add");
    const [add] = adds;
    if (add === undefined || positionsAdded) break;
    const addend = graph.producer(otherInput(add, sum));
    const table = addend?.opType === "Gather" ? (addend.input[0] ?? "") : "";
    if (table === positionName) {
      positionsAdded = true;
    } else if (/(^|\.)embeddings\.token_type_embeddings\.weight$/.test(table)) {
      const types = readMatrix(graph, table, "the token type table");
      requireColumns(types, hidden, "token type table");
      if (types.kind !== "float") throw new ModelFolderError(`The weight "${table}" is int8; float is read.`);
      typeRow = Float32Array.from(types.values.subarray(0, hidden));
    } else {
      throw new ModelFolderError(
        `The ${describeNode(add)} adds ${describe(addend)} to the words, which is not read.`,
      );
    }
    sum = add.output[0] ?? "";
  }
  if (!positionsAdded)
    throw new ModelFolderError(`No Add node brings "${positionName}" to the words ("${words}").`);
  // Words and positions may be summed before the token type is.
  const later = graph.consumers(sum).find((node) => node.opType === "Add");
  if (later !== undefined) {
    throw new ModelFolderError(
      `The ${describeNode(later)} comes after the positions, where the layer norm was expected.`,
    );
  }
  return typeRow;
}

/** Name of the one constant that has one of these names, whatever the module in front of it is called. */
function findConstant(graph: OnnxGraph, ...endings: string[]): string {
  const found = [...graph.constants].filter((name) =>
    endings.some((end) => name === end || name.endsWith(`.${end}`)),
  );
  const [name] = found;
  if (name !== undefined && found.length === 1) return name;
  const quoted = endings.map((ending) => `"${ending}"`).join(" or ");
  throw new ModelFolderError(
    `The ONNX graph has ${found.length === 0 ? "no weight" : `${found.length} weights`} named ${quoted}; one was expected. ` +
      "Export the model with the names of its parameters, as optimum does.",
  );
}

function readVector(graph: OnnxGraph, name: string, length: number): Float32Array {
  const tensor = graph.constant(name);
  if (tensor?.kind !== "float" || tensor.values.length !== length) {
    const found = tensor === null ? "no constant" : `${tensor.kind} [${tensor.shape}]`;
    throw new ModelFolderError(`The weight "${name}" is ${found}; float [${length}] was expected.`);
  }
  return tensor.values;
}

function requireColumns(matrix: WeightMatrix, hidden: number, what: string): void {
  if (matrix.columns === hidden) return;
  throw new ModelFolderError(
    `The ${what} has ${matrix.columns} columns; config.json gives hidden_size ${hidden}.`,
  );
}

function onlyConsumer(graph: OnnxGraph, value: string, kinds: readonly string[]): OnnxNode {
  const consumers = graph.consumers(value);
  const [node] = consumers;
  if (node !== undefined && consumers.length === 1 && kinds.includes(node.opType)) return node;
  const met = consumers.map(describeNode).join(", ") || "no node";
  throw new ModelFolderError(`"${value}" is used by ${met}; one ${kinds.join(" or ")} node was expected.`);
}

function otherInput(node: OnnxNode, input: string): string {
  return node.input.find((name) => name !== input) ?? "";
}

function describe(node: OnnxNode | null): string {
  return node === null ? "an input or a constant" : `the ${describeNode(node)}`;
}
