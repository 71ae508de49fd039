// The documents of a set as the build would index them: articles, cut to passages by the project's own chunker, their
// vectors quantised and scanned as in the snapshot. A document is as near to a query as its nearest passage.

import type { CountPieces } from "../../src/text/passages.ts";
import { quantise } from "../../src/vector/quantise.ts";
import type { QuantisedVectors } from "../../src/vector/quantised-vectors.ts";
import type { VectorScan } from "../../src/vector/vector-scan.ts";
import { chunkArticle, type Passage } from "../build/prepare/chunk.ts";
import { type Article, plainArticle } from "../build/source/article/article.ts";
import type { DocumentSet, SetDocument } from "./search-set.ts";

/** Word pieces of a passage, as the build's default has it. */
export const PASSAGE_TOKENS = 200;

export interface ChunkedSet {
  readonly set: DocumentSet;
  /** Of the documents, in their order. */
  readonly articles: readonly Article[];
  /** In the order of the documents. */
  readonly passages: readonly Passage[];
  /** `Uint32Array[documents + 1]`: passages of document d are `firstPassage[d] .. firstPassage[d + 1] - 1`. */
  readonly firstPassage: Uint32Array;
}

export interface SetIndex extends ChunkedSet {
  readonly scan: VectorScan;
}

/** A document without a single word piece has no passage and is never found; all others have at least one. */
export function chunkSet(set: DocumentSet, count: CountPieces, budget: number): ChunkedSet {
  const articles = set.documents.map(articleOf);
  const firstPassage = new Uint32Array(articles.length + 1);
  const passages: Passage[] = [];
  for (const [ordinal, article] of articles.entries()) {
    const cut = chunkArticle(article, { count, budget, memberBodies: false });
    for (const passage of cut) if (count(passage.input) > 0) passages.push(passage);
    firstPassage[ordinal + 1] = passages.length;
  }
  return { set, articles, passages, firstPassage };
}

/** `vectors`: `Float32Array[dims]` by the hash of each passage; one that lacks is an Error. */
export function indexSet(
  chunked: ChunkedSet,
  vectors: ReadonlyMap<string, Float32Array>,
  dims: number,
  createScan: (vectors: QuantisedVectors) => VectorScan,
): SetIndex {
  const rows = chunked.passages.map(({ hash, articleId, ordinal }) => {
    const vector = vectors.get(hash);
    if (vector === undefined) throw new Error(`passage ${ordinal} of document ${articleId} has no vector`);
    return vector;
  });
  return { ...chunked, scan: createScan(quantise(rows, dims)) };
}

/** Cosine of the nearest passage of each document, `Float32Array[documents]`; -Infinity for those without any. */
export function nearestPassages({ scan, firstPassage, set }: SetIndex, query: Float32Array): Float32Array {
  const cosines = scan.cosines(query);
  return Float32Array.from(set.documents, (_, document) => {
    let best = Number.NEGATIVE_INFINITY;
    const end = firstPassage[document + 1] ?? 0;
    for (let row = firstPassage[document] ?? 0; row < end; row++) best = Math.max(best, cosines[row] ?? best);
    return best;
  });
}

function articleOf({ id, title, text, publishedAt }: SetDocument): Article {
  return plainArticle(id, { title, body: text, publishedAt });
}
