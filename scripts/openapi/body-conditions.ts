// Rules about combinations of fields in a body: a query or a filter, a draft or ids, and the fields of each type of
// event.

import { ARTICLES_PARAMETERS } from "../../src/http/parameters/parameters.ts";

/** JSON Schema keywords to add to those of the object. */
export type Conditions = Readonly<Record<string, unknown>>;

const ABSENT = { type: "null" };
const SOME_TEXT = { type: "string" };

const filled = (name: string, schema: Conditions) => ({ properties: { [name]: schema }, required: [name] });

/** A non-blank query, or a filter. */
export function queryOrFilter(declared: readonly string[]): Conditions {
  const { limit: _, offset: __, ...filters } = ARTICLES_PARAMETERS;
  const choices = Object.entries(filters).map(([name, parameter]) =>
    filled(name, "isList" in parameter ? { type: "array", minItems: 1 } : SOME_TEXT),
  );
  const fields = declared.map((name) => filled(name, { type: "array", minItems: 1 }));
  return { anyOf: [filled("q", { type: "string", pattern: "\\S" }), ...choices, ...fields] };
}

/** Either a draft or `ids`. */
export const DRAFT_OR_IDS: Conditions = {
  anyOf: [
    { properties: { draft: { type: "object" }, ids: ABSENT }, required: ["draft"] },
    { properties: { ids: { type: "array" }, draft: ABSENT }, required: ["ids"] },
  ],
};

export const FIELDS_OF_TYPE: Conditions = {
  anyOf: [
    {
      properties: { type: { const: "click" }, articleId: SOME_TEXT, query: ABSENT },
      required: ["articleId"],
    },
    {
      properties: { type: { const: "click" }, articleId: SOME_TEXT, fromArticleId: ABSENT },
      required: ["articleId"],
    },
    {
      properties: {
        type: { const: "no_results" },
        query: SOME_TEXT,
        articleId: ABSENT,
        position: ABSENT,
        fromArticleId: ABSENT,
      },
      required: ["query"],
    },
  ],
};
