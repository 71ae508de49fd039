// Decides which requests have cacheable responses, and gives each a canonical form. Requests that mean the same have
// the same form, however they are written: any order of parameters, `tag[]` for `tag`, a default spelt out, a key.

import { type DeclaredFields, readUrl } from "./declared-fields.ts";
import {
  ARTICLES_PARAMETERS,
  RELATED_BY_URL_PARAMETERS,
  RELATED_PARAMETERS,
  SUGGEST_PARAMETERS,
} from "./parameters.ts";
import { readParameters } from "./read-parameters.ts";
import { readQuestion } from "./search-question.ts";

/** Returns the values of a request's parameters; throws a RequestProblem if one is not accepted. */
type Read = (search: URLSearchParams, declared: DeclaredFields) => Readonly<Record<string, unknown>>;

/** By the pattern of the route. Responses of other routes are never cached. */
export const CACHEABLE: Readonly<Record<string, Read>> = {
  "/v1/search": (search, declared) => ({ ...readQuestion(search, declared) }),
  "/v1/suggest": (search) => readParameters(search, SUGGEST_PARAMETERS),
  "/v1/articles": (search, declared) => readUrl(search, ARTICLES_PARAMETERS, declared),
  "/v1/articles/:id": (search) => readParameters(search, {}),
  "/v1/articles/:id/related": (search, declared) => readUrl(search, RELATED_PARAMETERS, declared),
  "/v1/related": (search, declared) => readUrl(search, RELATED_BY_URL_PARAMETERS, declared),
};

export interface CacheableRequest {
  /** The canonical form: two requests have the same one if and only if they mean the same. */
  readonly form: string;
  /** The response includes details that are not for everyone. */
  readonly explains: boolean;
  /** The order of the hits changes as time passes. */
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
    // Age is measured from the article's date for related articles, but from the present for searches.
    ages: pattern === "/v1/search" && asked.recency !== 0,
  };
}

/** A value for the JSON form. Lists are sets, so they are sorted, except `facets`: responses follow its order. */
function plainValue(name: string, value: unknown): unknown {
  if (value instanceof Map) return [...value].map(([field, values]) => [field, plainValue(field, values)]);
  return Array.isArray(value) && name !== "facets" ? [...new Set<unknown>(value)].sort() : value;
}
