// What the tools answer, as JSON Schema: the answers of the HTTP API. A field that is added there is allowed here at once,
// a field that is named there must be there.

import { articleSchema, relatedAnswerSchema, searchAnswerSchema } from "../../answers/answer-schemas.ts";
import { schemaOfAnswer } from "./input-schema.ts";

export const SEARCH_OUTPUT = schemaOfAnswer(searchAnswerSchema);

/** A tool always relates to one article. */
export const RELATED_OUTPUT = schemaOfAnswer(
  relatedAnswerSchema.omit({ ids: true }).extend({ id: relatedAnswerSchema.shape.id.unwrap() }),
);

export const ARTICLE_OUTPUT = schemaOfAnswer(articleSchema);
