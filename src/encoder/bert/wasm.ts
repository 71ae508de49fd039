// BERT's forward pass by the WebAssembly kernels: the weights stay where they were read to, activations have 7 bits at
// each weight product and are f32 everywhere else. The reference (reference.ts) says what is computed.

import { instantiateKernels, type Kernels } from "../../wasm/kernels.ts";
import { growMemory } from "../../wasm/memory.ts";
import { BertEncoder } from "./bert-encoder.ts";
import type { LayerNorm } from "./encoder-contents.ts";
import { attachEncoderFile, type CheckedHeader, type EncoderFile } from "./encoder-file.ts";
import { type LayerProduct, productShape } from "./encoder-format.ts";
import { type ForwardPass, requireDirection } from "./forward-pass.ts";
import { type MemoryPlan, misfit, planMemory } from "./memory-plan.ts";

/** Offset of an attached array in its memory, which is how kernels are given it. */
const at = (view: ArrayBufferView): number => view.byteOffset;

class WasmPass implements ForwardPass {
  readonly #file: EncoderFile;
  readonly #kernels: Kernels;
  readonly #plan: MemoryPlan;
  readonly #ids: Int32Array;
  readonly #states: Float32Array;
  readonly #pooled: Float32Array;

  /** `file` is attached to `memory` at the place that `plan` has for it. */
  constructor(file: EncoderFile, kernels: Kernels, plan: MemoryPlan, memory: ArrayBuffer) {
    const { bert, profile } = file;
    this.#file = file;
    this.#kernels = kernels;
    this.#plan = plan;
    this.#ids = new Int32Array(memory, plan.ids, profile.maxTokens);
    this.#states = new Float32Array(memory, plan.states, profile.maxTokens * bert.hidden);
    this.#pooled = new Float32Array(memory, plan.pooled, bert.hidden);
  }

  run(ids: Int32Array, onStates?: (states: Float32Array) => void): Float32Array {
    const { words, positions, embeddingNorm, bert, layers, profile } = this.#file;
    const { states, pooled } = this.#plan;
    const kernels = this.#kernels;
    const rows = ids.length;
    const { hidden } = bert;
    const seen = this.#states.subarray(0, rows * hidden);
    this.#ids.set(ids);
    kernels.embed(this.#plan.ids, rows, hidden, at(words.values), at(words.scales), at(positions), states);
    kernels.normalise(states, rows, hidden, ...this.#norm(embeddingNorm));
    onStates?.(seen);
    for (let layer = 0; layer < layers.length; layer++) {
      this.#layer(layer, rows);
      onStates?.(seen);
    }
    const pool = profile.pooling === "cls" ? kernels.poolFirst : kernels.poolMean;
    requireDirection(pool(states, rows, hidden, pooled));
    return this.#pooled.slice();
  }

  #layer(index: number, rows: number): void {
    const { bert, layers } = this.#file;
    const { hidden, intermediate, heads } = bert;
    const { states, change, query, key, value, mixed, keys, scores, wide } = this.#plan;
    const kernels = this.#kernels;
    const layer = layers[index];
    if (layer === undefined) throw new RangeError(`no layer ${index}`);

    this.#quantise(states, rows, hidden);
    this.#product(index, "query", rows, query);
    this.#product(index, "key", rows, key);
    this.#product(index, "value", rows, value);
    const width = hidden / heads;
    for (let first = 0; first < hidden * 4; first += width * 4) {
      kernels.attend(
        query + first,
        key + first,
        value + first,
        mixed + first,
        rows,
        hidden,
        width,
        keys,
        scores,
      );
    }
    this.#quantise(mixed, rows, hidden);
    this.#product(index, "attentionOutput", rows, change);
    kernels.addAndNormalise(states, change, rows, hidden, ...this.#norm(layer.attentionNorm));

    this.#quantise(states, rows, hidden);
    this.#product(index, "intermediate", rows, wide);
    kernels.gelu(wide, rows * intermediate);
    this.#quantise(wide, rows, intermediate);
    this.#product(index, "output", rows, change);
    kernels.addAndNormalise(states, change, rows, hidden, ...this.#norm(layer.outputNorm));
  }

  #quantise(from: number, rows: number, width: number): void {
    const { values, scales, offsets } = this.#plan;
    this.#kernels.quantise(from, rows, width, values, scales, offsets);
  }

  /** Of the rows that were quantised last. */
  #product(layer: number, name: LayerProduct, rows: number, to: number): void {
    const product = this.#file.layers[layer]?.[name];
    if (product === undefined) throw new RangeError(`no layer ${layer}`);
    const { values, scales, offsets } = this.#plan;
    const { inputs, outputs } = productShape(this.#file.bert, name);
    this.#kernels.product(
      values,
      scales,
      offsets,
      rows,
      inputs,
      at(product.tiles),
      at(product.sums),
      at(product.scales),
      at(product.bias),
      outputs,
      to,
    );
  }

  #norm({ weight, bias }: LayerNorm): [weight: number, bias: number, epsilon: number] {
    return [at(weight), at(bias), this.#file.bert.layerNormEps];
  }
}

/**
 * `file` lies at its place in `memory` and has been checked by `readEncoderHeader`; the memory grows by the room that
 * the kernels need and is the encoder's from now on. Throws EncoderFileError where the sections are not the header's,
 * RangeError where the kernels do not fit the model (`misfit`).
 */
export function createWasmEncoder(
  header: CheckedHeader,
  { memory, file }: { memory: WebAssembly.Memory; file: Uint8Array },
  module: WebAssembly.Module,
): BertEncoder {
  const { bert, profile } = header;
  const problem = misfit(bert);
  if (problem !== null) throw new RangeError(`createWasmEncoder: ${problem}`);
  const plan = planMemory(bert, profile.maxTokens, file.byteLength);
  growMemory(memory, plan.bytes);
  const attached = attachEncoderFile(header, memory.buffer, plan.file);
  const kernels = instantiateKernels(module, memory);
  return new BertEncoder(attached, new WasmPass(attached, kernels, plan, memory.buffer));
}
