// Runs a model's ONNX file in f32 through @xenova/transformers, one text at a time: the reference for our encoders. The
// build embeds the archive differently (scripts/build/prepare/embed.ts): this one takes queries too, and a text that is
// too long keeps its end token, as in our encoders, while the library's truncation cuts it off.

import { basename, dirname } from "node:path";
import { AutoModel, AutoTokenizer, env, type PreTrainedTokenizer, Tensor } from "@xenova/transformers";
import type { Encoder, Encoding, TextKind } from "../../src/encoder/encoder.ts";
import type { ModelProfile } from "../../src/encoder/file/profile.ts";

export interface FloatModel {
  /** In the layout of the Hub, with an ONNX file. */
  readonly folder: string;
  /** Which weights to read: `onnx/model.onnx`, or `onnx/model_quantized.onnx`. */
  readonly quantized: boolean;
  readonly profile: ModelProfile;
}

/** From the ids of one text to `Tensor[1][tokens][hidden]`. */
type RunModel = (ids: readonly number[]) => Promise<Float32Array>;

export class FloatEncoder implements Pick<Encoder, "dims" | "encode"> {
  readonly dims: number;
  readonly #profile: ModelProfile;
  readonly #tokenizer: PreTrainedTokenizer;
  readonly #run: RunModel;

  private constructor(profile: ModelProfile, tokenizer: PreTrainedTokenizer, run: RunModel) {
    this.dims = profile.dims;
    this.#profile = profile;
    this.#tokenizer = tokenizer;
    this.#run = run;
  }

  /** Opens a model folder; never accesses the network, even if files are missing. */
  static async open({ folder, quantized, profile }: FloatModel): Promise<FloatEncoder> {
    env.allowRemoteModels = false;
    env.localModelPath = `${dirname(folder)}/`;
    const tokenizer = await AutoTokenizer.from_pretrained(basename(folder));
    const model = await AutoModel.from_pretrained(basename(folder), { quantized });
    const run: RunModel = async (ids) => {
      const tensor = (value: (id: number) => bigint) =>
        new Tensor("int64", BigInt64Array.from(ids, value), [1, ids.length]);
      const output: unknown = await model({
        input_ids: tensor(BigInt),
        attention_mask: tensor(() => 1n),
        token_type_ids: tensor(() => 0n),
      });
      return statesOf(output, ids.length * profile.dims);
    };
    return new FloatEncoder(profile, tokenizer, run);
  }

  /** Like `Encoder.encode`. */
  async encode(text: string, kind: TextKind, maxTokens = this.#profile.maxTokens): Promise<Encoding> {
    const { queryPrefix, passagePrefix, pooling } = this.#profile;
    if (this.#ids(text).length === this.#ids("").length)
      return { vector: new Float32Array(this.dims), tokens: 0, truncated: false };
    const all = this.#ids((kind === "query" ? queryPrefix : passagePrefix) + text);
    const truncated = all.length > maxTokens;
    const ids = truncated ? [...all.slice(0, maxTokens - 1), ...all.slice(-1)] : all;
    const states = await this.#run(ids);
    const words = pooling === "cls" ? 1 : ids.length;
    return { vector: unitMean(states, words, this.dims), tokens: ids.length, truncated };
  }

  #ids(text: string): readonly number[] {
    return this.#tokenizer.encode(text);
  }
}

function statesOf(output: unknown, length: number): Float32Array {
  const states =
    typeof output === "object" && output !== null && "last_hidden_state" in output
      ? output.last_hidden_state
      : null;
  const data: unknown = states instanceof Tensor ? states.data : null;
  if (data instanceof Float32Array && data.length === length) return data;
  throw new Error(`The model gave no last_hidden_state of ${length} floats.`);
}

/** Direction of the mean of the first `words` rows, in double precision. */
function unitMean(states: Float32Array, words: number, dims: number): Float32Array {
  const sum = new Float64Array(dims);
  for (let i = 0; i < words * dims; i++) sum[i % dims] = (sum[i % dims] as number) + (states[i] as number);
  const length = Math.hypot(...sum);
  return Float32Array.from(sum, (x) => x / length);
}
