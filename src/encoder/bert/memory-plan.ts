// Where everything lies in the one memory of an encoder. It is planned once, for the longest text the model reads, and
// nothing is allocated after that. Byte offsets; every array begins at a multiple of 64.
//
//   0        1,024
//   +--------+----------------------+----------------------------------------------------------------+
//   | unused | encoder.bin, as read | buffers                                                        |
//   +--------+----------------------+----------------------------------------------------------------+
//
//   Buffers, with R rows (the longest text, up to a multiple of 4), H hidden, M intermediate, W = H / heads:
//
//   ids      i32[R]
//   pooled   f32[H]
//   states   f32[R][H]          what goes from layer to layer
//   change   f32[R][H]          what a half of a layer adds to it
//   values   u7[R][max(H, M)]   input of a product: 7 bits in one byte or in two, by the build of the kernels
//   scales   f32[R][max(H, M) / 32]
//   offsets  f32[R][max(H, M) / 32]
//   shared   +---------+---------+---------+---------+--------------+---------------+
//            | query   | key     | value   | mixed   | keys f32      | scores f32    |   during attention,
//            | f32[R,H]| f32[R,H]| f32[R,H]| f32[R,H]| [W][R up to 8]| [4][R up to 8]|
//            +---------+---------+---------+---------+--------------+---------------+
//            | wide f32[R][M]                        |                                  after it
//            +---------------------------------------+

import { MEMORY_START } from "../../wasm/memory.ts";
import { ALIGNMENT, type BertConfig } from "./encoder-format.ts";
import { BLOCK } from "./weight-tiles.ts";

export interface MemoryPlan {
  /** Start of `encoder.bin`. */
  readonly file: number;
  readonly ids: number;
  readonly pooled: number;
  readonly states: number;
  readonly change: number;
  readonly values: number;
  readonly scales: number;
  readonly offsets: number;
  readonly query: number;
  readonly key: number;
  readonly value: number;
  readonly mixed: number;
  readonly keys: number;
  readonly scores: number;
  readonly wide: number;
  /** Length of the whole memory. */
  readonly bytes: number;
}

/** What keeps the kernels from running a model of this shape, or null where they do. */
export function misfit({ hidden, intermediate, heads }: BertConfig): string | null {
  if (hidden % BLOCK !== 0 || intermediate % BLOCK !== 0)
    return `widths ${hidden} and ${intermediate} are no multiples of ${BLOCK}`;
  return (hidden / heads) % 8 === 0 ? null : `heads are ${hidden / heads} wide, no multiple of 8`;
}

/** The fixed-width build keeps them in 16-bit lanes; which build it is shows only once there is a memory. */
const ACTIVATION_MAX_BYTES = 2;

/** `maxTokens` is the longest text, `fileBytes` the length of `encoder.bin`. */
export function planMemory(bert: BertConfig, maxTokens: number, fileBytes: number): MemoryPlan {
  const { hidden, intermediate, heads } = bert;
  const rows = roundUp(maxTokens, 4);
  const columns = roundUp(maxTokens, 8);
  const widest = Math.max(hidden, intermediate);
  let end = MEMORY_START;
  const take = (bytes: number): number => {
    const start = end;
    end = roundUp(start + bytes, ALIGNMENT);
    return start;
  };
  const floats = (count: number): number => take(count * Float32Array.BYTES_PER_ELEMENT);

  const file = take(fileBytes);
  const single = {
    ids: floats(rows),
    pooled: floats(hidden),
    states: floats(rows * hidden),
    change: floats(rows * hidden),
    values: take(rows * widest * ACTIVATION_MAX_BYTES),
    scales: floats((rows * widest) / BLOCK),
    offsets: floats((rows * widest) / BLOCK),
  };
  const shared = end;
  const attention = {
    query: floats(rows * hidden),
    key: floats(rows * hidden),
    value: floats(rows * hidden),
    mixed: floats(rows * hidden),
    keys: floats((hidden / heads) * columns),
    scores: floats(4 * columns),
  };
  const bytes = Math.max(end, shared + rows * intermediate * Float32Array.BYTES_PER_ELEMENT);
  return { file, ...single, ...attention, wide: shared, bytes };
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
