// The reference: BERT's forward pass (Devlin et al. 2019, post-norm) in plain TypeScript, one text at a time. It
// defines the numbers that other implementations are compared with. Sums are in double precision and stored as f32; all
// buffers are allocated once, for the longest text. Apart from a cache-friendly loop order it is not tuned.
//
// The casts "as number" are on typed arrays whose lengths follow from the checked file; every index stays below them.

import { LAYER_PRODUCTS, type LayerProduct, productShape } from "../file/bert-config.ts";
import type { LayerNorm } from "../file/encoder-contents.ts";
import type { EncoderFile } from "../file/encoder-file.ts";
import { floatWeights } from "../file/weight-tiles.ts";
import { type ForwardPass, requireDirection } from "./forward-pass.ts";
import { gelu } from "./gelu.ts";

/**
 * Word rows that share one pass over the weights. 16 rows of the widest product are 192 kB and stay in the level-2
 * cache.
 */
const TILE_ROWS = 16;

interface FloatProduct {
  /** `Float32Array[outputs × inputs]`. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly inputs: number;
  readonly outputs: number;
}

export class ReferencePass implements ForwardPass {
  readonly #file: EncoderFile;
  readonly #products: readonly Readonly<Record<LayerProduct, FloatProduct>>[];
  // Buffers, all `[maxTokens][width]`, row-major. The width is hidden, except for `wide` and `scores`.
  readonly #states: Float32Array;
  readonly #query: Float32Array;
  readonly #key: Float32Array;
  readonly #value: Float32Array;
  readonly #mixed: Float32Array;
  readonly #wide: Float32Array;
  /** Attention of one word to every word, in one head. */
  readonly #scores: Float64Array;
  /** The rows being multiplied, in double precision. */
  readonly #tile: Float64Array;

