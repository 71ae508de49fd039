// One searchable archive as the engine sees it: an index of its keywords, two of its vectors, its documents and its
// columns. src/index/snapshot reads one from files; another implementation can ask a database.

import type { KeywordIndex } from "../lexical/keyword-index.ts";
import type { VectorIndex } from "../vector/vector-index.ts";
import type { Columns } from "./columns.ts";
import type { DocumentStore } from "./document-store.ts";
import type { RankingParameters } from "./ranking.ts";
import type { IndexEncoder, Settings } from "./settings.ts";

export interface ArchiveIndex {
  /** Changes with every change of the archive. */
  readonly version: string;
  /** Version of the file format. */
  readonly format: number;
  readonly settings: Settings;
  readonly ranking: RankingParameters;
  readonly encoder: IndexEncoder;
  /** Primary tags of the articles' languages, the site's own first, then by falling number of articles. */
  readonly languages: readonly string[];
  readonly size: {
    readonly articles: number;
    readonly passages: number;
    readonly terms: number;
    readonly undated: number;
  };
  readonly documents: DocumentStore;
  readonly columns: Columns;
  readonly keywords: KeywordIndex;
  /** One unit vector for each passage; its rows are the passages' numbers. */
  readonly passages: VectorIndex;
  /**
   * One unit vector for each article, which says what the whole of it is about: without `mean`, and augmented by its
   * neighbours (src/vector/article-vector.ts). Its rows are the articles' ordinals.
   */
  readonly articles: VectorIndex;
  /** `Float32Array[dims]`: the mean direction, which is subtracted from articles' vectors. */
  readonly mean: Float32Array;
}
