// A small BERT of seeded random weights as a model folder: a complete ONNX graph that onnxruntime runs as well,
// written through the same protobuf descriptor that reads one. Its weights are whole numbers times a scale per
// output column, so int8 holds them without loss and every way of writing them down means the same model.

import { ONNX_MESSAGES } from "../../scripts/model/onnx-graph.ts";
import { seededRandom } from "./random.ts";

/** How the weight of a MatMul and the word table are written. */
export type WeightForm = "float" | "cast-mul" | "dequantize" | "transposed";
export type NormForm = "steps" | "one node";

export interface TinyBert {
  readonly seed: number;
  readonly pooling: "mean" | "cls";
  readonly weights?: WeightForm;
  readonly norms?: NormForm;
  /** Changes the nodes of the finished graph, to make one that is refused. */
  readonly alter?: (nodes: TinyNode[]) => void;
}
export interface TinyNode {
  opType: string;
  name: string;
  input: string[];
  output: string[];
  attribute: object[];
}

export const TINY = { layers: 2, hidden: 24, heads: 3, intermediate: 40, positions: 32, eps: 1e-12 } as const;

const FLOAT = 1;
const INT8 = 3;
const INT64 = 7;
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

function tinyBertOnnx({ seed, weights = "float", norms = "steps", alter }: TinyBert): Uint8Array {
  const graph = new GraphBuilder(seededRandom(seed), weights, norms);
  const { hidden, heads, intermediate, positions } = TINY;
  const width = hidden / heads;
  const words = graph.words(TINY_VOCABULARY.length, hidden);
  const types = graph.gather("bert.embeddings.token_type_embeddings.weight", [2, hidden], "token_type_ids");
  const length = graph.add("Gather", [graph.add("Shape", ["input_ids"]), graph.int64(1)]);
  const ids = graph.add("Range", [graph.int64(0), length, graph.int64(1)]);
  const places = graph.gather("bert.embeddings.position_embeddings.weight", [positions, hidden], ids);
  let states = graph.norm("bert.embeddings", graph.add("Add", [graph.add("Add", [words, types]), places]));
  for (let layer = 0; layer < TINY.layers; layer++) {
    const name = `bert.encoder.layer.${layer}`;
    const head = (part: string, order: number[]) => {
      const whole = graph.linear(`${name}.attention.self.${part}`, states, hidden, hidden);
      const split = graph.add("Reshape", [whole, graph.int64s([0, 0, heads, width])]);
      return graph.add("Transpose", [split], [{ name: "perm", ints: order, type: 7 }]);
    };
    const [query, key, value] = [
      head("query", [0, 2, 1, 3]),
      head("key", [0, 2, 3, 1]),
      head("value", [0, 2, 1, 3]),
    ];
    const scores = graph.add("Mul", [graph.add("MatMul", [query, key]), graph.scalar(1 / Math.sqrt(width))]);
    const shares = graph.add("Softmax", [scores], [{ name: "axis", i: -1, type: 2 }]);
    const mixed = graph.add(
      "Transpose",
      [graph.add("MatMul", [shares, value])],
      [{ name: "perm", ints: [0, 2, 1, 3], type: 7 }],
    );
    const joined = graph.add("Reshape", [mixed, graph.int64s([0, 0, hidden])]);
    const attended = graph.linear(`${name}.attention.output.dense`, joined, hidden, hidden);
    states = graph.norm(`${name}.attention.output`, graph.add("Add", [attended, states]));
    const wide = graph.linear(`${name}.intermediate.dense`, states, hidden, intermediate);
    const erf = graph.add("Erf", [graph.add("Div", [wide, graph.scalar(Math.SQRT2)])]);
    const gelu = graph.add("Mul", [
      graph.add("Mul", [wide, graph.add("Add", [erf, graph.scalar(1)])]),
      graph.scalar(0.5),
    ]);
    states = graph.norm(
      `${name}.output`,
      graph.add("Add", [graph.linear(`${name}.output.dense`, gelu, intermediate, hidden), states]),
    );
  }
  return graph.finish(states, alter);
}

