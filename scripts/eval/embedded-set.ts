// A set embedded exactly as the build embeds an archive. The vectors of its passages are kept under .cache/sets
// by the model's fingerprint and the passage's hash, so that a second run embeds nothing. No text is kept.

import { join } from "node:path";
import type { Encoder } from "../../src/encoder/encoder.ts";
import { createScan } from "../../src/vector/create-scan.ts";

import type { KernelModules } from "../../src/wasm/kernels.ts";
import { embedPassages } from "../build/prepare/embed-passages.ts";
import { PendingVectors } from "../build/prepare/pending-vectors.ts";
import type { Project } from "../files/project.ts";
import type { OpenModel } from "../model/open-model.ts";
import { plural, type Report } from "../terminal/report.ts";
import type { DocumentSet, SearchSet } from "./search-set.ts";
import { type ChunkedSet, chunkSet, indexSet, PASSAGE_TOKENS, type SetIndex } from "./set-index.ts";

export interface EmbeddedSetOptions {
  readonly project: Project;
  readonly model: OpenModel;
  /** Of the same model; it counts word pieces. */
  readonly encoder: Encoder;
  readonly kernels: KernelModules;
  readonly report: Report;
  readonly signal?: AbortSignal;
}

/** The passages of the documents, and `Float32Array[dims]`, unit length, by the hash of each passage. */
export interface EmbeddedSet {
  readonly chunked: ChunkedSet;
  readonly vectors: ReadonlyMap<string, Float32Array>;
}

/** An interruption keeps what is embedded so far. */
export async function embedSet(set: DocumentSet, options: EmbeddedSetOptions): Promise<EmbeddedSet> {
  const { encoder } = options;
  const budget = encoder.pieceBudget("passage", PASSAGE_TOKENS);
  const chunked = chunkSet(set, (text) => encoder.countPieces(text), budget);
  return { chunked, vectors: await vectorsOf(chunked, options) };
}

/** The set with a scan of its passages alone, for what measures encoders and no ranking. */
export async function indexSearchSet(set: SearchSet, options: EmbeddedSetOptions): Promise<SetIndex> {
  const { chunked, vectors } = await embedSet(set, options);
  return indexSet(chunked, vectors, options.encoder.dims, (rows) => createScan(rows, options.kernels));
}

async function vectorsOf(
  { set, passages }: ChunkedSet,
  { project, model, report, signal }: EmbeddedSetOptions,
): Promise<ReadonlyMap<string, Float32Array>> {
  const { fingerprint, profile } = model.encoder;
  const file = `${set.name}-${fingerprint.slice(0, 16)}.bin`;
  const cache = new PendingVectors(join(project.root, ".cache", "sets", file), profile.dims);
  const known = await cache.read();
  const fresh = new Map(passages.filter(({ hash }) => !known.has(hash)).map((one) => [one.hash, one]));
  report.line(
    `${set.name}: ${plural(set.documents.length, "document")}, ${plural(passages.length, "passage")}, ` +
      `${fresh.size.toLocaleString("en")} of them to embed`,
  );
  await embedPassages({
    model,
    passages: [...fresh.values()],
    known,
    pending: cache,
    report,
    ...(signal === undefined ? {} : { signal }),
  });
  return known;
}
