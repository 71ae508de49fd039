// Results of the tools as JSON Schema: those of the HTTP API. Fields that are named must be there; others may be added.

import { articleSchema, relatedAnswerSchema, searchAnswerSchema } from "../../answers/answer-schemas.ts";
import { schemaOfAnswer } from "./input-schema.ts";

export const SEARCH_OUTPUT = schemaOfAnswer(searchAnswerSchema);

/** This tool always relates to one article. */
export const RELATED_OUTPUT = schemaOfAnswer(
  relatedAnswerSchema.omit({ ids: true }).extend({ id: relatedAnswerSchema.shape.id.unwrap() }),
);

export const ARTICLE_OUTPUT = schemaOfAnswer(articleSchema);
