// Tells failures of the encoder from all others, so that a search can fall back to keywords if only the encoder fails.

import type { Searcher } from "../index/searcher.ts";

/** The encoder failed on a text; the reason is the cause. */
export class EncoderFailed extends Error {
  override readonly name = "EncoderFailed";
}

/** The same searcher with an encoder that only ever throws EncoderFailed. */
export function tellingEncoderFailures(searcher: Searcher): Searcher {
  const { encoder } = searcher;
  const telling: Searcher["encoder"] = {
    fingerprint: encoder.fingerprint,
    dims: encoder.dims,
    countPieces: (text) => encoder.countPieces(text),
    pieceBudget: (kind, maxTokens) => encoder.pieceBudget(kind, maxTokens),
    async encode(text, kind, maxTokens) {
      try {
        return await encoder.encode(text, kind, maxTokens);
      } catch (cause) {
        throw new EncoderFailed("The encoder failed on a text.", { cause });
      }
    },
  };
  return { ...searcher, encoder: telling };
}
