// What the API answers, as schemas: the description of the API and the tools of the Model Context Protocol are made from
// them, and tests hold answers to them. Nothing is parsed by them. A field that is named here is there, unless it is
// optional; others may be added at any time.

import { z } from "zod";
import { SEARCH_MODES } from "../engine/search-request.ts";
import { storedArticleSchema } from "../index/stored-article.ts";

const count = z.int().min(0);
const rank = z.int().min(1);
const probability = z.number().min(0).max(1);
const highlights = z
  .array(z.array(count).length(2))
  .describe("[start, end) of the query's words in the text, in UTF-16 units.");
const indexVersion = z.string().describe("Changes with every change of the archive.");
const processingTimeMs = z.number().min(0).optional().describe("Where the clock runs during computation.");
const threshold = probability.describe("The one that was used.");
const totalHits = count.describe("Articles above the threshold, near-duplicates counted once.");
const totalRelation = z
  .enum(["eq", "gte"])
  .describe(
    "`eq`: `totalHits` is exact. `gte`: it is a lower bound, because only the nearest were looked at.",
  );

const stored = storedArticleSchema.shape;

export const articleSchema = z.looseObject({
  ...stored,
  url: stored.url.describe("Absolute http(s) URL."),
  summary: stored.summary.describe("Plain text."),
  publishedAt: stored.publishedAt.describe("ISO 8601 in UTC; null where the article has no date."),
  updatedAt: stored.updatedAt.describe("ISO 8601 in UTC."),
  lang: stored.lang.describe("BCP 47 language tag."),
  image: stored.image.describe("`src`, `width`, `height` and `alt`."),
  access: stored.access.describe("A members-only article is found, and its body is in no answer."),
  fields: stored.fields.describe("Fields that the configuration declares."),
});

const passage = z.looseObject({ text: z.string(), highlights });

const hitSchema = articleSchema.extend({
  excerpt: passage.describe(
    "The best part of the passage that matched; for a members-only article, its summary.",
  ),
  titleHighlights: highlights.describe("The same in `title`; empty without a query."),
  score: probability.describe("How likely the hit is an answer, or related."),
  duplicates: z.array(z.string()).optional().describe("Ids of near-duplicates that the hit stands for."),
});

const readAs = z.looseObject({
  word: z.string().describe("In lower case and without accents."),
  terms: z.array(z.string()).describe("Words of the archive."),
});

const understood = z.looseObject({
  completed: readAs.nullable().describe("The last word, read as the beginning of longer words."),
  spelling: z.array(readAs).describe("Words that the archive lacks, read as words one typing slip away."),
  missing: z.array(z.string()).describe("Words that no article has."),
});

const searchDetailsSchema = z.looseObject({
  semantic: z
    .looseObject({ score: z.number(), rank, bestPassage: z.number(), otherPassages: z.number() })
    .nullable(),
  keyword: z
    .looseObject({ score: z.number(), rank, matchedIdfShare: z.number(), contribution: z.number() })
    .nullable(),
  relevance: z.number(),
  calibration: z.looseObject({
    first: z.number(),
    doubt: z.number(),
    lacking: z.array(z.string()),
    below: z.number(),
    logit: z.number(),
  }),
  recency: z.number(),
});

export const searchHitSchema = hitSchema.extend({
  bestPassage: passage.optional().describe("Only with `includePassages`."),
  scoreDetails: searchDetailsSchema.optional().describe("Only with `explain`."),
});

export const searchAnswerSchema = z.looseObject({
  hits: z.array(searchHitSchema).describe("Best first; empty where nothing is above the threshold."),
  query: z.string(),
  understood: understood.describe("How the words of the query were read."),
  mode: z.enum(SEARCH_MODES).describe("The one that was used."),
  semanticRatio: probability.describe("The one that was used."),
  threshold,
  offset: count,
  limit: count,
  totalHits,
  totalRelation,
  facets: z
    .record(z.string(), z.record(z.string(), rank))
    .optional()
    .describe(
      "By facet (`sections`, `tags`, `authors`, `langs`, `years` and custom fields): how many hits have each value. Only with `facets`.",
    ),
  queryTruncated: z.literal(true).optional().describe("The query was longer than the model reads."),
  degraded: z
    .literal(true)
    .optional()
    .describe("The query couldn't be encoded right now, so it was searched by keywords alone. Not cached."),
  processingTimeMs,
  indexVersion,
});

export const suggestAnswerSchema = z.looseObject({
  suggestions: z.array(
    z.looseObject({
      kind: z.enum(["phrase", "title"]),
      text: z.string(),
      highlights,
      count: rank.optional().describe("Of a phrase: articles that have it."),
      id: z.string().optional().describe("Of a title: the article."),
      url: z.string().nullable().optional().describe("Of a title."),
    }),
  ),
  query: z.string(),
  limit: count,
  processingTimeMs,
  indexVersion,
});

export const articlesAnswerSchema = z.looseObject({
  hits: z.array(articleSchema).describe("Newest first, undated ones last."),
  offset: count,
  limit: count,
  totalHits: count.describe("Articles that pass the filters."),
  totalRelation,
  processingTimeMs,
  indexVersion,
});

const relatedDetailsSchema = z.looseObject({
  semantic: z.looseObject({ score: z.number(), rank }),
  sections: z.number(),
  tags: z.number(),
  links: z.number(),
  relevance: z.number(),
  recency: z.number(),
  rankingValue: z.number(),
  diversityPenalty: z.number(),
});

export const relatedHitSchema = hitSchema.extend({
  pinned: z.literal(true).optional().describe("Put there by an editor."),
  fallback: z.literal(true).optional().describe("Not related: among the newest."),
  scoreDetails: relatedDetailsSchema.optional().describe("Only with `explain`."),
});

export const relatedAnswerSchema = z.looseObject({
  id: z.string().describe("The article that the others are related to.").optional(),
  ids: z.array(z.string()).optional().describe("The same, of several; neither for a draft."),
  hits: z.array(relatedHitSchema).optional().describe("All but a timeline."),
  before: z.array(relatedHitSchema).optional().describe("A timeline's earlier articles, newest first."),
  after: z.array(relatedHitSchema).optional().describe("A timeline's later articles, oldest first."),
  threshold,
  limit: count,
  totalHits,
  totalRelation,
  processingTimeMs,
  indexVersion,
});

export const healthAnswerSchema = z.looseObject({
  status: z.literal("ok"),
  version: z.string().describe("Of the function."),
  indexVersion,
  snapshotFormat: rank,
  encoder: z.looseObject({
    fingerprint: z.string(),
    dims: rank,
    model: z.string(),
    languages: z.array(z.string()),
  }),
  counts: z.looseObject({
    articles: count.describe("Published now."),
    passages: count,
    terms: count,
    undated: count,
    removed: count.describe("Ids on the list of removed articles."),
  }),
});

export const errorAnswerSchema = z.looseObject({
  message: z.string().describe("What was sent and what is accepted, for people."),
  code: z.string().describe("For programs."),
  type: z.enum([
    "invalid_request",
    "unauthorized",
    "forbidden",
    "not_found",
    "too_many_requests",
    "unavailable",
    "internal",
  ]),
  link: z.string().nullable().describe("The section of the reference that explains the code."),
  requestId: z.string().describe("As in `X-Request-Id`."),
});
