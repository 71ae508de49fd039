// The shapes of the API's responses, as JSON has them: types alone, with no code, so that browser code can share them
// with the function. src/answers builds responses of these shapes and describes them as schemas; docs/api.md explains
// them.

export type SearchMode = "hybrid" | "semantic" | "keyword";

/** [start, end) of words in a text, in UTF-16 units: ascending, and none touches another. */
export type Highlights = readonly (readonly [number, number])[];

/** Plain text with the query's words marked. */
export interface HighlightedText {
  readonly text: string;
  readonly highlights: Highlights;
}

export interface ArticleImage {
  readonly src: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly alt: string | null;
}

/** The stored fields of an article. The body is not one of them. */
export interface Article {
  readonly id: string;
  /** As the archive has it, so not necessarily http(s). */
  readonly url: string | null;
  readonly title: string;
  readonly summary: string | null;
  readonly sections: readonly string[];
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  /** ISO 8601 in UTC; null if the article has no date. */
  readonly publishedAt: string | null;
  readonly updatedAt: string | null;
  /** BCP 47 tag. */
  readonly lang: string;
  readonly image: ArticleImage | null;
  readonly access: "public" | "members";
  /** Custom fields of the configuration, by name. */
  readonly fields: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

interface Hit extends Article {
  /** The best part of the passage that matched; for a members-only article, its summary. */
  readonly excerpt: HighlightedText;
  /** Where the query's words are in `title`; empty without a query. */
  readonly titleHighlights: Highlights;
  /** Probability that the hit is relevant, 0..1. */
  readonly score: number;
  /** Ids of the near-duplicates that the hit represents; missing if there are none. */
  readonly duplicates?: readonly string[];
}

export interface SearchHit extends Hit {
  /** The whole passage that matched. Only with `includePassages`, and never text that is for members. */
  readonly bestPassage?: HighlightedText;
  /** Only with `explain`, and only if there was a query. */
  readonly scoreDetails?: SearchScoreDetails;
}

export interface RelatedHit extends Hit {
  /** Pinned there by an editor. */
  readonly pinned?: true;
  /** Not related: one of the newest articles, to fill up the list. */
  readonly fallback?: true;
  /** Only with `explain`. */
  readonly scoreDetails?: RelatedScoreDetails;
}

/** Where a search hit's score and place come from. */
export interface SearchScoreDetails {
  /** Null if meaning was not compared: in keyword mode, or in a language that the model does not support. */
  readonly semantic: {
    /** bestPassage + otherPassages. */
    readonly score: number;
    /** By that score, from 1. */
    readonly rank: number;
    /** Cosine between the query and the article's best passage. */
    readonly bestPassage: number;
    /** What the next best passages add; 0 or less. */
    readonly otherPassages: number;
  } | null;
  /** Null in semantic mode. */
  readonly keyword: {
    /** BM25F. */
    readonly score: number;
    /** By that score, from 1. */
    readonly rank: number;
    /** Share 0..1 of the query's words that the article has, weighted by how rare each word is (idf). */
    readonly matchedIdfShare: number;
    /** What the words add to `relevance`. */
    readonly contribution: number;
  } | null;
  /** semantic.score + keyword.contribution, or whichever of them there is. Hits are ordered by it. */
  readonly relevance: number;
  /** Log-odds of the score: first − doubt − below; the score is 1 / (1 + e^−logit). */
  readonly calibration: {
    /** Of the first hit. */
    readonly first: number;
    /** What all hits lose because the first hit lacks words of the query; below 0 if it has them in other words. */
    readonly doubt: number;
    /** The query's words that the first hit lacks, as far as they were looked at. */
    readonly lacking: readonly string[];
    /** For the distance of `relevance` from the first hit's. */
    readonly below: number;
    readonly logit: number;
  };
  /** Factor of age in the order, 0..1. */
  readonly recency: number;
}

/** Where a related hit's score and place come from. */
export interface RelatedScoreDetails {
  /** Cosine to the article or draft, and the rank by it, from 1. */
  readonly semantic: { readonly score: number; readonly rank: number };
  /** What common sections add to the cosine. */
  readonly sections: number;
  /** What common tags add. */
  readonly tags: number;
  /** What a link between the two articles adds, in either direction. */
  readonly links: number;
  /** semantic.score + sections + tags + links. The score is a calibrated probability of it. */
  readonly relevance: number;
  /** Factor of age, 0..1. */
  readonly recency: number;
  /** score × recency: candidates are ordered by it. */
  readonly rankingValue: number;
  /** What being like the hits before it cost, as a share of the best candidate's rankingValue; 0 or less. */
  readonly diversityPenalty: number;
}

interface Total {
  /** Articles above the threshold, near-duplicates counted once. */
  readonly totalHits: number;
  /** `eq`: exactly that many; `gte`: at least that many, because only the nearest were looked at. */
  readonly totalRelation: "eq" | "gte";
}

/** A word of the query, and the words of the archive that it was read as. */
export interface ReadAs {
  /** In lower case and without accents. */
  readonly word: string;
  readonly terms: readonly string[];
}

/** How the words of the query were read. */
export interface UnderstoodQuery {
  /** The word that may still be being typed, if the archive only has longer words that begin with it. */
  readonly completed: ReadAs | null;
  /** Words that the archive lacks, read as words one typing slip away. Empty with `typoTolerance=false`. */
  readonly spelling: readonly ReadAs[];
  /** Words that no article has. */
  readonly missing: readonly string[];
}

/** By facet, then by value: how many hits have that value. */
export type Facets = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface SearchAnswer extends Total {
  /** Best first; empty if nothing is above the threshold. */
  readonly hits: readonly SearchHit[];
  readonly query: string;
  readonly understood: UnderstoodQuery;
  /** The mode that was used, which may differ from the one that was requested. */
  readonly mode: SearchMode;
  /** The weight of meaning that was used, 0..1. */
  readonly semanticRatio: number;
  /** The threshold that was used, 0..1. */
  readonly threshold: number;
  readonly offset: number;
  readonly limit: number;
  /** Only the facets that were requested. */
  readonly facets?: Facets;
  /** The query was longer than the model reads. */
  readonly queryTruncated?: true;
  /** The encoder failed, so the hits were found by keywords alone. */
  readonly degraded?: true;
}

interface RelatedSummary extends Total {
  readonly threshold: number;
  readonly limit: number;
}

export interface RelatedList extends RelatedSummary {
  readonly hits: readonly RelatedHit[];
}

/** Both lists begin with what is nearest in time. */
export interface RelatedTimeline extends RelatedSummary {
  readonly before: readonly RelatedHit[];
  readonly after: readonly RelatedHit[];
}

export type RelatedAnswer = RelatedList | RelatedTimeline;

export type Suggestion =
  | {
      readonly kind: "phrase";
      readonly text: string;
      readonly highlights: Highlights;
      /** Articles that have the phrase. */
      readonly count: number;
    }
  | {
      readonly kind: "title";
      readonly text: string;
      readonly highlights: Highlights;
      readonly id: string;
      readonly url: string | null;
    };

export interface SuggestAnswer {
  readonly suggestions: readonly Suggestion[];
  readonly query: string;
  readonly limit: number;
}

export interface ArticlesAnswer extends Total {
  /** Newest first, undated ones last. */
  readonly hits: readonly Article[];
  readonly offset: number;
  readonly limit: number;
}

/** What HTTP adds to each of these. */
export interface AnswerMeta {
  /** Changes with every change of the archive. */
  readonly indexVersion: string;
  /** Missing where the clock does not run during computation, as in a Worker. */
  readonly processingTimeMs?: number;
}
