// Exports a BERT as a complete float ONNX graph, so that onnxruntime and @xenova/transformers can run a model that
// comes as weights only. Inputs are input_ids, attention_mask and token_type_ids, the output is last_hidden_state, and
// batch and length are free. The arithmetic is that of Devlin et al. 2019; onnxruntime optimises it at load.

import type { LayerNorm } from "../../src/encoder/file/encoder-contents.ts";
import { type BertParameters, LAYER_NAMES, type LinearParameters } from "./bert-parameters.ts";
import { attribute, type NewNode, OnnxBuilder } from "./onnx-builder.ts";
import { toFloats, transpose, type WeightMatrix } from "./weight-matrix.ts";

/** How weights are written; `FLOAT_FORMS` is the plain way. Each method returns the value that it produces. */
export interface BertForms {
  /** Version of ONNX's operators that the forms need. */
  readonly opset: number;
  /** Rows of a table `[rows][hidden]` by `ids`, as floats. */
  table(graph: OnnxBuilder, name: string, table: WeightMatrix, ids: string): string;
  /** `states` × weight + bias. */
  linear(graph: OnnxBuilder, name: string, linear: LinearParameters, states: string): string;
  norm(graph: OnnxBuilder, name: string, norm: LayerNorm, eps: number, states: string): string;
}

/** Added to the scores of padding, whose exponential then is 0 in every precision. */
const MASKED_SCORE = -1e9;

export const FLOAT_FORMS: BertForms = {
  opset: 14,
  table: (graph, name, table, ids) =>
    graph.add("Gather", [graph.floats(name, [table.rows, table.columns], toFloats(table)), ids]),
  linear(graph, name, { weight, bias }, states) {
    const transposed = transpose(weight);
    // Like exporters, which replace the name of a matrix by a number because they store it transposed.
    const matrix = graph.floats(
      `onnx::MatMul_${graph.nodes.length}`,
      [transposed.rows, transposed.columns],
      toFloats(transposed),
    );
    const product = graph.add("MatMul", [states, matrix]);
    return graph.add("Add", [graph.floats(`${name}.bias`, [bias.length], bias), product]);
  },
  norm(graph, name, { weight, bias }, eps, states) {
    const last = [attribute.ints("axes", [-1])];
    const centred = graph.add("Sub", [states, graph.add("ReduceMean", [states], last)]);
    const variance = graph.add("ReduceMean", [graph.add("Pow", [centred, graph.scalar(2)])], last);
    const deviation = graph.add("Sqrt", [graph.add("Add", [variance, graph.scalar(eps)])]);
    const scale = graph.floats(`${name}.weight`, [weight.length], weight);
    const scaled = graph.add("Mul", [graph.add("Div", [centred, deviation]), scale]);
    return graph.add("Add", [scaled, graph.floats(`${name}.bias`, [bias.length], bias)]);
  },
};

export interface ExportOptions {
  readonly forms?: BertForms;
  /** Also outputs the states after the embeddings and after each layer, as `hidden_states.0` and so on. */
  readonly hiddenStates?: boolean;
  /** Changes the nodes of the finished graph. */
  readonly alter?: (nodes: NewNode[]) => void;
}

/** The bytes of the ONNX file; the same model and options give the same bytes. */
export function exportOnnx(parameters: BertParameters, options: ExportOptions = {}): Uint8Array {
  const { forms = FLOAT_FORMS, hiddenStates = false, alter } = options;
  const { bert, embeddingNorm, layers } = parameters;
  const { hidden, heads, layerNormEps: eps } = bert;
  const width = hidden / heads;
  const graph = new OnnxBuilder();
  const outputs: string[] = [];
  const output = (name: string, value: string) => {
    graph.nodes.push({ opType: "Identity", name: `/${name}`, input: [value], output: [name], attribute: [] });
    outputs.push(name);
  };
  const words = forms.table(graph, "embeddings.word_embeddings.weight", parameters.words, "input_ids");
  const types = forms.table(
    graph,
    "embeddings.token_type_embeddings.weight",
    parameters.types,
    "token_type_ids",
  );
  const length = graph.add("Gather", [graph.add("Shape", ["input_ids"]), graph.int64(1)]);
  const ids = graph.add("Range", [graph.int64(0), length, graph.int64(1)]);
  const places = forms.table(graph, "embeddings.position_embeddings.weight", parameters.positions, ids);
  const embedded = graph.add("Add", [graph.add("Add", [words, types]), places]);
  let states = forms.norm(graph, "embeddings.LayerNorm", embeddingNorm, eps, embedded);

  if (hiddenStates) output("hidden_states.0", states);

  const present = graph.add("Cast", ["attention_mask"], [attribute.int("to", 1)]);
  const absent = graph.add("Mul", [graph.add("Sub", [graph.scalar(1), present]), graph.scalar(MASKED_SCORE)]);
  // [batch, length] to [batch, 1, 1, length], to be added to scores of [batch, heads, length, length].
  const mask = graph.add("Unsqueeze", [absent, graph.int64s([1, 2])]);
  for (const [index, layer] of layers.entries()) {
    const name = (part: keyof typeof LAYER_NAMES) => `encoder.layer.${index}.${LAYER_NAMES[part]}`;
    const head = (part: "query" | "key" | "value", order: readonly number[]) => {
      const whole = forms.linear(graph, name(part), layer[part], states);
      const split = graph.add("Reshape", [whole, graph.int64s([0, 0, heads, width])]);
      return graph.add("Transpose", [split], [attribute.ints("perm", order)]);
    };
    const query = head("query", [0, 2, 1, 3]);
    const key = head("key", [0, 2, 3, 1]);
    const value = head("value", [0, 2, 1, 3]);
    const scores = graph.add("Div", [graph.add("MatMul", [query, key]), graph.scalar(Math.sqrt(width))]);
    const shares = graph.add("Softmax", [graph.add("Add", [scores, mask])], [attribute.int("axis", -1)]);
    const mixed = graph.add(
      "Transpose",
      [graph.add("MatMul", [shares, value])],
      [attribute.ints("perm", [0, 2, 1, 3])],
    );
    const joined = graph.add("Reshape", [mixed, graph.int64s([0, 0, hidden])]);
    const attended = forms.linear(graph, name("attentionOutput"), layer.attentionOutput, joined);
    const first = graph.add("Add", [attended, states]);
    states = forms.norm(graph, name("attentionNorm"), layer.attentionNorm, eps, first);
    const wide = forms.linear(graph, name("intermediate"), layer.intermediate, states);
    const erf = graph.add("Erf", [graph.add("Div", [wide, graph.scalar(Math.SQRT2)])]);
    const gelu = graph.add("Mul", [
      graph.add("Mul", [wide, graph.add("Add", [erf, graph.scalar(1)])]),
      graph.scalar(0.5),
    ]);
    const narrow = forms.linear(graph, name("output"), layer.output, gelu);
    const second = graph.add("Add", [narrow, states]);
    states = forms.norm(graph, name("outputNorm"), layer.outputNorm, eps, second);
    if (hiddenStates) output(`hidden_states.${index + 1}`, states);
  }
  output("last_hidden_state", states);
  alter?.(graph.nodes);
  const free = ["batch", "length"];
  return graph.finish({
    name: "bert",
    inputs: ["input_ids", "attention_mask", "token_type_ids"].map((input) => ({
      name: input,
      type: "int64",
      dims: free,
    })),
    outputs: outputs.map((name) => ({ name, type: "float", dims: [...free, hidden] })),
    opset: forms.opset,
  });
}
