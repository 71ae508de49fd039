// Which requests have answers that may be kept, and the one form of each: however a request is written (order of the
// parameters, `tag[]` for `tag`, a default that is spelt out, a key), what asks the same has the same form.

import { type DeclaredFields, readUrl } from "./declared-fields.ts";
import {
  ARTICLES_PARAMETERS,
  RELATED_BY_URL_PARAMETERS,
  RELATED_PARAMETERS,
  SUGGEST_PARAMETERS,
} from "./parameters.ts";
import { readParameters } from "./read-parameters.ts";
import { readQuestion } from "./search-question.ts";

/** What a request asks for, by parameter; throws a RequestProblem for what is not accepted. */
type Read = (search: URLSearchParams, declared: DeclaredFields) => Readonly<Record<string, unknown>>;

/** By the pattern of the route. What is not here is never kept. */
export const CACHEABLE: Readonly<Record<string, Read>> = {
  "/v1/search": (search, declared) => ({ ...readQuestion(search, declared) }),
  "/v1/suggest": (search) => readParameters(search, SUGGEST_PARAMETERS),
  "/v1/articles": (search, declared) => readUrl(search, ARTICLES_PARAMETERS, declared),
  "/v1/articles/:id": (search) => readParameters(search, {}),
  "/v1/articles/:id/related": (search, declared) => readUrl(search, RELATED_PARAMETERS, declared),
  "/v1/related": (search, declared) => readUrl(search, RELATED_BY_URL_PARAMETERS, declared),
};

export interface CacheableRequest {
  /** Text that is the same for requests that ask the same, and for no others. */
  readonly form: string;
  /** What it answers with is not for everyone. */
  readonly explains: boolean;
  /** Its order moves with the time that goes by. */
  readonly ages: boolean;
}

export function cacheableRequest(
  pattern: string,
  path: Readonly<Record<string, string>>,
  asked: Readonly<Record<string, unknown>>,
): CacheableRequest {
  const values = Object.entries(asked).map(([name, value]) => [name, plainValue(name, value)]);
  return {
    form: JSON.stringify([pattern, path, values]),
    explains: asked.explain === true,
    // Related articles are compared with the article's date, searches with the present.
    ages: pattern === "/v1/search" && asked.recency !== 0,
  };
}

/** JSON of a value: a list is a set, but the answer has its facets in the order in which they were asked for. */
function plainValue(name: string, value: unknown): unknown {
  if (value instanceof Map) return [...value].map(([field, values]) => [field, plainValue(field, values)]);
  return Array.isArray(value) && name !== "facets" ? [...new Set<unknown>(value)].sort() : value;
}
