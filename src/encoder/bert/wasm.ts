// BERT's forward pass with the WebAssembly kernels. Weights are used in place, where the file was read to; activations
// have 7 bits in weight products and are f32 everywhere else. reference.ts defines what is computed.

import { instantiateKernels, type Kernels } from "../../wasm/kernels.ts";
import { growMemory } from "../../wasm/memory.ts";
import { type LayerProduct, productShape } from "../file/bert-config.ts";
import type { LayerNorm } from "../file/encoder-contents.ts";
import { attachEncoderFile, type CheckedHeader, type EncoderFile } from "../file/encoder-file.ts";
import { type ForwardPass, requireDirection } from "./forward-pass.ts";
import { type MemoryPlan, misfit, planMemory } from "./memory-plan.ts";

/** Byte offset of an attached array in the memory; kernels take offsets. */
const at = (view: ArrayBufferView): number => view.byteOffset;

class WasmPass implements ForwardPass {
  readonly #file: EncoderFile;
  readonly #kernels: Kernels;
  readonly #plan: MemoryPlan;
  readonly #ids: Int32Array;
  readonly #states: Float32Array;
  readonly #pooled: Float32Array;

  /** `file` is attached to `memory` where `plan` puts it. */
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

  /** Product of the rows that were quantised last. */
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
 * `file` is at the start of `memory` and has been checked with `readEncoderHeader`. The memory grows by the buffers of
 * the kernels and from now on belongs to the pass. Throws an EncoderFileError if the sections don't match the header,
 * and a RangeError if the kernels don't support the model's shape (`misfit`).
 */
export function createWasmPass(
  header: CheckedHeader,
  { memory, file }: { memory: WebAssembly.Memory; file: Uint8Array },
  module: WebAssembly.Module,
): { attached: EncoderFile; pass: ForwardPass } {
  const { bert, profile } = header;
  const problem = misfit(bert);
  if (problem !== null) throw new RangeError(`createWasmPass: ${problem}`);
  const plan = planMemory(bert, profile.maxTokens, file.byteLength);
  growMemory(memory, plan.bytes);
  const attached = attachEncoderFile(header, memory.buffer, plan.file);
  const kernels = instantiateKernels(module, memory);
  return { attached, pass: new WasmPass(attached, kernels, plan, memory.buffer) };
}
