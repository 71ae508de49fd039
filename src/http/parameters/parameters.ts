// The parameters of every route by name, with accepted values and defaults. Requests are read by these tables, and the
// API description is generated from them. It can't see checks in code, so those are repeated as metadata.

import { z } from "zod";
import { DIRECTIONS } from "../../engine/related-request.ts";
import { SEARCH_MODES, SORTS } from "../../engine/search-request.ts";
import { LABEL_KINDS } from "../../index/facet-values.ts";
import {
  flag,
  id,
  ids,
  integer,
  moment,
  names,
  oneOf,
  optionalId,
  optionalInteger,
  type Parameter,
  share,
  someOf,
  textOf,
  trimmedText,
  years,
} from "./parameter.ts";
import { IGNORED, type Values } from "./read-parameters.ts";

export const QUERY_MAX_CHARS = 512;
export const URL_MAX_CHARS = 2048;
/** The most articles that one request can name as the subject of a related list. */
export const IDS_MAX = 10;
export const EXCLUDE_MAX = 100;
/** Position of the last hit that any request can reach. */
export const POSITION_MAX = 1050;

const queryText = trimmedText(0, QUERY_MAX_CHARS);

/** Lists letters in both cases, because a schema's pattern has no flags. */
const webAddress = z
  .string()
  .regex(/^[Hh][Tt][Tt][Pp][Ss]?:\/\//)
  .refine((url) => Array.from(url).length <= URL_MAX_CHARS && URL.canParse(url))
  .meta({ maxLength: URL_MAX_CHARS, format: "uri" });

/** Language, script, region and variants; Intl rejects repeated variants. */
const languageTag = z
  .string()
  .regex(
    /^(?:[A-Za-z]{2,3}|[A-Za-z]{5,8})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3})){0,4}$/,
  )
  .refine((tag) => {
    try {
      return Intl.getCanonicalLocales(tag).length === 1;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  });

const timestamp = z.iso
  .datetime({ offset: true })
  .refine((text) => !Number.isNaN(Date.parse(text)))
  .transform((text) => Date.parse(text));

const duplicates = oneOf(["collapse", "include"], "collapse");

/** The filters of every archive; declared-fields.ts adds those by declared fields. */
const FILTERS = {
  section: names(),
  tag: names(),
  author: names(),
  lang: names(),
  year: years(),
  publishedAfter: moment(),
  publishedBefore: moment(),
};

/** It may be empty only if there is a filter: search-question.ts checks both. */
const query: Parameter<string> = {
  ...textOf(queryText, `text of up to ${QUERY_MAX_CHARS} characters`),
  absent: "",
};

const someText = trimmedText(1, QUERY_MAX_CHARS);
/** The text that the reader is typing. */
const typed = textOf(someText, `text of 1 to ${QUERY_MAX_CHARS} characters`);

export const SEARCH_PARAMETERS = {
  q: query,
  limit: integer(1, 50, 10),
  offset: integer(0, 1000, 0),
  mode: oneOf(SEARCH_MODES, "hybrid"),
  semanticRatio: share(null),
  threshold: share(null),
  ...FILTERS,
  sort: oneOf(SORTS, "relevance"),
  recency: share(0),
  facets: someOf(LABEL_KINDS),
  includePassages: flag(),
  typoTolerance: flag(true),
  duplicates,
  explain: flag(),
};

export const SUGGEST_PARAMETERS = { q: typed, limit: integer(1, 10, 5) };

export const ARTICLES_PARAMETERS = { limit: integer(1, 50, 10), offset: integer(0, 1000, 0), ...FILTERS };

export const RELATED_PARAMETERS = {
  limit: integer(1, 20, 5),
  direction: oneOf(DIRECTIONS, "any"),
  recency: share(null),
  diversity: share(null),
  duplicates,
  exclude: ids(0, EXCLUDE_MAX, []),
  ...FILTERS,
  threshold: share(null),
  fallback: oneOf(["none", "recent"], "none"),
  explain: flag(),
  format: oneOf(["json", "html"], "json"),
};

const URL_ACCEPTED = `an absolute http(s) URL of at most ${URL_MAX_CHARS} characters`;

/** One article, by id or URL; for callers that can't put an id in a path. */
export const ARTICLE_FIELDS = { id: id(), url: textOf(webAddress, URL_ACCEPTED, null) };

export const RELATED_BY_URL_PARAMETERS = {
  url: textOf(webAddress, URL_ACCEPTED),
  ...RELATED_PARAMETERS,
};

/** A text that is not in the archive. */
export const DRAFT_FIELDS = {
  title: textOf(z.string(), "the draft's title as text", null),
  // The encoder limits the length of title and text together; too long is a 413.
  text: textOf(z.string().meta({ minLength: 1 }), "the draft's text"),
  lang: textOf(languageTag, 'a BCP 47 language tag such as "en" or "pt-BR"', null),
  publishedAt: textOf(
    timestamp,
    'an ISO 8601 date and time with its zone, such as "2025-06-24T08:00:00Z"',
    null,
  ),
};

const draft: Parameter<Values<typeof DRAFT_FIELDS> | null> = {
  // Objects are read field by field; the schema only has to reject other values.
  schema: z.custom<Values<typeof DRAFT_FIELDS>>(() => false),
  fromText: (text) => text,
  accepted: "an object with `text` and optionally `title`, `lang` and `publishedAt`",
  absent: null,
  fields: DRAFT_FIELDS,
};

/** The two fields of a JSON body that name the subject; exactly one of them is required. */
export const SUBJECT_FIELDS = { draft, ids: ids(1, IDS_MAX, null) };

export const RELATED_BODY = { ...SUBJECT_FIELDS, ...RELATED_PARAMETERS };

const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...[SEARCH_PARAMETERS, ARTICLES_PARAMETERS, RELATED_BY_URL_PARAMETERS, RELATED_BODY].flatMap((table) =>
    Object.keys(table),
  ),
  // And the names of facets in a response.
  ...LABEL_KINDS.flatMap((kind) => [kind, `${kind}s`]),
]);

/** Whether a name already has a meaning on some route, so that an archive can't declare a field by that name. */
export function isReservedName(name: string): boolean {
  return RESERVED_NAMES.has(name) || IGNORED.test(name);
}

/** Fields of an event; the route says which of them belong to which type. */
export const EVENT_FIELDS = {
  type: textOf(z.enum(["click", "no_results"]), "`click` or `no_results`"),
  query: textOf(someText, `text of 1 to ${QUERY_MAX_CHARS} characters`, null),
  articleId: optionalId(),
  position: optionalInteger(1, POSITION_MAX),
  fromArticleId: optionalId(),
};
