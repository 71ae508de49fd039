// Reads the parameters of a request's URL against a table: what is accepted, its default, and a clear reason
// for everything else. Parameters of the HTTP contract that this version lacks are refused by name.

import { SEARCH_MODES, type SearchMode } from "../search/search-request.ts";
import { RequestProblem } from "./problem.ts";

export const QUERY_MAX_CHARS = 512;
export const URL_MAX_CHARS = 2048;
const IGNORED = /^(?:utm_.*|fbclid|gclid|_)$/;

/** A parameter turns the text that was sent into a value, or gives null where it can't be accepted. */
interface Parameter<T> {
  readonly parse: (text: string) => T | null;
  readonly accepted: string;
  /** Used where the parameter is absent; without one the parameter is required. */
  readonly fallback?: T;
}
type Table = Readonly<Record<string, Parameter<unknown>>>;
export type Values<T extends Table> = {
  readonly [Name in keyof T]: T[Name] extends Parameter<infer V> ? V : never;
};

const FILTERS = ["section", "tag", "author", "lang", "publishedAfter", "publishedBefore"] as const;

/** In the contract, not in this version. */
export const UNAVAILABLE: Readonly<Record<"search" | "articles" | "related", readonly string[]>> = {
  search: [
    "semanticRatio",
    ...FILTERS,
    "sort",
    "recency",
    "facets",
    "passages",
    "duplicates",
    "explain",
    "key",
  ],
  articles: [...FILTERS, "key"],
  related: [
    "direction",
    "recency",
    "diversity",
    "duplicates",
    "exclude",
    ...FILTERS,
    "fallback",
    "explain",
    "format",
    "key",
  ],
};

const threshold = number(0, 1, 0);

export const SEARCH_PARAMETERS = {
  q: {
    parse: (text) => {
      const query = text.trim();
      return query !== "" && Array.from(query).length <= QUERY_MAX_CHARS ? query : null;
    },
    accepted: `text of 1 to ${QUERY_MAX_CHARS} characters`,
  } satisfies Parameter<string>,
  limit: integer(1, 50, 10),
  offset: integer(0, 1000, 0),
  mode: oneOf<SearchMode>(SEARCH_MODES, "hybrid"),
  threshold,
};

export const ARTICLES_PARAMETERS = { limit: integer(1, 50, 10), offset: integer(0, 1000, 0) };

export const RELATED_PARAMETERS = { limit: integer(1, 20, 5), threshold };

export const RELATED_BY_URL_PARAMETERS = {
  url: {
    parse: (text) =>
      text.length <= URL_MAX_CHARS && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null,
    accepted: `an absolute http(s) URL of at most ${URL_MAX_CHARS} characters`,
  } satisfies Parameter<string>,
  ...RELATED_PARAMETERS,
};

/** Values of every parameter in `table`; throws a RequestProblem for the first thing that is wrong. */
export function readParameters<T extends Table>(
  search: URLSearchParams,
  table: T,
  unavailable: readonly string[],
): Values<T> {
  const known = Object.keys(table);
  for (const sent of search.keys()) {
    const name = sent.endsWith("[]") ? sent.slice(0, -2) : sent;
    if (Object.hasOwn(table, sent) || IGNORED.test(sent)) continue;
    if (unavailable.includes(name)) {
      throw new RequestProblem({ reason: "unavailable_parameter", name, available: known });
    }
    throw new RequestProblem({ reason: "unknown_parameter", name: sent, known });
  }
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(table)) {
    const sent = search.getAll(name);
    const [text] = sent;
    if (sent.length > 1) throw new RequestProblem({ reason: "repeated_parameter", name, times: sent.length });
    if (text === undefined || (text.trim() === "" && parameter.fallback === undefined)) {
      if (parameter.fallback === undefined) {
        throw new RequestProblem({ reason: "missing_parameter", name, accepted: parameter.accepted });
      }
      values[name] = parameter.fallback;
      continue;
    }
    const value = parameter.parse(text);
    if (value === null) {
      throw new RequestProblem({
        reason: "invalid_parameter",
        name,
        sent: text,
        accepted: parameter.accepted,
      });
    }
    values[name] = value;
  }
  return values as Values<T>;
}

function integer(least: number, most: number, fallback: number): Parameter<number> {
  return {
    parse: (text) => {
      const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? value : null;
    },
    accepted: `a whole number from ${least} to ${most}`,
    fallback,
  };
}

/** Decimals as every score is written in JSON, small ones with an exponent (`1e-7`, elsewhere `1e-07`). */
function number(least: number, most: number, fallback: number): Parameter<number> {
  return {
    parse: (text) => {
      const value = /^\d{1,9}(?:\.\d{1,40})?(?:e-\d{1,3})?$/i.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? value : null;
    },
    accepted: `a number from ${least} to ${most}`,
    fallback,
  };
}

function oneOf<T extends string>(choices: readonly T[], fallback: T): Parameter<T> {
  return {
    parse: (text) => choices.find((choice) => choice === text) ?? null,
    accepted: choices.map((choice) => `\`${choice}\``).join(", "),
    fallback,
  };
}
