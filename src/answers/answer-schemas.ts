// Schemas of the API's responses. The API description and the tools of the Model Context Protocol are generated from
// them, and tests check responses against them; the server itself doesn't parse with them. Every field is present
// unless it is optional, and new ones may be added at any time.

import { z } from "zod";
import { SEARCH_MODES } from "../engine/search-request.ts";
import { storedArticleSchema } from "../index/stored-article.ts";

const count = z.int().min(0);
const rank = z.int().min(1);
const probability = z.number().min(0).max(1);
const highlights = z
  .array(z.array(count).length(2))
  .describe("[start, end) of the query's words in the text, in UTF-16 units.");
const indexVersion = z.string().describe("Changes whenever the archive changes.");
const processingTimeMs = z
  .number()
  .min(0)
  .optional()
  .describe("Only where the clock runs during computation, which it doesn't in a Worker.");
const threshold = probability.describe("The threshold that was used.");
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
  publishedAt: stored.publishedAt.describe("ISO 8601 in UTC; null if the article is undated."),
  updatedAt: stored.updatedAt.describe("ISO 8601 in UTC."),
  lang: stored.lang.describe("BCP 47 language tag."),
  image: stored.image.describe("`src`, `width`, `height` and `alt`."),
  access: stored.access.describe("A members-only article can be found, but its body is never returned."),
  fields: stored.fields.describe("The custom fields of the configuration."),
});

const passage = z.looseObject({ text: z.string(), highlights });

const hitSchema = articleSchema.extend({
  excerpt: passage.describe(
    "The best part of the passage that matched; for a members-only article, its summary.",
  ),
  titleHighlights: highlights.describe(
    "[start, end) of the query's words in `title`; empty without a query.",
  ),
  score: probability.describe("The probability that the hit answers the query, or is related."),
  duplicates: z.array(z.string()).optional().describe("Ids of the near-duplicates the hit represents."),
});

const readAs = z.looseObject({
  word: z.string().describe("The word of the query, in lower case and without accents."),
  terms: z.array(z.string()).describe("The archive's words that were searched for instead."),
});

const understood = z.looseObject({
  completed: readAs.nullable().describe("The last word, if it was read as the beginning of longer words."),
  spelling: z.array(readAs).describe("Words the archive doesn't have, corrected by one typo."),
  missing: z.array(z.string()).describe("Words no article has."),
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
  hits: z.array(searchHitSchema).describe("Best first; empty if nothing is above the threshold."),
  query: z.string(),
  understood: understood.describe("How the query's words were read."),
  mode: z.enum(SEARCH_MODES).describe("The mode that was used."),
  semanticRatio: probability.describe("The weight that was used."),
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
  queryTruncated: z.literal(true).optional().describe("The query was too long for the model and was cut."),
  degraded: z
    .literal(true)
    .optional()
    .describe("The encoder failed, so the response is by keywords alone. It is not cached."),
  processingTimeMs,
  indexVersion,
});

export const suggestAnswerSchema = z.looseObject({
  suggestions: z.array(
    z.looseObject({
      kind: z.enum(["phrase", "title"]),
      text: z.string(),
      highlights,
      count: rank.optional().describe("For a phrase: the number of articles with it."),
      id: z.string().optional().describe("For a title: the article's id."),
      url: z.string().nullable().optional().describe("For a title: the article's URL."),
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
  totalHits: count.describe("Number of articles that pass the filters."),
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
  pinned: z.literal(true).optional().describe("An editor put the article into this list."),
  fallback: z.literal(true).optional().describe("Not related: one of the newest articles, to fill the list."),
  scoreDetails: relatedDetailsSchema.optional().describe("Only with `explain`."),
});

export const relatedAnswerSchema = z.looseObject({
  id: z.string().describe("The article that the hits are related to.").optional(),
  ids: z
    .array(z.string())
    .optional()
    .describe("The same for several articles; for a draft, neither is there."),
  hits: z.array(relatedHitSchema).optional().describe("Not in a timeline."),
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
  version: z.string().describe("The function's version."),
  indexVersion,
  snapshotFormat: rank,
  encoder: z.looseObject({
    fingerprint: z.string(),
    dims: rank,
    model: z.string(),
    languages: z.array(z.string()),
  }),
  counts: z.looseObject({
    articles: count.describe("Articles published by now."),
    passages: count,
    terms: count,
    undated: count,
    removed: count.describe("Ids on the removal list."),
  }),
});

export const errorAnswerSchema = z.looseObject({
  message: z.string().describe("For people: what is wrong, and what is accepted."),
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
  link: z.string().nullable().describe("The section of the API reference on this error."),
  requestId: z.string().describe("The same as in `X-Request-Id`."),
});
