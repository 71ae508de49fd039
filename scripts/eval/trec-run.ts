// Rankings as a TREC run, one line per hit: `query Q0 document rank score tag`. Most scorers only look at the score, in
// single precision, so the scores written here strictly decrease with the rank.

import { encodeId } from "../build/source/article/identifiers.ts";
import type { RankedQuery } from "./evaluate-set.ts";

/** Lines with line feeds. Ids with white space are encoded by `encodeId`, because white space separates the columns. */
export function trecRun(run: readonly RankedQuery[], tag: string): string {
  const lines: string[] = [];
  for (const { query, ranked } of run) {
    let above = Number.POSITIVE_INFINITY;
    for (const [index, { id, score }] of ranked.entries()) {
      above = fallingScore(score, above);
      lines.push(`${trecId(query)} Q0 ${trecId(id)} ${index + 1} ${above} ${tag}\n`);
    }
  }
  return lines.join("");
}

export function trecId(id: string): string {
  return /\s/.test(id) ? encodeId(id) : id;
}

/** `score` in single precision, or the next number below `above` if it is not lower. */
function fallingScore(score: number, above: number): number {
  const single = Math.fround(score);
  return single < above ? single : nextBelow(above);
}

/** The largest single-precision number below a finite one. */
function nextBelow(value: number): number {
  const bits = new Int32Array(Float32Array.of(value).buffer);
  const [pattern = 0] = bits;
  // The bit patterns of positive floats ascend with the floats, those of negative floats descend; below zero comes the smallest one.
  if (value === 0) bits[0] = -0x7fffffff;
  else bits[0] = value > 0 ? pattern - 1 : pattern + 1;
  return new Float32Array(bits.buffer)[0] ?? Number.NaN;
}
