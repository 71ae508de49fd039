// A small BERT with seeded random weights as a model folder that onnxruntime can run too. The exporter makes the graph; this
// file adds the other forms in which a file may store its weights and its layer norms.

import { type BertForms, exportOnnx, FLOAT_FORMS } from "../../scripts/model/export-onnx.ts";
import { attribute, type NewNode, type OnnxBuilder } from "../../scripts/model/onnx-builder.ts";
import { toFloats, transpose, type WeightMatrix } from "../../scripts/model/weight-matrix.ts";
import { randomBert } from "./random-bert.ts";
import { bertTensors, type FloatType, safetensorsBytes } from "./safetensors-bytes.ts";

/**
 * How the weight of a product and the word table are written. The dynamic forms are those of onnxruntime's
 * quantize_dynamic: int8 with a scale and a zero point per column, uint8 with a scale per column and one zero point.
 */
export type WeightForm =
  | "float"
  | "cast-mul"
  | "dequantize"
  | "transposed"
  | "dynamic int8"
  | "dynamic uint8";
export type NormForm = "steps" | "one node";

export interface TinyBert {
  readonly seed: number;
  readonly pooling: "mean" | "cls";
  readonly weights?: WeightForm;
  readonly norms?: NormForm;
  /** One scale for the word table, as the dynamic forms need it. */
  readonly oneWordScale?: boolean;
  /** Changes the nodes of the finished graph, to make one that is refused. */
  readonly alter?: (nodes: NewNode[]) => void;
}

export const TINY = { layers: 2, hidden: 24, heads: 3, intermediate: 40, positions: 32, eps: 1e-12 } as const;

const SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
const LETTERS = [..."abcdefghijklmnopqrstuvwxyz0123456789.,-'"];
export const TINY_VOCABULARY = [
  ...SPECIAL,
  ...LETTERS,
  ...LETTERS.map((c) => `##${c}`),
  "news",
  "##paper",
  "query",
  ":",
];

/** The folder's files by path: config.json, tokenizer.json, tokenizer_config.json, 1_Pooling, onnx/model.onnx. */
export function tinyBertFiles(options: TinyBert): Record<string, string | Uint8Array> {
  const pooling = {
    word_embedding_dimension: TINY.hidden,
    pooling_mode_cls_token: options.pooling === "cls",
    pooling_mode_mean_tokens: options.pooling === "mean",
    pooling_mode_max_tokens: false,
  };
  return {
    "config.json": JSON.stringify({
      model_type: "bert",
      hidden_act: "gelu",
      hidden_size: TINY.hidden,
      intermediate_size: TINY.intermediate,
      layer_norm_eps: TINY.eps,
      max_position_embeddings: TINY.positions,
      num_attention_heads: TINY.heads,
      num_hidden_layers: TINY.layers,
      vocab_size: TINY_VOCABULARY.length,
    }),
    "tokenizer.json": JSON.stringify(tokenizerJson()),
    "tokenizer_config.json": JSON.stringify({
      tokenizer_class: "BertTokenizer",
      model_max_length: TINY.positions,
      pad_token: "[PAD]",
    }),
    "1_Pooling/config.json": JSON.stringify(pooling),
    "onnx/model.onnx": tinyBertOnnx(options),
  };
}

export function tokenizerJson() {
  const id = (token: string) => TINY_VOCABULARY.indexOf(token);
  return {
    version: "1.0",
    added_tokens: SPECIAL.map((content) => ({ id: id(content), content, special: true })),
    normalizer: {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single: [
        { SpecialToken: { id: "[CLS]", type_id: 0 } },
        { Sequence: { id: "A", type_id: 0 } },
        { SpecialToken: { id: "[SEP]", type_id: 0 } },
      ],
    },
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(TINY_VOCABULARY.map((token, row) => [token, row])),
    },
  };
}

/** The model of `tinyBertFiles` as PyTorch saves it. */
export function tinyBertSafetensors(
  seed: number,
  options: { prefix?: string; dtype?: FloatType } = {},
): Uint8Array {
  return safetensorsBytes(bertTensors(tinyParameters(seed, false), options));
}

function tinyParameters(seed: number, oneWordScale: boolean) {
  const { positions, eps, ...sizes } = TINY;
  const bert = { ...sizes, vocabSize: TINY_VOCABULARY.length, maxPositions: positions, layerNormEps: eps };
  return randomBert({ seed, bert, oneWordScale });
}

function tinyBertOnnx({
  seed,
  weights = "float",
  norms = "steps",
  oneWordScale = false,
  alter,
}: TinyBert): Uint8Array {
  const forms: BertForms = {
    ...FLOAT_FORMS,
    ...FORMS[weights],
    ...(norms === "one node" ? ONE_NODE_NORM : {}),
  };
  return exportOnnx(tinyParameters(seed, oneWordScale), { forms, ...(alter && { alter }) });
}

const ONE_NODE_NORM: Partial<BertForms> = {
  opset: 17,
  norm: (graph, name, { weight, bias }, eps, states) =>
    graph.add(
      "LayerNormalization",
      [
        states,
        graph.floats(`${name}.weight`, [weight.length], weight),
        graph.floats(`${name}.bias`, [bias.length], bias),
      ],
      [attribute.float("epsilon", eps)],
    ),
};

