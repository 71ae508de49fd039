// The operations of the API in the order of the reference: path, parameters, responses and errors. Parameters come from
// the tables that also validate requests.

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
  /** Whether the site accepts events. */
  readonly events: boolean;
}

/** If keys are configured, either kind works; if not, none is needed. */
const KEYS: Record<string, string[]>[] = [{}, { bearer: [] }, { key: [] }];

const ID = {
  name: "id",
  in: "path" as const,
  required: true,
  description: `Accepts ${ARTICLE_FIELDS.id.accepted}.`,
  schema: jsonSchema(keywordsOf(ARTICLE_FIELDS.id.schema)),
};

const IF_NONE_MATCH = {
  name: "If-None-Match",
  in: "header" as const,
  required: false,
  description:
    "ETags of responses the client already has, or `*`. If the response would be one of them, you get a 304 without a body.",
  schema: jsonSchema({ type: "string" }),
};

/** Where the id of a response's first hit can be used. */
const LINKS = {
  article: {
    operationId: "getArticle",
    parameters: { id: "$response.body#/hits/0/id" },
    description: "The stored fields of the first hit.",
  },
  related: {
    operationId: "relatedToArticle",
    parameters: { id: "$response.body#/hits/0/id" },
    description: "Articles related to the first hit.",
  },
};

interface Operation extends Pick<Failing, "missing" | "hasPrivate" | "notFound" | "hasFragment" | "encodes"> {
  readonly method: "get" | "post";
  readonly path: string;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  /** Query parameters of a GET, body fields of a POST. */
  readonly table: Table;
  /** Key of ELSEWHERE in meanings.ts. */
  readonly meanings?: string;
  readonly conditions?: Conditions;
  readonly bodyTypes?: readonly string[];
  /** null: the response has no body. */
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
        "Returns hits for a query, matched by meaning and wording, or everything the filters let through. Send `q`, a filter " +
        "or both. If nothing is relevant, the list is empty and the status is 200.",
      table: search,
      missing: ["q"],
      hasPrivate: true,
      encodes: true,
      answer: "SearchAnswer",
    },
    {
      method: "post",
      path: "/v1/search",
      operationId: "searchByBody",
      tag: "Search",
      summary: "Search the archive, with options in a JSON body",
      description: "Useful for long lists. Options in the URL are rejected; `null` means absent.",
      table: search,
      missing: ["q"],
      conditions: queryOrFilter(declared.filterFields),
      hasPrivate: true,
      encodes: true,
      answer: "SearchAnswer",
    },
    {
      method: "get",
      path: "/v1/suggest",
      operationId: "suggest",
      tag: "Search",
      summary: "Complete what the reader is typing",
      description: "Suggests titles and phrases from the archive, allowing for one typo.",
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
      summary: "List the archive, newest first",
      description: "Returns every article, or those the filters let through.",
      table: filtered(ARTICLES_PARAMETERS),
      answer: "ArticlesAnswer",
      hasLinks: true,
    },
    {
      method: "get",
      path: "/v1/articles/{id}",
      operationId: "getArticle",
      tag: "Articles",
      summary: "Get one article",
      description: "Returns the stored fields, without the body.",
      table: {},
      notFound: ["article_not_found", "route_not_found"],
      answer: "Article",
    },
    {
      ...relatedNotes,
      method: "get",
      path: "/v1/articles/{id}/related",
      operationId: "relatedToArticle",
      summary: "Find articles related to one in the archive",
      description: "Sorts candidates by `score / (ageDays/365 + 1)^recency`. Pinned articles come first.",
      table: related,
      notFound: ["article_not_found", "route_not_found"],
      answer: "RelatedAnswer",
    },
    {
      ...relatedNotes,
      method: "get",
      path: "/v1/related",
      operationId: "relatedToUrl",
      summary: "Find related articles by the article's public URL",
      description:
        "Matches the URL exactly, then without its fragment and tracking parameters, then without scheme, `www.`, trailing " +
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
      encodes: true,
      operationId: "relatedToBody",
      summary: "Find articles related to a draft, or to several articles",
      description:
        "Send either a `draft` or `ids`. Drafts are not stored. Options in the URL are rejected; `null` means absent.",
      table: filtered(RELATED_BODY),
      meanings: "relatedBody",
      missing: ["draft", "draft.text"],
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
    summary: "Report a click or a search without results",
    description:
      "One event per request, at most 8 KiB. It contains nothing about the reader. Beacons may send it as text.",
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
      // A POST asks for a fragment in its body, so its errors are JSON.
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
  return { 204: { description: "Accepted.", headers: headerRefs() } };
}

function answered(content: Content): RouteConfig["responses"] {
  return { 200: { description: "The response.", headers: headerRefs(), content } };
}

/** A response that clients may cache and revalidate. */
function keptAnswered(content: Content, hasLinks = false): RouteConfig["responses"] {
  const headers = headerRefs("ETag");
  return {
    200: { description: "The response.", headers, content, ...(hasLinks ? { links: LINKS } : {}) },
    304: { description: "The response has not changed since the ETag that was sent.", headers },
  };
}

const HEALTH = createRoute({
  method: "get",
  path: "/healthz",
  operationId: "health",
  tags: ["Operation"],
  summary: "Check whether the function can answer",
  description: "Returns versions, counts and fingerprints. No key needed.",
  responses: { ...answered(contentOf("Health")), ...errorResponses({ table: null, isGuarded: false }) },
});

const DOCUMENT = createRoute({
  method: "get",
  path: "/openapi.json",
  operationId: "describe",
  tags: ["Operation"],
  summary: "Get this description",
  description:
    "OpenAPI 3.1 for this archive, including the fields its configuration declares. No key needed.",
  parameters: [IF_NONE_MATCH],
  responses: {
    ...keptAnswered({ "application/json": { schema: jsonSchema({ type: "object" }) } }),
    ...errorResponses({ table: null, isGuarded: false, notFound: ["route_not_found"] }),
  },
});
