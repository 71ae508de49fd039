// Finds the parameters of a BERT in an ONNX graph. Exporters keep the names of biases and layer norms
// (`encoder.layer.0.attention.self.query.bias`) but not those of matrices, so a matrix is found by following the graph
// from its bias to the Add, and from there to the product and its weight. Every node on the way is checked, so a graph
// of another shape is refused with the name of the node instead of giving wrong vectors.

import { type BertConfig, type LayerProduct, productShape } from "../../src/encoder/file/bert-config.ts";
import type { LayerNorm } from "../../src/encoder/file/encoder-contents.ts";
import {
  type BertConfigFile,
  type BertParameters,
  bertConfig,
  LAYER_NAMES,
  type LayerParameters,
  type LinearParameters,
  refuseConfig,
  refuseLayersBeyond,
} from "./bert-parameters.ts";
import { ModelFolderError } from "./model-error.ts";
import { describeNode, describeProducer, type OnnxGraph, type OnnxNode } from "./onnx-graph.ts";
import { type GatheredTable, otherInput, readGathered, readProductWeight } from "./onnx-matrix.ts";
import { transpose, type WeightMatrix } from "./weight-matrix.ts";

/** ONNX operators that combine several steps of a BERT, or do steps that it doesn't have. */
const FOREIGN = new Set(["Attention", "RMSNormalization", "RotaryEmbedding"]);

/** True if the graph quantises activations at run time, which depends on the whole batch. */
export function isDynamic(graph: OnnxGraph): boolean {
  return graph.nodes.some(({ opType }) => opType === "DynamicQuantizeLinear");
}

/** Throws a ModelFolderError that names the node or weight, unless the graph is a BERT that we can read. */
export function readOnnxBert(graph: OnnxGraph, config: BertConfigFile): BertParameters {
  refuseConfig(config);
  refuseForeign(graph);
  refuseLayersBeyond(graph.constants, config.num_hidden_layers);
  const { hidden_size: hidden } = config;
  const words = findWords(graph);
  const { positions, types } = addedToWords(graph, words.output);
  const bert = bertConfig(config, words.matrix.rows, positions.rows);
  requireColumns(words.matrix, hidden, "word table");
  requireColumns(positions, hidden, "position table");
  if (types !== null) requireColumns(types, hidden, "token type table");
  return {
    bert,
    words: words.matrix,
    positions,
    types: types ?? { kind: "float", rows: 1, columns: hidden, values: new Float32Array(hidden) },
    embeddingNorm: readNorm(graph, "embeddings.LayerNorm", bert),
    layers: Array.from({ length: bert.layers }, (_, layer) => readLayer(graph, layer, bert)),
  };
}

/**
 * Refuses operators of a single runtime (com.microsoft.Attention, QAttention, SkipLayerNormalization …). Optimisers
 * write them for one machine; the graph as it was before is needed. Gelu is the same in both domains.
 */
function refuseForeign(graph: OnnxGraph): void {
  const foreign = graph.nodes.find(
    ({ domain, opType }) => FOREIGN.has(opType) || (!["", "ai.onnx"].includes(domain) && opType !== "Gelu"),
  );
  if (foreign === undefined) return;
  throw new ModelFolderError(
    `The ${describeNode(foreign)} isn't an operator of an exported BERT. ` +
      "Use the model as it was exported (onnx/model.onnx), not one optimised for a runtime.",
  );
}

function readLayer(graph: OnnxGraph, layer: number, bert: BertConfig): LayerParameters {
  const product = (name: LayerProduct) =>
    readProduct(graph, `encoder.layer.${layer}.${LAYER_NAMES[name]}.bias`, name, bert);
  return {
    query: product("query"),
    key: product("key"),
    value: product("value"),
    attentionOutput: product("attentionOutput"),
    intermediate: product("intermediate"),
    output: product("output"),
    attentionNorm: readNorm(graph, `encoder.layer.${layer}.${LAYER_NAMES.attentionNorm}`, bert),
    outputNorm: readNorm(graph, `encoder.layer.${layer}.${LAYER_NAMES.outputNorm}`, bert),
  };
}

