// A test double for Encoder: each word has a direction, made from its hash, and a text has the direction of its words
// together. Texts that share words are near, others are not; it needs no model.

import { createHash } from "node:crypto";
import type { Encoder } from "../../src/encoder/encoder.ts";

export const WORD_ENCODER_DIMS = 64;

const MAX_WORDS = 512;

export function createWordEncoder(fingerprint = "words-1"): Encoder {
  return {
    fingerprint,
    dims: WORD_ENCODER_DIMS,
    async encode(text, _kind, maxTokens = MAX_WORDS) {
      const words = wordsOf(text);
      if (words.length === 0)
        return { vector: new Float32Array(WORD_ENCODER_DIMS), tokens: 0, truncated: false };
      const read = words.slice(0, maxTokens);
      return { vector: directionOf(read), tokens: read.length, truncated: read.length < words.length };
    },
    countPieces: (text) => wordsOf(text).length,
    pieceBudget: (_kind, maxTokens = MAX_WORDS) => Math.min(maxTokens, MAX_WORDS),
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** `Float32Array[WORD_ENCODER_DIMS]`, unit length. */
function directionOf(words: readonly string[]): Float32Array {
  const sum = new Float32Array(WORD_ENCODER_DIMS);
  for (const word of words) {
    const bytes = createHash("sha512").update(word).digest();
    for (let i = 0; i < WORD_ENCODER_DIMS; i++) sum[i] = (sum[i] ?? 0) + (bytes[i] ?? 0) - 127.5;
  }
  const length = Math.hypot(...sum);
  return sum.map((x) => x / length);
}
