// The operations of the API, in the order in which the reference shows them: path, what it takes, what it answers and how
// it can fail. Parameters come from the tables by which requests are read.

import { createRoute, type RouteConfig } from "@hono/zod-openapi";
import { type DeclaredFields, withFields } from "../../src/http/parameters/declared-fields.ts";
import { keywordsOf } from "../../src/http/parameters/field-schemas.ts";
import {
  ARTICLE_FIELDS,
  ARTICLES_PARAMETERS,
  EVENT_FIELDS,
  RELATED_BODY,
  RELATED_BY_URL_PARAMETERS,
  RELATED_PARAMETERS,
  SEARCH_PARAMETERS,
  SUGGEST_PARAMETERS,
} from "../../src/http/parameters/parameters.ts";
import type { Table } from "../../src/http/parameters/read-parameters.ts";
import { type Conditions, DRAFT_OR_IDS, FIELDS_OF_TYPE, queryOrFilter } from "./body-conditions.ts";
import { errorResponses, type Failing, headerRefs } from "./error-responses.ts";
import {
  type AnswerName,
  bodySchema,
  type JsonSchema,
  jsonSchema,
  queryParameters,
  refTo,
} from "./json-schemas.ts";
import { MCP_OPERATION } from "./mcp-operation.ts";

export interface Described {
  readonly declared: DeclaredFields;
  /** Whether events are accepted. */
  readonly events: boolean;
}

/** Where keys are configured, either will do; without any, neither is needed. */
const KEYS: Record<string, string[]>[] = [{}, { bearer: [] }, { key: [] }];

const ID = {
  name: "id",
  in: "path" as const,
  required: true,
  description: `Accepted is ${ARTICLE_FIELDS.id.accepted}.`,
  schema: jsonSchema(keywordsOf(ARTICLE_FIELDS.id.schema)),
};

const IF_NONE_MATCH = {
  name: "If-None-Match",
  in: "header" as const,
  required: false,
  description:
    "Tags of answers that the client has, or `*`: where the answer is one of them, it is a 304 without a body.",
  schema: jsonSchema({ type: "string" }),
};

/** From an answer to what it is about: where its first hit's id can be used. */
const LINKS = {
  article: {
    operationId: "getArticle",
    parameters: { id: "$response.body#/hits/0/id" },
    description: "Stored fields of the first hit.",
  },
  related: {
    operationId: "relatedToArticle",
    parameters: { id: "$response.body#/hits/0/id" },
    description: "Related articles of the first hit.",
  },
};

interface Operation extends Pick<Failing, "missing" | "hasPrivate" | "notFound" | "hasFragment"> {
  readonly method: "get" | "post";
  readonly path: string;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  /** Of its URL where it is a GET, of its body where it is a POST. */
  readonly table: Table;
  /** Whose meanings its parameters have. */
  readonly meanings?: string;
  readonly conditions?: Conditions;
  readonly bodyTypes?: readonly string[];
  /** null: an answer without a body. */
  readonly answer: AnswerName | null;
  readonly hasLinks?: boolean;
}

export function operations({ declared, events }: Described): RouteConfig[] {
  const filtered = (table: Table) => withFields(table, declared);
  const search = filtered(SEARCH_PARAMETERS);
  const related = filtered(RELATED_PARAMETERS);
  const relatedNotes = { tag: "Related", meanings: "related", hasPrivate: true, hasFragment: true } as const;
  const all: Operation[] = [
    {
      method: "get",
      path: "/v1/search",
      operationId: "search",
      tag: "Search",
      summary: "Search the archive",
      description:
        "Hits for a query, by meaning and by words, or what filters let through. One of `q` and the filters is needed. " +
        "Nothing relevant is an empty list with status 200.",
      table: search,
      missing: ["q"],
      hasPrivate: true,
      answer: "SearchAnswer",
    },
    {
      method: "post",
      path: "/v1/search",
      operationId: "searchByBody",
      tag: "Search",
      summary: "The same, asked for by a JSON body",
      description: "For long lists. Options in the URL are refused; `null` is absent.",
      table: search,
      missing: ["q"],
      conditions: queryOrFilter(declared.filterFields),
      hasPrivate: true,
      answer: "SearchAnswer",
    },
    {
      method: "get",
      path: "/v1/suggest",
      operationId: "suggest",
      tag: "Search",
      summary: "Completions of what is being typed",
      description: "Titles and phrases of the archive. One slip of the keyboard is forgiven.",
      table: SUGGEST_PARAMETERS,
      meanings: "suggest",
      missing: ["q"],
      answer: "SuggestAnswer",
    },
    {
      method: "get",
      path: "/v1/articles",
      operationId: "listArticles",
      tag: "Articles",
      summary: "The archive, newest first",
      description: "All of it, or what filters let through.",
      table: filtered(ARTICLES_PARAMETERS),
      answer: "ArticlesAnswer",
      hasLinks: true,
    },
    {
      method: "get",
      path: "/v1/articles/{id}",
      operationId: "getArticle",
      tag: "Articles",
      summary: "Stored fields of one article",
      description: "Not its body.",
      table: {},
      notFound: ["article_not_found", "route_not_found"],
      answer: "Article",
    },
    {
      ...relatedNotes,
      method: "get",
      path: "/v1/articles/{id}/related",
      operationId: "relatedToArticle",
      summary: "Related articles of one in the archive",
      description:
        "Candidates are ordered by `score / (ageDays/365 + 1)^recency`. Pinned articles come first.",
      table: related,
      notFound: ["article_not_found", "route_not_found"],
      answer: "RelatedAnswer",
    },
    {
      ...relatedNotes,
      method: "get",
      path: "/v1/related",
      operationId: "relatedToUrl",
      summary: "The same, found by the article's public URL",
      description:
        "The URL is matched exactly, then without fragment and tracking parameters, then without scheme, `www.`, trailing " +
        "slash and `/amp`.",
      table: filtered(RELATED_BY_URL_PARAMETERS),
      missing: ["url"],
      notFound: ["article_not_found"],
      answer: "RelatedAnswer",
    },
    {
      ...relatedNotes,
      method: "post",
      path: "/v1/related",
      operationId: "relatedToBody",
      summary: "Related articles of a draft, or of several articles",
      description:
        "Either a draft (`text`) or `ids`. Nothing of a draft is stored. Options in the URL are refused; `null` is absent.",
      table: filtered(RELATED_BODY),
      meanings: "relatedBody",
      missing: ["text"],
      conditions: DRAFT_OR_IDS,
      notFound: ["article_not_found"],
      answer: "RelatedAnswer",
    },
  ];
  const clicks: Operation = {
    method: "post",
    path: "/v1/events",
    operationId: "sendEvent",
    tag: "Events",
    summary: "Report a click, or a search without a result",
    description:
      "One event a request, of at most 8 KiB. It holds nothing of the reader. A beacon may send it as text.",
    table: EVENT_FIELDS,
    missing: ["type", "query", "articleId"],
    conditions: FIELDS_OF_TYPE,
    bodyTypes: ["application/json", "text/plain"],
    answer: null,
  };
  const routes = [...all, ...(events ? [clicks] : [])].map(routeOf);
  return [...routes, MCP_OPERATION, HEALTH, DOCUMENT];
}

