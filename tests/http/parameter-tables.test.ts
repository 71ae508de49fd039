// Every parameter of the tables that parse requests, on every path, in URLs and bodies: what its schema accepts works
// as described, anything else is refused by name. The tables drive the test, so a new parameter is tested at once.

import { beforeAll, describe, expect, it } from "vitest";
import { ERROR_NOTES } from "../../scripts/openapi/error-notes.ts";
import type { AnswerName } from "../../scripts/openapi/json-schemas.ts";
import { withFields } from "../../src/http/parameters/declared-fields.ts";
import type { Parameter } from "../../src/http/parameters/parameter.ts";
import {
  ARTICLES_PARAMETERS,
  DRAFT_FIELDS,
  EVENT_FIELDS,
  RELATED_BODY,
  RELATED_BY_URL_PARAMETERS,
  RELATED_PARAMETERS,
  SEARCH_PARAMETERS,
  SUGGEST_PARAMETERS,
} from "../../src/http/parameters/parameters.ts";
import type { Table } from "../../src/http/parameters/read-parameters.ts";
import { errorSection, invalidCode, missingCode } from "../../src/http/problems/problem.ts";
import { makeArticle } from "../support/articles.ts";
import { expectAnswer } from "../support/closed-answers.ts";
import type { HttpAnswer, HttpClient } from "../support/http-client.ts";
import { memoryService, posting } from "../support/memory-service.ts";
import { bodyProbes, urlProbes } from "../support/parameter-probes.ts";

const DECLARED = { filterFields: ["region"], facetFields: ["region"] };
const URL_OF_A = "https://news.example/a";
const ARTICLES = [
  makeArticle({
    id: "a",
    title: "Volcano erupts",
    body: "Ash over the valley.",
    url: URL_OF_A,
    sections: ["World"],
    fields: { region: "north" },
  }),
  makeArticle({ id: "b", title: "Volcano calms", body: "The valley is quiet." }),
];

type Fields = Readonly<Record<string, unknown>>;

interface Route {
  readonly path: string;
  /** The field of the body that is an object of the table's fields; the table is the body's own without it. */
  readonly inside?: string;
  readonly table: Table;
  /** Required parameters, so that another parameter can be tested. */
  readonly base: Fields;
  readonly answer: AnswerName | null;
}

const URL_ROUTES: readonly Route[] = [
  {
    path: "/v1/search",
    table: withFields(SEARCH_PARAMETERS, DECLARED),
    base: { q: "volcano" },
    answer: "SearchAnswer",
  },
  { path: "/v1/suggest", table: SUGGEST_PARAMETERS, base: { q: "vol" }, answer: "SuggestAnswer" },
  {
    path: "/v1/articles",
    table: withFields(ARTICLES_PARAMETERS, DECLARED),
    base: {},
    answer: "ArticlesAnswer",
  },
  { path: "/v1/articles/a", table: {}, base: {}, answer: "Article" },
  {
    path: "/v1/articles/a/related",
    table: withFields(RELATED_PARAMETERS, DECLARED),
    base: { threshold: 0 },
    answer: "RelatedAnswer",
  },
  {
    path: "/v1/related",
    table: withFields(RELATED_BY_URL_PARAMETERS, DECLARED),
    base: { url: URL_OF_A, threshold: 0 },
    answer: "RelatedAnswer",
  },
];

const BODY_ROUTES: readonly Route[] = [
  {
    path: "/v1/search",
    table: withFields(SEARCH_PARAMETERS, DECLARED),
    base: { q: "volcano" },
    answer: "SearchAnswer",
  },
  {
    path: "/v1/related",
    table: withFields(RELATED_BODY, DECLARED),
    base: { draft: { text: "A volcano." }, threshold: 0 },
    answer: "RelatedAnswer",
  },
  {
    path: "/v1/related",
    inside: "draft",
    table: DRAFT_FIELDS,
    base: { draft: { text: "A volcano." }, threshold: 0 },
    answer: "RelatedAnswer",
  },
  { path: "/v1/events", table: EVENT_FIELDS, base: { type: "click", articleId: "a" }, answer: null },
];

let ask: HttpClient;
beforeAll(async () => {
  const service = await memoryService({
    articles: ARTICLES,
    pack: { settings: DECLARED },
    http: { events: { enabled: true } },
  });
  ask = service.ask;
});

/** Lists repeat the name; the value replaces that of the base request. */
function inUrl({ path, base }: Route, fields: Fields): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...base, ...fields })) {
    for (const each of Array.isArray(value) ? value : [value]) search.append(name, String(each));
  }
  return `${path}?${search}`;
}

/** Of a body: `undefined` takes a field out. What excludes the field is taken out as well. */
function inBody({ base, inside }: Route, fields: Fields): RequestInit {
  if (inside !== undefined) {
    return posting({ ...base, [inside]: { ...(base[inside] as Fields), ...fields } });
  }
  const without: Fields = "ids" in fields && fields.ids !== null ? { draft: undefined } : {};
  const other: Fields = fields.type === "no_results" ? { articleId: undefined, query: "volcano" } : {};
  return posting({ ...base, ...without, ...other, ...fields });
}

