// One searchable archive as the engine sees it: a keyword index, two vector indexes, documents and columns.
// src/index/snapshot reads one from files; another implementation could query a database.

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
  /** Primary tags of the articles' languages: the site's language first, then by number of articles, most first. */
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
  /** One unit vector for each passage; a row is a passage's number. */
  readonly passages: VectorIndex;
  /**
   * One unit vector for each article, describing it as a whole: with `mean` subtracted, and augmented by its neighbours
   * (src/vector/article-vector.ts). A row is an article's ordinal.
   */
  readonly articles: VectorIndex;
  /** `Float32Array[dims]`: the mean direction that is subtracted from articles' vectors. */
  readonly mean: Float32Array;
}