const JSON_ONLY = ["application/json"];

function routeOf(operation: Operation): RouteConfig {
  const { method, path, operationId, tag, summary, description, table, conditions, answer } = operation;
  const { meanings = "", bodyTypes = JSON_ONLY, hasLinks = false, hasFragment = false } = operation;
  const isPost = method === "post";
  const inPath = path.includes("{id}") ? [ID] : [];
  const body = isPost ? requestOf(bodyTypes, bodySchema(table, meanings, conditions)) : {};
  const content = answer === null ? {} : contentOf(answer, hasFragment);
  const success =
    answer === null ? noContent() : isPost ? answered(content) : keptAnswered(content, hasLinks);
  return createRoute({
    method,
    path,
    operationId,
    tags: [tag],
    summary,
    description,
    security: KEYS,
    parameters: isPost ? inPath : [...inPath, ...queryParameters(table, meanings), IF_NONE_MATCH],
    ...body,
    responses: {
      ...success,
      // A POST asks for a fragment in its body, and its errors are JSON.
      ...errorResponses({
        ...operation,
        isGuarded: true,
        hasBody: isPost,
        hasFragment: hasFragment && !isPost,
      }),
    },
  });
}

function requestOf(types: readonly string[], schema: JsonSchema) {
  const asText = jsonSchema({ type: "string", contentMediaType: "application/json", contentSchema: schema });
  const content = types.map((type) => [type, { schema: type === "application/json" ? schema : asText }]);
  return { request: { body: { required: true, content: Object.fromEntries(content) } } };
}

type Content = Record<string, { schema: JsonSchema | { $ref: string } }>;

function contentOf(answer: AnswerName, hasFragment = false): Content {
  const content: Content = { "application/json": { schema: refTo(answer) } };
  if (hasFragment) content["text/html"] = { schema: jsonSchema({ type: "string" }) };
  return content;
}

function noContent(): RouteConfig["responses"] {
  return { 204: { description: "Taken.", headers: headerRefs() } };
}

function answered(content: Content): RouteConfig["responses"] {
  return { 200: { description: "The answer.", headers: headerRefs(), content } };
}

/** What a client may keep and ask for again. */
function keptAnswered(content: Content, hasLinks = false): RouteConfig["responses"] {
  const headers = headerRefs("ETag");
  return {
    200: { description: "The answer.", headers, content, ...(hasLinks ? { links: LINKS } : {}) },
    304: { description: "The answer is still the one whose tag was sent.", headers },
  };
}

const HEALTH = createRoute({
  method: "get",
  path: "/healthz",
  operationId: "health",
  tags: ["Operation"],
  summary: "Whether the function can answer",
  description: "Versions, counts and fingerprints. Needs no key.",
  responses: { ...answered(contentOf("Health")), ...errorResponses({ table: null, isGuarded: false }) },
});

const DOCUMENT = createRoute({
  method: "get",
  path: "/openapi.json",
  operationId: "describe",
  tags: ["Operation"],
  summary: "This description",
  description: "OpenAPI 3.1, of this archive: with the fields that its configuration declares. Needs no key.",
  parameters: [IF_NONE_MATCH],
  responses: {
    ...keptAnswered({ "application/json": { schema: jsonSchema({ type: "object" }) } }),
    ...errorResponses({ table: null, isGuarded: false, notFound: ["route_not_found"] }),
  },
});