function readProduct(
  graph: OnnxGraph,
  biasEnding: string,
  product: LayerProduct,
  bert: BertConfig,
): LinearParameters {
  const { inputs, outputs } = productShape(bert, product);
  const biasName = findConstant(graph, biasEnding);
  const bias = readVector(graph, biasName, outputs);
  const add = graph.onlyConsumer(biasName, ["Add"]);
  const multiplied = otherInput(add, biasName);
  const matrix = readProductWeight(graph, multiplied, `the product before the ${describeNode(add)}`);
  if (matrix.rows !== inputs || matrix.columns !== outputs) {
    throw new ModelFolderError(
      `Before the ${describeNode(add)}, ${describeProducer(graph.producer(multiplied))} has a weight of ` +
        `[${matrix.rows}, ${matrix.columns}]; config.json says [${inputs}, ${outputs}].`,
    );
  }
  if (product === "intermediate") requireGelu(graph, add);
  return { weight: transpose(matrix), bias };
}

/** The exact GELU is an Erf after the Add, divided or multiplied by a constant, or a single Gelu node. */
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
      `The ${describeNode(add)} is not followed by GELU with the error function (Erf) but by ` +
        `${next.map(describeNode).join(", ") || "nothing"}.`,
    );
  }
}

/** Value of Gelu's attribute `approximate`. */
function isNone(text: Uint8Array): boolean {
  return new TextDecoder().decode(text) === "none";
}

function readNorm(graph: OnnxGraph, name: string, bert: BertConfig): LayerNorm {
  const biasName = findConstant(graph, `${name}.bias`, `${name}.beta`);
  const bias = readVector(graph, biasName, bert.hidden);
  const node = graph.onlyConsumer(biasName, ["Add", "LayerNormalization"]);
  if (node.opType === "LayerNormalization") {
    const epsilon = node.attribute.find((attribute) => attribute.name === "epsilon")?.f ?? 1e-5;
    requireEps(epsilon, bert, node);
    return { weight: readVector(graph, node.input[1] ?? "", bert.hidden), bias };
  }
  const multiply = graph.producer(otherInput(node, biasName));
  const weightName = multiply?.input.find((input) => graph.isConstant(input));
  if (multiply?.opType !== "Mul" || weightName === undefined) {
    throw new ModelFolderError(
      `The ${describeNode(node)} of "${biasName}" follows ${describeProducer(multiply)} instead of a Mul by a weight.`,
    );
  }
  const divide = graph.producer(otherInput(multiply, weightName));
  const root = divide?.opType === "Div" ? graph.producer(divide.input[1] ?? "") : null;
  const inner = root?.opType === "Sqrt" ? graph.producer(root.input[0] ?? "") : null;
  const epsName = inner?.opType === "Add" ? inner.input.find((input) => graph.isConstant(input)) : undefined;
  if (inner === null || epsName === undefined) {
    throw new ModelFolderError(
      `The ${describeNode(multiply)} follows ${describeProducer(divide)} instead of a layer norm.`,
    );
  }
  requireEps(readVector(graph, epsName, 1)[0] ?? 0, bert, inner);
  return { weight: readVector(graph, weightName, bert.hidden), bias };
}

function requireEps(epsilon: number, { layerNormEps }: BertConfig, node: OnnxNode): void {
  if (Math.abs(epsilon - layerNormEps) <= 1e-3 * layerNormEps) return;
  throw new ModelFolderError(
    `The ${describeNode(node)} has the epsilon ${epsilon}; config.json says ${layerNormEps}.`,
  );
}

