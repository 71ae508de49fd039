// The parameters of every route by name: what is accepted and what holds where one is absent. Those of the HTTP
// contract that this version lacks are listed as well, since they are refused by name.

import { z } from "zod";
import { DIRECTIONS } from "../search/related-request.ts";
import { SEARCH_MODES } from "../search/search-request.ts";
import { flag, ids, integer, oneOf, optionalId, optionalInteger, share, textOf } from "./parameter.ts";

export const QUERY_MAX_CHARS = 512;
export const URL_MAX_CHARS = 2048;
/** Articles whose common coverage is asked for. */
export const IDS_MAX = 10;
export const EXCLUDE_MAX = 100;
/** Place in a list of the last hit that can be asked for. */
export const POSITION_MAX = 1050;

const FILTERS = ["section", "tag", "author", "lang", "publishedAfter", "publishedBefore"] as const;

/** In the contract, not in this version. */
export const UNAVAILABLE = {
  search: [...FILTERS, "sort", "facets"],
  articles: [...FILTERS],
  related: [...FILTERS, "format"],
  // A draft has a language of its own.
  relatedBody: [...FILTERS.filter((name) => name !== "lang"), "format"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const queryText = z
  .string()
  .trim()
  .min(1)
  .refine((query) => Array.from(query).length <= QUERY_MAX_CHARS);

const webAddress = z
  .string()
  .max(URL_MAX_CHARS)
  .regex(/^https?:\/\//i)
  .refine((url) => URL.canParse(url));

const languageTag = z.string().refine((tag) => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
});

const moment = z.iso
  .datetime({ offset: true })
  .refine((text) => !Number.isNaN(Date.parse(text)))
  .transform((text) => Date.parse(text));

const duplicates = oneOf(["collapse", "include"], "collapse");

export const SEARCH_PARAMETERS = {
  q: textOf(queryText, `text of 1 to ${QUERY_MAX_CHARS} characters`),
  limit: integer(1, 50, 10),
  offset: integer(0, 1000, 0),
  mode: oneOf(SEARCH_MODES, "hybrid"),
  semanticRatio: share(null),
  threshold: share(null),
  recency: share(0),
  passages: flag(),
  duplicates,
  explain: flag(),
};

export const ARTICLES_PARAMETERS = { limit: integer(1, 50, 10), offset: integer(0, 1000, 0) };

export const RELATED_PARAMETERS = {
  limit: integer(1, 20, 5),
  direction: oneOf(DIRECTIONS, "any"),
  recency: share(null),
  diversity: share(null),
  duplicates,
  exclude: ids(0, EXCLUDE_MAX, []),
  threshold: share(null),
  fallback: oneOf(["none", "recent"], "none"),
  explain: flag(),
};

export const RELATED_BY_URL_PARAMETERS = {
  url: textOf(webAddress, `an absolute http(s) URL of at most ${URL_MAX_CHARS} characters`),
  ...RELATED_PARAMETERS,
};

/** Fields of a JSON body that say what related articles are sought for; a draft's or `ids`. */
export const SUBJECT_FIELDS = {
  text: textOf(z.string(), "a draft's text", null),
  title: textOf(z.string(), "a draft's title as text", null),
  lang: textOf(languageTag, 'a BCP 47 language tag such as "en" or "pt-BR"', null),
  publishedAt: textOf(
    moment,
    'an ISO 8601 date and time with its zone, such as "2025-06-24T08:00:00Z"',
    null,
  ),
  ids: ids(1, IDS_MAX, null),
};

export const RELATED_BODY = { ...SUBJECT_FIELDS, ...RELATED_PARAMETERS };

/** Fields of an event; which of them belong to which type, the route says. */
export const EVENT_FIELDS = {
  type: textOf(z.enum(["click", "no_results"]), "`click`, `no_results`"),
  query: textOf(queryText, `text of 1 to ${QUERY_MAX_CHARS} characters`, null),
  articleId: optionalId(),
  position: optionalInteger(1, POSITION_MAX),
  fromArticleId: optionalId(),
};
