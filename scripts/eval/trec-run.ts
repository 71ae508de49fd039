// Rankings as a TREC run, one line a hit: `query Q0 document rank score tag`. Any scorer of the field reads it; most
// of them go by the score alone, in single precision, so the scores here fall strictly where ranks do.

import { encodeId } from "../build/source/article/identifiers.ts";
import type { RankedQuery } from "./evaluate-set.ts";

/** Lines with their line feeds. Ids with white space are written as `encodeId` writes them, for columns end there. */
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

/** `score` in single precision, or the next number below `above` where it is not less. */
function fallingScore(score: number, above: number): number {
  const single = Math.fround(score);
  return single < above ? single : nextBelow(above);
}

/** The largest number of single precision below a finite one. */
function nextBelow(value: number): number {
  const bits = new Int32Array(Float32Array.of(value).buffer);
  const [pattern = 0] = bits;
  // Patterns of positive floats rise with the floats, those of negative ones fall; below zero the smallest begins.
  if (value === 0) bits[0] = -0x7fffffff;
  else bits[0] = value > 0 ? pattern - 1 : pattern + 1;
  return new Float32Array(bits.buffer)[0] ?? Number.NaN;
}