function findWords(graph: OnnxGraph): GatheredTable {
  const gathers = graph
    .consumers("input_ids")
    .filter((node) => node.opType === "Gather" && node.input[1] === "input_ids");
  // The scales of a quantised table are gathered too; readGathered finds them.
  const gather = gathers.find(
    (node) => gathers.length === 1 || graph.constant(node.input[0] ?? "")?.shape[1] !== 1,
  );
  if (gather !== undefined) return readGathered(graph, gather, "the word table");
  throw new ModelFolderError(
    `No Gather node takes rows of a table by "input_ids", so the word table can't be found.`,
  );
}

/**
 * Follows the sum from the gathered words to the layer norm. Only rows of the position table and of the token type
 * table may be added, each once and in either order.
 */
function addedToWords(
  graph: OnnxGraph,
  words: string,
): { positions: WeightMatrix; types: WeightMatrix | null } {
  const tables: { positions: WeightMatrix | null; types: WeightMatrix | null } = {
    positions: null,
    types: null,
  };
  let sum = words;
  for (;;) {
    const add = graph.consumers(sum).find((node) => node.opType === "Add");
    if (add === undefined) break;
    const addend = otherInput(add, sum);
    const gather = gatherBehind(graph, addend);
    const table = gather === null ? null : readGathered(graph, gather, "a table of embeddings");
    const kind = /(?:^|\.)embeddings\.(position|token_type)_embeddings\.weight/.exec(table?.name ?? "")?.[1];
    const part = kind === undefined ? null : kind === "position" ? "positions" : "types";
    if (table === null || part === null || tables[part] !== null || table.output !== addend) {
      throw new ModelFolderError(
        `The ${describeNode(add)} adds ${describeProducer(graph.producer(addend))} to the words, which isn't supported.`,
      );
    }
    tables[part] = table.matrix;
    sum = add.output[0] ?? "";
  }
  const { positions, types } = tables;
  if (positions === null)
    throw new ModelFolderError(`No Add node adds rows of the position table to the words ("${words}").`);
  return { positions, types };
}

/** The Gather of table rows that produces a value, directly or with scaling after it. */
function gatherBehind(graph: OnnxGraph, value: string): OnnxNode | null {
  let node = graph.producer(value);
  if (node?.opType === "Mul") {
    node =
      node.input.map((input) => graph.producer(input)).find((producer) => producer?.opType === "Cast") ??
      null;
  }
  if (node?.opType === "DequantizeLinear" || node?.opType === "Cast") {
    node = graph.producer(node.input[0] ?? "");
  }
  return node?.opType === "Gather" ? node : null;
}

/** Name of the only constant with one of these names, whatever the name of its module. */
function findConstant(graph: OnnxGraph, ...endings: string[]): string {
  const matches = [...graph.constants].filter((name) =>
    endings.some((end) => name === end || name.endsWith(`.${end}`)),
  );
  const [name] = matches;
  if (name !== undefined && matches.length === 1) return name;
  const quoted = endings.map((ending) => `"${ending}"`).join(" or ");
  throw new ModelFolderError(
    `The ONNX graph has ${matches.length === 0 ? "no weight" : `${matches.length} weights`} named ${quoted}; exactly one is expected. ` +
      "Export the model with the names of its parameters, as optimum does.",
  );
}

function readVector(graph: OnnxGraph, name: string, length: number): Float32Array {
  const tensor = graph.constant(name);
  if (tensor?.kind !== "float" || tensor.values.length !== length) {
    const actual = tensor === null ? "not a constant" : `${tensor.kind} [${tensor.shape}]`;
    throw new ModelFolderError(`The weight "${name}" is ${actual}; float [${length}] is expected.`);
  }
  return tensor.values;
}

function requireColumns(matrix: WeightMatrix, hidden: number, role: string): void {
  if (matrix.columns === hidden) return;
  throw new ModelFolderError(
    `The ${role} has ${matrix.columns} columns; config.json has hidden_size ${hidden}.`,
  );
}