  constructor(file: EncoderFile) {
    const { bert, profile } = file;
    this.#file = file;
    this.#products = file.layers.map((layer) => {
      const entries = LAYER_PRODUCTS.map((name): [LayerProduct, FloatProduct] => {
        const shape = productShape(bert, name);
        return [name, { weights: floatWeights(layer[name], shape), bias: layer[name].bias, ...shape }];
      });
      return Object.fromEntries(entries) as Record<LayerProduct, FloatProduct>;
    });
    const plan = (width: number) => new Float32Array(profile.maxTokens * width);
    this.#states = plan(bert.hidden);
    this.#query = plan(bert.hidden);
    this.#key = plan(bert.hidden);
    this.#value = plan(bert.hidden);
    this.#mixed = plan(bert.hidden);
    this.#wide = plan(bert.intermediate);
    this.#scores = new Float64Array(profile.maxTokens);
    this.#tile = new Float64Array(TILE_ROWS * Math.max(bert.hidden, bert.intermediate));
  }

  run(ids: Int32Array, onStates?: (states: Float32Array) => void): Float32Array {
    const states = this.#states.subarray(0, ids.length * this.#file.bert.hidden);
    this.#embed(ids);
    onStates?.(states);
    for (let layer = 0; layer < this.#file.layers.length; layer++) {
      this.#layer(layer, ids.length);
      onStates?.(states);
    }
    return this.#pool(ids.length);
  }

  #embed(ids: Int32Array): void {
    const { words, positions, bert, embeddingNorm } = this.#file;
    const { hidden } = bert;
    for (const [row, id] of ids.entries()) {
      const scale = words.scales[id] as number;
      for (let i = 0; i < hidden; i++) {
        const word = (words.values[id * hidden + i] as number) * scale;
        this.#states[row * hidden + i] = word + (positions[row * hidden + i] as number);
      }
    }
    normalise(this.#states, ids.length, embeddingNorm, bert.layerNormEps);
  }

  #layer(layer: number, rows: number): void {
    const { bert, layers } = this.#file;
    const products = this.#products[layer];
    const weights = layers[layer];
    if (products === undefined || weights === undefined) throw new RangeError(`no layer ${layer}`);
    multiply(this.#states, rows, products.query, this.#query, this.#tile);
    multiply(this.#states, rows, products.key, this.#key, this.#tile);
    multiply(this.#states, rows, products.value, this.#value, this.#tile);
    this.#attend(rows);
    // The query is no longer needed, so its buffer takes what the block adds to the states.
    multiply(this.#mixed, rows, products.attentionOutput, this.#query, this.#tile);
    add(this.#states, this.#query, rows * bert.hidden);
    normalise(this.#states, rows, weights.attentionNorm, bert.layerNormEps);
    multiply(this.#states, rows, products.intermediate, this.#wide, this.#tile);
    for (let i = 0; i < rows * bert.intermediate; i++) this.#wide[i] = gelu(this.#wide[i] as number);
    multiply(this.#wide, rows, products.output, this.#query, this.#tile);
    add(this.#states, this.#query, rows * bert.hidden);
    normalise(this.#states, rows, weights.outputNorm, bert.layerNormEps);
  }

  /** Scaled dot-product attention of every head, into `mixed`. */
  #attend(rows: number): void {
    const { hidden, heads } = this.#file.bert;
    const width = hidden / heads;
    const scale = 1 / Math.sqrt(width);
    const scores = this.#scores;
    const mixed = this.#mixed.fill(0, 0, rows * hidden);
    for (let head = 0; head < heads; head++) {
      const first = head * width;
      for (let row = 0; row < rows; row++) {
        const q = row * hidden + first;
        let largest = Number.NEGATIVE_INFINITY;
        for (let position = 0; position < rows; position++) {
          const k = position * hidden + first;
          let sum = 0;
          for (let i = 0; i < width; i++)
            sum += (this.#query[q + i] as number) * (this.#key[k + i] as number);
          scores[position] = sum * scale;
          if (sum * scale > largest) largest = sum * scale;
        }
        // Subtracting the largest score first keeps every exponential from overflowing.
        let total = 0;
        for (let position = 0; position < rows; position++) {
          const weight = Math.exp((scores[position] as number) - largest);
          scores[position] = weight;
          total += weight;
        }
        for (let position = 0; position < rows; position++) {
          const weight = (scores[position] as number) / total;
          const v = position * hidden + first;
          for (let i = 0; i < width; i++)
            mixed[q + i] = (mixed[q + i] as number) + weight * (this.#value[v + i] as number);
        }
      }
    }
  }

  #pool(rows: number): Float32Array {
    const { hidden } = this.#file.bert;
    const pooled = new Float64Array(hidden);
    const used = this.#file.profile.pooling === "cls" ? 1 : rows;
    for (let at = 0; at < used * hidden; at++) {
      const i = at % hidden;
      pooled[i] = (pooled[i] as number) + (this.#states[at] as number);
    }
    const length = Math.hypot(...pooled);
    requireDirection(length);
    return Float32Array.from(pooled, (x) => x / length);
  }
}

/**
 * `to[row][o] = bias[o] + Σ from[row][i] × weights[o][i]`, two outputs of four rows at a time. `tile`
 * (`Float64Array[TILE_ROWS × inputs]` or longer) takes the rows in double precision, so that they are converted once
 * instead of once per output: 2.0 instead of 1.4 multiply-adds per nanosecond.
 */
function multiply(
  from: Float32Array,
  rows: number,
  product: FloatProduct,
  to: Float32Array,
  tile: Float64Array,
): void {
  const { weights, bias, inputs, outputs } = product;
  for (let first = 0; first < rows; first += TILE_ROWS) {
    const count = Math.min(TILE_ROWS, rows - first);
    tile.set(from.subarray(first * inputs, (first + count) * inputs));
    // Padding rows up to a multiple of four are zero; their results are not used.
    tile.fill(0, count * inputs, Math.ceil(count / 4) * 4 * inputs);
    for (let o = 0; o < outputs; o += 2) {
      const w0 = o * inputs;
      // An odd last output is computed twice.
      const second = Math.min(o + 1, outputs - 1);
      const w1 = second * inputs;
      for (let row = 0; row < count; row += 4) {
        const x0 = row * inputs;
        const x1 = x0 + inputs;
        const x2 = x1 + inputs;
        const x3 = x2 + inputs;
        let a0 = bias[o] as number;
        let a1 = a0;
        let a2 = a0;
        let a3 = a0;
        let b0 = bias[second] as number;
        let b1 = b0;
        let b2 = b0;
        let b3 = b0;
        for (let i = 0; i < inputs; i++) {
          const a = weights[w0 + i] as number;
          const b = weights[w1 + i] as number;
          const v0 = tile[x0 + i] as number;
          const v1 = tile[x1 + i] as number;
          const v2 = tile[x2 + i] as number;
          const v3 = tile[x3 + i] as number;
          a0 += v0 * a;
          a1 += v1 * a;
          a2 += v2 * a;
          a3 += v3 * a;
          b0 += v0 * b;
          b1 += v1 * b;
          b2 += v2 * b;
          b3 += v3 * b;
        }
        const at = (first + row) * outputs;
        to[at + o] = a0;
        to[at + second] = b0;
        if (row + 1 < count) {
          to[at + outputs + o] = a1;
          to[at + outputs + second] = b1;
        }
        if (row + 2 < count) {
          to[at + 2 * outputs + o] = a2;
          to[at + 2 * outputs + second] = b2;
        }
        if (row + 3 < count) {
          to[at + 3 * outputs + o] = a3;
          to[at + 3 * outputs + second] = b3;
        }
      }
    }
  }
}

/** Layer norm of every row, in place: (x - mean) / √(variance + eps) × weight + bias. */
function normalise(states: Float32Array, rows: number, { weight, bias }: LayerNorm, eps: number): void {
  const width = weight.length;
  for (let start = 0; start < rows * width; start += width) {
    let mean = 0;
    for (let i = 0; i < width; i++) mean += states[start + i] as number;
    mean /= width;
    let variance = 0;
    for (let i = 0; i < width; i++) variance += ((states[start + i] as number) - mean) ** 2;
    const scale = 1 / Math.sqrt(variance / width + eps);
    for (let i = 0; i < width; i++) {
      const unit = ((states[start + i] as number) - mean) * scale;
      states[start + i] = unit * (weight[i] as number) + (bias[i] as number);
    }
  }
}

function add(states: Float32Array, change: Float32Array, length: number): void {
  for (let i = 0; i < length; i++) states[i] = (states[i] as number) + (change[i] as number);
}
