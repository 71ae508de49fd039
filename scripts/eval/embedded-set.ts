// Chunks and embeds a set exactly as the build does with an archive. The vectors of its passages are cached under
// .cache/sets by the model's fingerprint and the passage's hash, so a second run embeds nothing. No text is stored.

import { join } from "node:path";
import type { Encoder } from "../../src/encoder/encoder.ts";
import type { CountPieces } from "../../src/text/passages.ts";

import type { KernelModules } from "../../src/wasm/kernels.ts";
import { chunkArticle, type Passage } from "../build/prepare/chunk.ts";
import { embedPassages } from "../build/prepare/embed-passages.ts";
import { PendingVectors } from "../build/prepare/pending-vectors.ts";
import { type Article, plainArticle } from "../build/source/article/article.ts";
import type { Project } from "../files/project.ts";
import type { OpenModel } from "../model/open-model.ts";
import { plural, type Report } from "../terminal/report.ts";
import type { DocumentSet } from "./search-set.ts";

/** Word pieces of a passage, the build's default. */
export const PASSAGE_TOKENS = 200;

export interface EmbeddedSetOptions {
  readonly project: Project;
  readonly model: OpenModel;
  /** Of the same model; used to count word pieces. */
  readonly encoder: Encoder;
  readonly kernels: KernelModules;
  readonly report: Report;
  readonly signal?: AbortSignal;
}

export interface ChunkedSet {
  readonly set: DocumentSet;
  /** One for each document, in their order. */
  readonly articles: readonly Article[];
  /** In the order of the documents. */
  readonly passages: readonly Passage[];
}

/** The passages of the documents, and their unit vectors, `Float32Array[dims]`, by the hash of each passage. */
export interface EmbeddedSet {
  readonly chunked: ChunkedSet;
  readonly vectors: ReadonlyMap<string, Float32Array>;
}

/** An interruption keeps the vectors that are embedded so far. */
export async function embedSet(set: DocumentSet, options: EmbeddedSetOptions): Promise<EmbeddedSet> {
  const { encoder } = options;
  const budget = encoder.pieceBudget("passage", PASSAGE_TOKENS);
  const chunked = chunkSet(set, (text) => encoder.countPieces(text), budget);
  return { chunked, vectors: await vectorsOf(chunked, options) };
}

/** A document without a single word piece has no passage and is never found; all others have at least one. */
function chunkSet(set: DocumentSet, count: CountPieces, budget: number): ChunkedSet {
  const articles = set.documents.map(({ id, title, text, publishedAt }) =>
    plainArticle(id, { title, body: text, publishedAt }),
  );
  const passages = articles.flatMap((article) =>
    chunkArticle(article, { count, budget, memberBodies: false }).filter(({ input }) => count(input) > 0),
  );
  return { set, articles, passages };
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
    vectorsByHash: known,
    pending: cache,
    report,
    ...(signal === undefined ? {} : { signal }),
  });
  return known;
}