class GraphBuilder {
  readonly #nodes: TinyNode[] = [];
  readonly #initializers: object[] = [];
  readonly #random: () => number;
  readonly #weights: WeightForm;
  readonly #norms: NormForm;

  constructor(random: () => number, weights: WeightForm, norms: NormForm) {
    this.#random = random;
    this.#weights = weights;
    this.#norms = norms;
  }

  add(opType: string, input: string[], attribute: object[] = []): string {
    const output = `value_${this.#nodes.length}`;
    this.#nodes.push({
      opType,
      name: `/${opType}_${this.#nodes.length}`,
      input,
      output: [output],
      attribute,
    });
    return output;
  }

  linear(name: string, states: string, inputs: number, outputs: number): string {
    const weight = this.#matrix(`onnx::MatMul_${this.#nodes.length}`, inputs, outputs, "column");
    const bias = this.#float(`${name}.bias`, [outputs], this.#floats(outputs, 0.1));
    return this.add("Add", [bias, this.add("MatMul", [states, weight])]);
  }

  words(rows: number, hidden: number): string {
    const name = "bert.embeddings.word_embeddings.weight";
    if (this.#weights === "float" || this.#weights === "transposed") {
      return this.add("Gather", [this.#matrix(name, rows, hidden, "row"), "input_ids"]);
    }
    if (this.#weights === "dequantize")
      return this.add("Gather", [this.#matrix(name, rows, hidden, "row"), "input_ids"]);
    const { values, scales } = this.#wholeNumbers(rows, hidden, "row");
    this.#raw(`${name}_q`, INT8, [rows, hidden], new Uint8Array(values.buffer));
    this.#float(`${name}_s`, [rows, 1], scales);
    const cast = this.add(
      "Cast",
      [this.add("Gather", [`${name}_q`, "input_ids"])],
      [{ name: "to", i: FLOAT, type: 2 }],
    );
    return this.add("Mul", [cast, this.add("Gather", [`${name}_s`, "input_ids"])]);
  }

  gather(name: string, shape: [number, number], ids: string): string {
    return this.add("Gather", [this.#float(name, shape, this.#floats(shape[0] * shape[1], 1)), ids]);
  }

  norm(name: string, sum: string): string {
    const weight = this.#float(
      `${name}.LayerNorm.weight`,
      [TINY.hidden],
      this.#floats(TINY.hidden, 0.3).map((x) => x + 1),
    );
    const bias = this.#float(`${name}.LayerNorm.bias`, [TINY.hidden], this.#floats(TINY.hidden, 0.3));
    if (this.#norms === "one node") {
      return this.add("LayerNormalization", [sum, weight, bias], [{ name: "epsilon", f: TINY.eps, type: 1 }]);
    }
    const last = [{ name: "axes", ints: [-1], type: 7 }];
    const centred = this.add("Sub", [sum, this.add("ReduceMean", [sum], last)]);
    const variance = this.add("ReduceMean", [this.add("Pow", [centred, this.scalar(2)])], last);
    const deviation = this.add("Sqrt", [this.add("Add", [variance, this.scalar(TINY.eps)])]);
    return this.add("Add", [this.add("Mul", [this.add("Div", [centred, deviation]), weight]), bias]);
  }

  scalar(value: number): string {
    const output = `constant_${this.#nodes.length}`;
    const t = { dims: [], dataType: FLOAT, rawData: new Uint8Array(Float32Array.of(value).buffer) };
    this.#nodes.push({
      opType: "Constant",
      name: output,
      input: [],
      output: [output],
      attribute: [{ name: "value", t, type: 4 }],
    });
    return output;
  }
  int64(value: number): string {
    return this.#raw(
      `int_${this.#initializers.length}`,
      INT64,
      [],
      new Uint8Array(BigInt64Array.of(BigInt(value)).buffer),
    );
  }
  int64s(values: number[]): string {
    const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.#raw(`ints_${this.#initializers.length}`, INT64, [values.length], bytes);
  }

  finish(output: string, alter?: (nodes: TinyNode[]) => void): Uint8Array {
    this.#nodes.push({
      opType: "Identity",
      name: "/output",
      input: [output],
      output: ["last_hidden_state"],
      attribute: [],
    });
    alter?.(this.#nodes);
    const value = (name: string, elemType: number, dims: object[]) => ({
      name,
      type: { tensorType: { elemType, shape: { dim: dims } } },
    });
    const batch = [{ dimParam: "batch" }, { dimParam: "length" }];
    const type = ONNX_MESSAGES.lookupType("ModelProto");
    const message = type.fromObject({
      irVersion: 8,
      opsetImport: [{ domain: "", version: this.#norms === "one node" ? 17 : 14 }],
      graph: {
        name: "tiny",
        node: this.#nodes,
        initializer: this.#initializers,
        input: [value("input_ids", INT64, batch), value("token_type_ids", INT64, batch)],
        output: [value("last_hidden_state", FLOAT, [...batch, { dimValue: TINY.hidden }])],
      },
    });
    return type.encode(message).finish();
  }

  /** Value that holds a `[rows][columns]` matrix in the form asked for. */
  #matrix(name: string, rows: number, columns: number, per: "row" | "column"): string {
    const { values, scales } = this.#wholeNumbers(rows, columns, per);
    const group = (index: number) => (per === "row" ? Math.floor(index / columns) : index % columns);
    const floats = Float32Array.from(values, (value, index) => value * (scales[group(index)] ?? 0));
    const int8 = () => this.#raw(`${name}_q`, INT8, [rows, columns], new Uint8Array(values.buffer));
    switch (per === "row" && this.#weights === "transposed" ? "float" : this.#weights) {
      case "float":
        return this.#float(name, [rows, columns], floats);
      case "transposed": {
        const turned = Float32Array.from(
          floats,
          (_, i) => floats[(i % rows) * columns + Math.floor(i / rows)] ?? 0,
        );
        const perm = [{ name: "perm", ints: [1, 0], type: 7 }];
        return this.add("Transpose", [this.#float(name, [columns, rows], turned)], perm);
      }
      case "cast-mul": {
        const cast = this.add("Cast", [int8()], [{ name: "to", i: FLOAT, type: 2 }]);
        return this.add("Mul", [cast, this.#float(`${name}_s`, [1, columns], scales)]);
      }
      case "dequantize": {
        const axis = [{ name: "axis", i: per === "row" ? 0 : 1, type: 2 }];
        return this.add(
          "DequantizeLinear",
          [int8(), this.#float(`${name}_s`, [scales.length], scales)],
          axis,
        );
      }
    }
  }

  /** -127..127 with one 127 in every group, so that quantising the product gives them back. */
  #wholeNumbers(rows: number, columns: number, per: "row" | "column") {
    const values = Int8Array.from({ length: rows * columns }, () =>
      Math.round((this.#random() * 2 - 1) * 127),
    );
    const groups = per === "row" ? rows : columns;
    for (let i = 0; i < groups; i++) values[per === "row" ? i * columns : i] = 127;
    // A power of two times a 16-bit number: 127 scales and back lose nothing in f32.
    const scales = Float32Array.from(
      { length: groups },
      () => (16 + Math.floor(this.#random() * 16)) / 2 ** 13,
    );
    return { values, scales };
  }
  #floats(length: number, range: number): Float32Array {
    return Float32Array.from({ length }, () => (this.#random() * 2 - 1) * range);
  }
  #float(name: string, dims: number[], values: Float32Array): string {
    return this.#raw(name, FLOAT, dims, new Uint8Array(values.buffer));
  }
  #raw(name: string, dataType: number, dims: number[], rawData: Uint8Array): string {
    this.#initializers.push({ name, dataType, dims, rawData });
    return name;
  }
}