const TO_FLOAT = [attribute.int("to", 1)];
const PER_ROW = [attribute.int("axis", 0)];
const PER_COLUMN = [attribute.int("axis", 1)];

const FORMS: Readonly<Record<WeightForm, Partial<BertForms>>> = {
  float: {},
  transposed: {
    linear: withBias((graph, name, weight, states) => {
      const { rows, columns } = weight;
      const stored = graph.floats(`${name}.weight`, [rows, columns], toFloats(weight));
      const turned = graph.add("Transpose", [stored], [attribute.ints("perm", [1, 0])]);
      return graph.add("MatMul", [states, turned]);
    }),
  },
  "cast-mul": {
    table: wordsOnly((graph, name, table, ids) => {
      const { values, scales } = int8Of(table);
      const stored = graph.int8s(`${name}_q`, [table.rows, table.columns], values);
      const cast = graph.add("Cast", [graph.add("Gather", [stored, ids])], TO_FLOAT);
      const scale = graph.floats(`${name}_s`, [table.rows, 1], scales);
      return graph.add("Mul", [cast, graph.add("Gather", [scale, ids])]);
    }),
    linear: withBias((graph, name, weight, states) => {
      const { rows, columns, values, scales } = int8Of(transpose(weight));
      const cast = graph.add("Cast", [graph.int8s(`${name}_q`, [rows, columns], values)], TO_FLOAT);
      const scaled = graph.add("Mul", [cast, graph.floats(`${name}_s`, [1, columns], scales)]);
      return graph.add("MatMul", [states, scaled]);
    }),
  },
  dequantize: {
    table: wordsOnly((graph, name, table, ids) => {
      const { values, scales } = int8Of(table);
      const stored = graph.int8s(`${name}_q`, [table.rows, table.columns], values);
      const scale = graph.floats(`${name}_s`, [scales.length], scales);
      return graph.add("Gather", [graph.add("DequantizeLinear", [stored, scale], PER_ROW), ids]);
    }),
    linear: withBias((graph, name, weight, states) => {
      const { rows, columns, values, scales } = int8Of(transpose(weight));
      const stored = graph.int8s(`${name}_q`, [rows, columns], values);
      const scale = graph.floats(`${name}_s`, [columns], scales);
      return graph.add("MatMul", [states, graph.add("DequantizeLinear", [stored, scale], PER_COLUMN)]);
    }),
  },
  "dynamic int8": dynamicForms("int8"),
  "dynamic uint8": dynamicForms("uint8"),
};

/** Tables: rows gathered as bytes, then dequantised by one scale and zero point. */
function dynamicForms(type: "int8" | "uint8"): Partial<BertForms> {
  const zero = type === "int8" ? 0 : 128;
  const store = (graph: OnnxBuilder, name: string, { rows, columns, values }: ReturnType<typeof int8Of>) =>
    type === "int8"
      ? graph.int8s(`${name}_quantized`, [rows, columns], values)
      : graph.uint8s(
          `${name}_quantized`,
          [rows, columns],
          Uint8Array.from(values, (value) => value + zero),
        );
  const zeros = (graph: OnnxBuilder, name: string, dims: number[]) =>
    type === "int8"
      ? graph.int8s(`${name}_zero_point`, dims, new Int8Array(dims[0] ?? 1))
      : graph.uint8s(`${name}_zero_point`, [], Uint8Array.of(zero));
  return {
    table(graph, name, table, ids) {
      const whole = int8Of(table);
      const gathered = graph.add("Gather", [store(graph, name, whole), ids]);
      const scale = graph.floats(`${name}_scale`, [], whole.scales);
      return graph.add("DequantizeLinear", [gathered, scale, zeros(graph, name, [])]);
    },
    linear: withBias((graph, name, weight, states) => {
      const whole = int8Of(transpose(weight));
      const [quantised = "", scale = "", zeroPoint = ""] = graph.addWide(
        "DynamicQuantizeLinear",
        [states],
        3,
      );
      const product = graph.add("MatMulInteger", [
        quantised,
        store(graph, name, whole),
        zeroPoint,
        zeros(graph, name, [whole.columns]),
      ]);
      const scales = graph.add("Mul", [scale, graph.floats(`${name}_scale`, [whole.columns], whole.scales)]);
      return graph.add("Mul", [graph.add("Cast", [product], TO_FLOAT), scales]);
    }),
  };
}

/** A linear form from one that makes the product without its bias; `name` is the layer's. */
function withBias(
  product: (graph: OnnxBuilder, name: string, weight: WeightMatrix, states: string) => string,
): BertForms["linear"] {
  return (graph, name, { weight, bias }, states) =>
    graph.add("Add", [
      graph.floats(`${name}.bias`, [bias.length], bias),
      product(graph, name, weight, states),
    ]);
}

/** Of the tables only that of the words is quantised; the others are small. */
function wordsOnly(table: BertForms["table"]): BertForms["table"] {
  return (graph, name, matrix, ids) =>
    (name.includes("word_embeddings") ? table : FLOAT_FORMS.table)(graph, name, matrix, ids);
}

function int8Of(matrix: WeightMatrix) {
  if (matrix.kind !== "integer") throw new TypeError(`int8Of: the matrix is ${matrix.kind}`);
  const { rows, columns, scales } = matrix;
  return { rows, columns, scales, values: Int8Array.from(matrix.values) };
}
