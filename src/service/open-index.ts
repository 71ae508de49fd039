// Opens the snapshot and the encoder, and checks that this encoder made this snapshot.

import type { Encoder } from "../encoder/encoder.ts";
import { createSearcher, type Searcher } from "../index/searcher.ts";
import { openSnapshot } from "../index/snapshot/open-snapshot.ts";
import { REBUILD_COMMAND } from "../index/snapshot-error.ts";
import type { Source } from "../index/source.ts";
import type { QuantisedVectors } from "../vector/quantised-vectors.ts";
import type { VectorScan } from "../vector/vector-scan.ts";
import type { Pieces } from "../wasm/memory.ts";
import { IndexUnavailable, indexUnavailable } from "./index-unavailable.ts";

export const ENCODER_FILE = "encoder.bin";

export interface OpenIndexOptions {
  readonly snapshot: Source;
  /** Contains `encoder.bin`. */
  readonly model: Source;
  /** Takes `encoder.bin` in pieces. */
  readonly createEncoder: (pieces: Pieces) => Promise<Encoder>;
  readonly createScan: (vectors: QuantisedVectors) => VectorScan;
}

/** Every failure is an IndexUnavailable with its cause. */
export async function openIndex(options: OpenIndexOptions): Promise<Searcher> {
  try {
    const [index, encoder] = await Promise.all([
      openSnapshot(options.snapshot, options.createScan),
      openEncoder(options),
    ]);
    const { fingerprint, model } = index.encoder;
    if (encoder.fingerprint !== fingerprint) {
      throw new IndexUnavailable(
        `The index was made with the encoder ${fingerprint.slice(0, 12)} (${model}), ` +
          `the function has ${encoder.fingerprint.slice(0, 12)}. Run "${REBUILD_COMMAND}" so that they agree.`,
      );
    }
    return await createSearcher([index], encoder);
  } catch (cause) {
    throw indexUnavailable(cause);
  }
}

async function openEncoder({ model, createEncoder }: OpenIndexOptions): Promise<Encoder> {
  const whole = async () => {
    const bytes = await model.read(ENCODER_FILE);
    return bytes === null ? null : [bytes];
  };
  const pieces = model.stream === undefined ? await whole() : await model.stream(ENCODER_FILE);
  if (pieces === null)
    throw new IndexUnavailable(`There is no ${ENCODER_FILE}. Run "${REBUILD_COMMAND}" to make it.`);
  return createEncoder(pieces);
}
