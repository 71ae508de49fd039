// How far an encoder's hidden states are from those of the reference, layer by layer.

import type { ModelEncoder } from "../../src/encoder/model-encoder.ts";

export interface StateDifference {
  /** 0 for the embeddings, then the number of the layer. */
  readonly layer: number;
  /** Largest |actual - expected| of any number; layer norm gives a word's state a deviation of about 1. */
  readonly absolute: number;
  /**
   * Largest ‖actual - expected‖ / ‖expected‖ of any word's state. For single numbers it would be meaningless, because
   * some are close to zero.
   */
  readonly relative: number;
}

/** The largest differences over all `texts`, encoded as passages. */
export function stateDifferences(
  encoder: ModelEncoder,
  reference: ModelEncoder,
  texts: readonly string[],
): StateDifference[] {
  const largest: StateDifference[] = [];
  for (const text of texts) {
    const expected = reference.hiddenStates(text, "passage");
    for (const [layer, actual] of encoder.hiddenStates(text, "passage").entries()) {
      const next = difference(actual, expected[layer] ?? new Float32Array(), encoder.dims);
      const before = largest[layer];
      largest[layer] = {
        layer,
        absolute: Math.max(next.absolute, before?.absolute ?? 0),
        relative: Math.max(next.relative, before?.relative ?? 0),
      };
    }
  }
  return largest;
}

/** `[words][hidden]` each; a RangeError if the lengths differ. */
function difference(actual: Float32Array, expected: Float32Array, hidden: number) {
  if (actual.length !== expected.length) {
    throw new RangeError(`stateDifferences: ${actual.length} numbers against ${expected.length}`);
  }
  let absolute = 0;
  let relative = 0;
  for (let word = 0; word < actual.length; word += hidden) {
    let squares = 0;
    let size = 0;
    for (let i = word; i < word + hidden; i++) {
      const error = (actual[i] as number) - (expected[i] as number);
      absolute = Math.max(absolute, Math.abs(error));
      squares += error ** 2;
      size += (expected[i] as number) ** 2;
    }
    relative = Math.max(relative, Math.sqrt(squares / size));
  }
  return { absolute, relative };
}
