// What the tools answer, as JSON Schema. The answers are those of the HTTP API; a field that is added there is allowed
// here at once, a field that is named here must be there.

import { z } from "zod";
import { storedArticleSchema } from "../snapshot/format.ts";
import { schemaOfAnswer } from "./input-schema.ts";

const count = z.int().min(0);
const probability = z.number().min(0).max(1);
const highlights = z
  .array(z.array(count).length(2))
  .describe("[start, end) of the query's words in the text, in UTF-16 units.");

const article = z.looseObject(storedArticleSchema.shape);
const hit = article.extend({
  excerpt: z.string().describe("The best part of what matched; of a members-only article its summary."),
  highlights,
  score: probability.describe("How likely the hit is an answer, or related."),
  duplicates: z.array(z.string()).optional().describe("Ids of near-duplicates that the hit stands for."),
});

const totals = {
  threshold: probability,
  limit: count,
  estimatedTotalHits: count,
  totalIsExact: z.boolean(),
  indexVersion: z.string(),
};

export const SEARCH_OUTPUT = schemaOfAnswer(
  z.looseObject({
    hits: z.array(hit.extend({ bestPassage: z.looseObject({ text: z.string(), highlights }).optional() })),
    query: z.string(),
    mode: z.string(),
    semanticRatio: z.number(),
    offset: count,
    ...totals,
    truncated: z.literal(true).optional(),
  }),
);

const relatedHits = z.array(
  hit.extend({ pinned: z.literal(true).optional(), fallback: z.literal(true).optional() }),
);

export const RELATED_OUTPUT = schemaOfAnswer(
  z.looseObject({
    id: z.string().describe("The article that the others are related to."),
    hits: relatedHits.optional().describe("All but a timeline."),
    before: relatedHits.optional().describe("A timeline's earlier articles, newest first."),
    after: relatedHits.optional().describe("A timeline's later articles, oldest first."),
    ...totals,
  }),
);

export const ARTICLE_OUTPUT = schemaOfAnswer(article);
