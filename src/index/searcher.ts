// What the engine searches: an archive's snapshot and the encoder that made it. Opening them is src/service's.

import type { Encoder } from "../encoder/encoder.ts";
import type { QuantisedVectors } from "../vector/quantised-vectors.ts";
import type { VectorScan } from "../vector/vector-scan.ts";
import type { Snapshot } from "./snapshot/reader.ts";

export interface Searcher {
  readonly snapshot: Snapshot;
  readonly encoder: Encoder;
  /** Over `snapshot.passageVectors`. */
  readonly passages: VectorScan;
  /** Over `snapshot.articleVectors`. */
  readonly articles: VectorScan;
}

/** The vectors move into the scans' own memories; `snapshot`'s own copies can be collected afterwards. */
export function assembleSearcher(
  snapshot: Snapshot,
  encoder: Encoder,
  createScan: (vectors: QuantisedVectors) => VectorScan,
): Searcher {
  const passages = createScan(snapshot.passageVectors);
  const articles = createScan(snapshot.articleVectors);
  return {
    snapshot: { ...snapshot, passageVectors: passages.vectors, articleVectors: articles.vectors },
    encoder,
    passages,
    articles,
  };
}