function expectAccepted({ status, headers, body }: HttpAnswer, { answer }: Route): void {
  const type = headers.get("Content-Type") ?? "";
  if (answer === null) expect([status, body]).toEqual([204, ""]);
  else if (status === 404) expectError({ status, headers, body }, 404, ["article_not_found"]);
  else if (type.startsWith("text/html")) expect([status, typeof body]).toEqual([200, "string"]);
  else {
    expect([status, body.message]).toEqual([200, undefined]);
    expectAnswer(answer, body);
  }
}

function expectError({ status, body }: HttpAnswer, expected: number, codes: readonly string[]): void {
  expect([status, body.code], JSON.stringify(body)).toEqual([
    expected,
    expect.toSatisfy((code) => codes.includes(code)),
  ]);
  expectAnswer("Error", body);
  const section = errorSection(body.code);
  expect(body.link).toBe(`/docs#${section}`);
  expect(ERROR_NOTES.map((note) => note.section)).toContain(section);
}

const each = (routes: readonly Route[]) =>
  routes.flatMap((route) =>
    Object.entries(route.table).map(([field, parameter]) => {
      const name = route.inside === undefined ? field : `${route.inside}.${field}`;
      return { name, field, path: route.path, route, parameter };
    }),
  );
const isRequired = (name: string, { absent }: Parameter<unknown>) => absent === undefined || name === "q";

describe.each(each(URL_ROUTES))("$name in the URL of $path", ({ name, route, parameter }) => {
  const probes = urlProbes(parameter);

  it("is accepted whenever its schema accepts it, and the response is as described", async () => {
    expect(probes.accepted.length).toBeGreaterThan(0);
    for (const value of probes.accepted) {
      expectAccepted(await ask(inUrl(route, { [name]: value })), route);
    }
  });

  it("is refused by name otherwise", async () => {
    expect(probes.refused.length).toBeGreaterThan(0);
    for (const value of probes.refused) {
      // `format` itself decides whether an error has a body.
      expectError(await ask(inUrl(route, { [name]: value })), 400, [invalidCode(name)]);
    }
  });

  it("may be omitted, or is reported missing by name; blank text counts as omitted", async () => {
    const { [name]: _, ...base } = route.base;
    const bare = await ask(inUrl({ ...route, base }, {}));
    if (!isRequired(name, parameter)) return expectAccepted(bare, route);
    expectError(bare, 400, [missingCode(name)]);
    for (const blank of ["", " ", "\t"]) {
      expectError(await ask(inUrl(route, { [name]: blank })), 400, [missingCode(name)]);
    }
  });

  it("is accepted twice only if it is a list, with brackets too", async () => {
    const [value] = probes.accepted;
    const [entry] = Array.isArray(value) ? value : [value];
    const twice = await ask(inUrl(route, { [name]: [entry, entry] }));
    const bracketed = await ask(inUrl(route, { [`${name}[]`]: [entry] }));
    if (parameter.isList === true) {
      expectAccepted(twice, route);
      expectAccepted(bracketed, route);
    } else {
      expectError(twice, 400, [invalidCode(name)]);
      expectError(bracketed, 400, ["unknown_parameter"]);
    }
  });
});

describe.each(each(BODY_ROUTES))("$name in the body of $path", ({ name, field, route, parameter }) => {
  const probes = bodyProbes(parameter);

  it("is accepted whenever its schema accepts it, and the response is as described", async () => {
    for (const value of probes.accepted) {
      // A draft needs a word that the model knows, whatever else is in it.
      const sent = name === "draft.text" ? `volcano ${String(value)}` : value;
      expectAccepted(await ask(route.path, inBody(route, { [field]: sent })), route);
    }
  });

  it("is refused by name otherwise", async () => {
    expect(probes.refused.length).toBeGreaterThan(0);
    for (const value of probes.refused) {
      expectError(await ask(route.path, inBody(route, { [field]: value })), 400, [invalidCode(name)]);
    }
  });

  it("counts as omitted if it is null: allowed, or reported missing by name", async () => {
    const answer = await ask(route.path, inBody(route, { [field]: null }));
    const isNeeded = isRequired(name, parameter) || Object.hasOwn(route.base, name);
    if (isNeeded && name !== "threshold") expectError(answer, 400, [missingCode(name)]);
    else expectAccepted(answer, route);
  });

  it("is refused in the URL of the request", async () => {
    const search = new URLSearchParams({ [name]: "x" });
    const answer = await ask(`${route.path}?${search}`, posting(route.base));
    expectError(answer, 400, ["unknown_parameter"]);
  });
});

describe.each([
  ...URL_ROUTES.map((route) => ({
    ...route,
    place: "the URL",
    send: (name: string) => ask(inUrl(route, { [name]: "1" })),
  })),
  ...BODY_ROUTES.map((route) => ({
    ...route,
    place: "the body",
    send: (name: string) =>
      ask(route.path, posting(`${JSON.stringify(route.base).slice(0, -1)},${JSON.stringify(name)}:1}`)),
  })),
])("an unknown name in $place of $path", ({ send }) => {
  it.each([
    "limits",
    "Limit",
    "__proto__",
    "constructor",
    "火山",
    "q[0]",
    "<script>",
    "",
  ])("is refused: %j", async (name) => {
    expectError(await send(name), 400, ["unknown_parameter"]);
  });
});
