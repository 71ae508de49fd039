// The layout of an encoder's single memory. It is planned once, for the longest text the model reads, and nothing is
// allocated after that. All numbers are byte offsets; every array begins at a multiple of 64.
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
//   states   f32[R][H]          input and output of a layer
//   change   f32[R][H]          what half a layer adds to the states
//   values   u7[R][max(H, M)]   input of a product: 7 bits in one byte or two, depending on the kernel build
//   scales   f32[R][max(H, M) / 32]
//   offsets  f32[R][max(H, M) / 32]
//   shared   +---------+---------+---------+---------+--------------+---------------+
//            | query   | key     | value   | mixed   | keys f32      | scores f32    |   during attention,
//            | f32[R,H]| f32[R,H]| f32[R,H]| f32[R,H]| [W][R up to 8]| [4][R up to 8]|
//            +---------+---------+---------+---------+--------------+---------------+
//            | wide f32[R][M]                        |                                  after it
//            +---------------------------------------+

import { MEMORY_START } from "../../wasm/memory.ts";
import type { BertConfig } from "../file/bert-config.ts";
import { ALIGNMENT } from "../file/sections.ts";
import { BLOCK } from "../file/weight-tiles.ts";

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

/** Says why the kernels can't run a model of this shape; null if they can. */
export function misfit({ hidden, intermediate, heads }: BertConfig): string | null {
  if (hidden % BLOCK !== 0 || intermediate % BLOCK !== 0)
    return `widths ${hidden} and ${intermediate} are not multiples of ${BLOCK}`;
  return (hidden / heads) % 8 === 0 ? null : `heads are ${hidden / heads} wide, which is not a multiple of 8`;
}

/** The fixed-width build uses 16-bit lanes. The plan has to do for both builds. */
const ACTIVATION_MAX_BYTES = 2;

/** `maxTokens` is the length of the longest text, `fileBytes` that of `encoder.bin`. */
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
