// The form in which onnxruntime's dynamic quantisation writes a product: activations to 8 bits while the graph runs,
// weights int8 per output, summed in integers. Only a peer of the benchmark. The word table stays float: looking a
// word up costs no time.

import { type BertForms, FLOAT_FORMS } from "../model/export-onnx.ts";
import { attribute, type OnnxBuilder } from "../model/onnx-builder.ts";
import { DATA_TYPE } from "../model/onnx-messages.ts";
import { quantiseRows } from "../model/weight-matrix.ts";

/** Activations in 8 bits by the value that they were, so that what feeds three products is quantised once. */
const quantised = new WeakMap<OnnxBuilder, Map<string, readonly string[]>>();

export const DYNAMIC_FORMS: BertForms = {
  ...FLOAT_FORMS,
  linear(graph, name, { weight, bias }, states) {
    const { rows, columns } = weight;
    const { values, scales } = quantiseRows(weight);
    const matrix = graph.int8s(`${name}.weight.int8`, [columns, rows], turn(values, rows, columns));
    const [bytes = "", scale = "", zero = ""] = quantiseStates(graph, states);
    const sums = graph.add("MatMulInteger", [bytes, matrix, zero]);
    const floats = graph.add("Cast", [sums], [attribute.int("to", DATA_TYPE.float)]);
    const unit = graph.add("Mul", [scale, graph.floats(`${name}.weight.scales`, [rows], scales)]);
    const product = graph.add("Mul", [floats, unit]);
    return graph.add("Add", [product, graph.floats(`${name}.bias`, [rows], bias)]);
  },
};

/** Values, scale and zero point. */
function quantiseStates(graph: OnnxBuilder, states: string): readonly string[] {
  const known = quantised.get(graph) ?? new Map<string, readonly string[]>();
  quantised.set(graph, known);
  const made = known.get(states) ?? graph.addWide("DynamicQuantizeLinear", [states], 3);
  known.set(states, made);
  return made;
}

/** `[rows][columns]` to `[columns][rows]`. */
function turn(values: Int8Array, rows: number, columns: number): Int8Array {
  const turned = new Int8Array(values.length);
  for (const [i, value] of values.entries()) turned[(i % columns) * rows + Math.floor(i / columns)] = value;
  return turned;
}
