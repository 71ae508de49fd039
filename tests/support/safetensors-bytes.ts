// Writes files for scripts/model/safetensors.ts to read: tensors of any type from their raw bytes, and the parameters of a
// BERT under PyTorch's names.

import { type BertParameters, LAYER_NAMES } from "../../scripts/model/bert-parameters.ts";
import { toFloats, type WeightMatrix } from "../../scripts/model/weight-matrix.ts";
import { LAYER_NORMS, LAYER_PRODUCTS } from "../../src/encoder/file/bert-config.ts";

export interface RawTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}
export type FloatType = "F32" | "F16" | "BF16";

/** `header` may change the header before it is written, to make a file that is refused. */
export function safetensorsBytes(
  tensors: Readonly<Record<string, RawTensor>>,
  change: (header: Record<string, unknown>) => unknown = (header) => header,
): Uint8Array {
  let end = 0;
  const header: Record<string, unknown> = { __metadata__: { format: "pt" } };
  for (const [name, { dtype, shape, bytes }] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [end, end + bytes.length] };
    end += bytes.length;
  }
  const json = new TextEncoder().encode(JSON.stringify(change(header)));
  const length = new Uint8Array(BigUint64Array.of(BigInt(json.length)).buffer);
  return new Uint8Array(Buffer.concat([length, json, ...Object.values(tensors).map(({ bytes }) => bytes)]));
}

export function bertTensors(
  parameters: BertParameters,
  { prefix = "", dtype = "F32" as FloatType } = {},
): Record<string, RawTensor> {
  const tensors: Record<string, RawTensor> = {};
  const add = (name: string, shape: readonly number[], values: Float32Array) => {
    tensors[`${prefix}${name}`] = { dtype, shape, bytes: floatBytes(values, dtype) };
  };
  const matrix = (name: string, weight: WeightMatrix) =>
    add(name, [weight.rows, weight.columns], toFloats(weight));
  const norm = (name: string, { weight, bias }: { weight: Float32Array; bias: Float32Array }) => {
    add(`${name}.weight`, [weight.length], weight);
    add(`${name}.bias`, [bias.length], bias);
  };
  matrix("embeddings.word_embeddings.weight", parameters.words);
  matrix("embeddings.position_embeddings.weight", parameters.positions);
  matrix("embeddings.token_type_embeddings.weight", parameters.types);
  norm("embeddings.LayerNorm", parameters.embeddingNorm);
  for (const [index, layer] of parameters.layers.entries()) {
    const name = (part: keyof typeof LAYER_NAMES) => `encoder.layer.${index}.${LAYER_NAMES[part]}`;
    for (const product of LAYER_PRODUCTS) {
      matrix(`${name(product)}.weight`, layer[product].weight);
      add(`${name(product)}.bias`, [layer[product].bias.length], layer[product].bias);
    }
    for (const part of LAYER_NORMS) norm(name(part), layer[part]);
  }
  return tensors;
}

/** Half precision is cut, not rounded, from f32 bits; numbers that are too long or below 2^-14 for F16 are a RangeError. */
export function floatBytes(values: Float32Array, dtype: FloatType): Uint8Array {
  if (dtype === "F32") return new Uint8Array(values.slice().buffer);
  const bits = new Uint32Array(values.slice().buffer);
  const lost = dtype === "F16" ? 13 : 16;
  const halves = Uint16Array.from(bits, (bit, i) => {
    const exponent = ((bit >>> 23) & 0xff) - 127;
    const short = bit << (32 - lost) === 0;
    if (!short || (dtype === "F16" && values[i] !== 0 && (exponent < -14 || exponent > 15))) {
      throw new RangeError(`floatBytes: ${values[i]} is no ${dtype}`);
    }
    if (dtype === "BF16") return bit >>> 16;
    const sign = (bit >>> 31) << 15;
    return values[i] === 0 ? sign : sign | ((exponent + 15) << 10) | ((bit >>> 13) & 0x3ff);
  });
  return new Uint8Array(halves.buffer);
}
