// Parameters of a request's URL: what is accepted, what is the default, and the reason for every refusal.

import { describe, expect, it } from "vitest";
import { NO_FIELDS } from "../../../src/http/parameters/declared-fields.ts";
import {
  ARTICLES_PARAMETERS,
  EXCLUDE_MAX,
  QUERY_MAX_CHARS,
  RELATED_BY_URL_PARAMETERS,
  RELATED_PARAMETERS,
  SEARCH_PARAMETERS,
  SUGGEST_PARAMETERS,
  URL_MAX_CHARS,
} from "../../../src/http/parameters/parameters.ts";
import { readParameters } from "../../../src/http/parameters/read-parameters.ts";
import { readQuestion } from "../../../src/http/parameters/search-question.ts";
import { type Problem, RequestProblem } from "../../../src/http/problems/problem.ts";
import { seededRandom } from "../../support/random.ts";

const readers = {
  search: (query: string) => readQuestion(new URLSearchParams(query), NO_FIELDS),
  suggest: (query: string) => readParameters(new URLSearchParams(query), SUGGEST_PARAMETERS),
  articles: (query: string) => readParameters(new URLSearchParams(query), ARTICLES_PARAMETERS),
  related: (query: string) => readParameters(new URLSearchParams(query), RELATED_PARAMETERS),
  byUrl: (query: string) => readParameters(new URLSearchParams(query), RELATED_BY_URL_PARAMETERS),
};
type Route = keyof typeof readers;

function problemOf(route: Route, query: string): Problem {
  try {
    readers[route](query);
  } catch (error) {
    if (error instanceof RequestProblem) return error.problem;
    throw error;
  }
  throw new Error(`${route} accepts ${query}`);
}

/** Parameters that a route requires, so that another parameter can be tested. */
const REQUIRED: Readonly<Record<Route, string>> = {
  search: "q=x",
  suggest: "q=x",
  articles: "",
  related: "",
  byUrl: "url=https://news.example/a",
};

const NO_FILTERS = {
  section: [],
  tag: [],
  author: [],
  lang: [],
  year: [],
  publishedAfter: null,
  publishedBefore: null,
};

const RELATED_DEFAULTS = {
  ...NO_FILTERS,
  format: "json",
  limit: 5,
  direction: "any",
  recency: null,
  diversity: null,
  duplicates: "collapse",
  exclude: [],
  threshold: null,
  fallback: "none",
  explain: false,
};

describe("omitted parameters", () => {
  it("have the contract's defaults; null means the value fitted by the build", () => {
    expect(readers.search("q=x")).toEqual({
      q: "x",
      limit: 10,
      offset: 0,
      mode: "hybrid",
      semanticRatio: null,
      threshold: null,
      ...NO_FILTERS,
      fields: new Map(),
      sort: "relevance",
      recency: 0,
      facets: [],
      includePassages: false,
      typoTolerance: true,
      duplicates: "collapse",
      explain: false,
    });
    expect(readers.suggest("q=x")).toEqual({ q: "x", limit: 5 });
    expect(readers.articles("")).toEqual({ limit: 10, offset: 0, ...NO_FILTERS });
    expect(readers.related("")).toEqual(RELATED_DEFAULTS);
    expect(readers.byUrl(REQUIRED.byUrl)).toEqual({ url: "https://news.example/a", ...RELATED_DEFAULTS });
  });

  it.each<[Route, string, string]>([
    ["search", "q", ""],
    ["search", "q", "q="],
    ["search", "q", "q=%20%09%0A"],
    ["suggest", "q", ""],
    ["suggest", "q", "q=%20%09%0A"],
    ["byUrl", "url", ""],
    ["byUrl", "url", "url="],
    ["byUrl", "url", "url=+"],
  ])("are reported missing in %s if they are required: %s in %j", (route, name, query) => {
    expect(problemOf(route, query)).toMatchObject({ reason: "missing_parameter", name });
  });
});

interface NumberParameter {
  readonly name: string;
  readonly routes: readonly Route[];
  readonly least: number;
  readonly most: number;
}

const NUMBERS: readonly NumberParameter[] = [
  { name: "limit", routes: ["search", "articles"], least: 1, most: 50 },
  { name: "limit", routes: ["suggest"], least: 1, most: 10 },
  { name: "limit", routes: ["related", "byUrl"], least: 1, most: 20 },
  { name: "offset", routes: ["search", "articles"], least: 0, most: 1000 },
  { name: "threshold", routes: ["search", "related", "byUrl"], least: 0, most: 1 },
  { name: "recency", routes: ["search", "related", "byUrl"], least: 0, most: 1 },
  { name: "semanticRatio", routes: ["search"], least: 0, most: 1 },
  { name: "diversity", routes: ["related", "byUrl"], least: 0, most: 1 },
];

describe.each(
  NUMBERS.flatMap(({ routes, ...parameter }) => routes.map((route) => ({ route, ...parameter }))),
)("$name of $route", ({ route, name, least, most }) => {
  const query = (text: string) => `${REQUIRED[route]}&${name}=${encodeURIComponent(text)}`;

  it(`is accepted from ${least} to ${most}`, () => {
    for (const value of [least, most])
      expect(readers[route](query(String(value)))).toMatchObject({ [name]: value });
  });

  it.each([
    "",
    " ",
    "x",
    "1x",
    "-1",
    "+1",
    "1e1",
    "0x1",
    "1,5",
    "٣",
    "NaN",
    "Infinity",
    " 1",
    "null",
    "9".repeat(30),
  ])("is refused as %j, quoting the value and saying what is accepted", (text) => {
    expect(problemOf(route, query(text))).toEqual({
      reason: "invalid_parameter",
      name,
      sent: text,
      accepted: expect.stringContaining(`number from ${least} to ${most}`),
    });
  });

  it("is refused outside its bounds", () => {
    for (const value of [most + 1, least - 1]) {
      expect(problemOf(route, query(String(value)))).toMatchObject({ reason: "invalid_parameter", name });
    }
  });

  it("is refused when sent twice, even with the same value", () => {
    const twice = `${query(String(least))}&${name}=${least}`;
    expect(problemOf(route, twice)).toEqual({ reason: "repeated_parameter", name, times: 2 });
  });
});

describe("a number", () => {
  it("may be a fraction if it is a threshold, but not if it is a count", () => {
    expect(readers.search("q=x&threshold=0.25")).toMatchObject({ threshold: 0.25 });
    expect(problemOf("search", "q=x&threshold=1.0001")).toMatchObject({ name: "threshold" });
    expect(problemOf("search", "q=x&threshold=1e0")).toMatchObject({ name: "threshold" });
    expect(problemOf("search", "q=x&limit=1.5")).toMatchObject({ name: "limit" });
  });
});

describe("threshold", () => {
  it.each([301, 302])("accepts every score as responses write it (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const scores = [1e-7, 5e-324, 0.047425873177566781, 0.000012345678901234568, 1];
    for (let i = 0; i < 500; i++) scores.push(1 / (1 + Math.exp(20 * (random() - 0.5))), random() ** 40);
    for (const score of scores) {
      const { threshold } = readers.search(`q=x&threshold=${JSON.stringify(score)}`);
      expect(threshold).toBe(score);
    }
    expect(readers.search("q=x&threshold=1e-07")).toMatchObject({ threshold: 1e-7 });
    expect(readers.related("threshold=0.017986209962091559")).toMatchObject({
      threshold: 0.017986209962091559,
    });
  });
});

describe("q", () => {
  it("is trimmed, and may have 512 characters once trimmed", () => {
    const longest = "x".repeat(QUERY_MAX_CHARS);
    expect(readers.search(`q=+${longest}+`)).toMatchObject({ q: longest });
    expect(readers.suggest(`q=+${longest}+`)).toMatchObject({ q: longest });
    for (const route of ["search", "suggest"] as const) {
      expect(problemOf(route, `q=${longest}x`)).toMatchObject({ reason: "invalid_parameter", name: "q" });
    }
  });

  it("keeps any other character", () => {
    const text = 'élan & "火山" 😀 %00 <b>';
    expect(readers.search(`q=${encodeURIComponent(text)}`)).toMatchObject({ q: text });
  });

  it("is refused when sent twice", () => {
    for (const route of ["search", "suggest"] as const) {
      expect(problemOf(route, "q=a&q=b")).toMatchObject({ reason: "repeated_parameter", name: "q" });
    }
  });
});

interface ChoiceParameter {
  readonly name: string;
  readonly routes: readonly Route[];
  readonly choices: readonly string[];
}

const CHOICES: readonly ChoiceParameter[] = [
  { name: "mode", routes: ["search"], choices: ["hybrid", "semantic", "keyword"] },
  { name: "duplicates", routes: ["search", "related", "byUrl"], choices: ["collapse", "include"] },
  {
    name: "direction",
    routes: ["related", "byUrl"],
    choices: ["any", "before", "after", "timeline"],
  },
  { name: "sort", routes: ["search"], choices: ["relevance", "newest", "oldest"] },
  { name: "format", routes: ["related", "byUrl"], choices: ["json", "html"] },
  { name: "fallback", routes: ["related", "byUrl"], choices: ["none", "recent"] },
];

describe.each(
  CHOICES.flatMap(({ routes, ...parameter }) => routes.map((route) => ({ route, ...parameter }))),
)("$name of $route", ({ route, name, choices }) => {
  const query = (text: string) => `${REQUIRED[route]}&${name}=${encodeURIComponent(text)}`;

  it(`may be one of ${choices.join(", ")}`, () => {
    for (const choice of choices) expect(readers[route](query(choice))).toMatchObject({ [name]: choice });
  });

  it.each([
    "",
    "x",
    choices[0]?.toUpperCase() ?? "",
    `${choices[0]} `,
    "true",
  ])("is refused as %j, saying what is accepted", (text) => {
    const names = choices.map((choice) => `\`${choice}\``);
    const accepted = `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
    const problem = { reason: "invalid_parameter", name, sent: text, accepted };
    expect(problemOf(route, query(text))).toEqual(problem);
  });

  it("is refused when sent twice", () => {
    const twice = `${query(choices[0] ?? "")}&${name}=${choices[0]}`;
    expect(problemOf(route, twice)).toEqual({ reason: "repeated_parameter", name, times: 2 });
  });
});

describe.each([
  ["includePassages", "search"],
  ["typoTolerance", "search"],
  ["explain", "search"],
  ["explain", "related"],
  ["explain", "byUrl"],
] as const)("%s of %s", (name, route) => {
  const query = (text: string) => `${REQUIRED[route]}&${name}=${encodeURIComponent(text)}`;

  it("may be true or false", () => {
    expect(readers[route](query("true"))).toMatchObject({ [name]: true });
    expect(readers[route](query("false"))).toMatchObject({ [name]: false });
  });

  it.each(["", "1", "0", "yes", "True", "null"])("is refused as %j", (text) => {
    const accepted = "`true` or `false`";
    expect(problemOf(route, query(text))).toEqual({
      reason: "invalid_parameter",
      name,
      sent: text,
      accepted,
    });
  });

  it("is refused when sent twice", () => {
    expect(problemOf(route, `${query("true")}&${name}=true`)).toMatchObject({
      reason: "repeated_parameter",
      name,
    });
  });
});

describe("exclude", () => {
  const ids = (count: number) => Array.from({ length: count }, (_, i) => `id-${i}`);
  const query = (list: readonly string[], name = "exclude") =>
    list.map((id) => `${name}=${encodeURIComponent(id)}`).join("&");

  it("repeats, with and without brackets", () => {
    expect(readers.related("exclude=a")).toMatchObject({ exclude: ["a"] });
    expect(readers.related("exclude=a&exclude[]=b&exclude=c")).toMatchObject({ exclude: ["a", "c", "b"] });
    expect(readers.byUrl(`${REQUIRED.byUrl}&exclude%5B%5D=a`)).toMatchObject({ exclude: ["a"] });
  });

  it(`takes ${EXCLUDE_MAX} ids and no more`, () => {
    expect(readers.related(query(ids(EXCLUDE_MAX))).exclude).toHaveLength(EXCLUDE_MAX);
    const sent = ids(EXCLUDE_MAX + 1);
    expect(problemOf("related", query(sent))).toMatchObject({
      reason: "invalid_parameter",
      name: "exclude",
      sent,
    });
  });

  it("takes ids of 1 to 128 characters that the contract allows", () => {
    const longest = "Az09._~-".repeat(16);
    expect(readers.related(query([longest]))).toMatchObject({ exclude: [longest] });
  });

  it.each(["", "a,b", "a b", "ä", "a/b", "x".repeat(129)])("names the entry that is not an id: %j", (id) => {
    expect(problemOf("related", query(["a", id, "b"]))).toMatchObject({
      reason: "invalid_parameter",
      name: "exclude",
      sent: id,
    });
  });
});

describe("url", () => {
  it("may be any absolute http(s) URL of up to 2048 characters", () => {
    const longest = "https://news.example/".padEnd(URL_MAX_CHARS, "x");
    expect(readers.byUrl(`url=${longest}`)).toMatchObject({ url: longest });
    expect(readers.byUrl("url=HTTP://news.example")).toMatchObject({ url: "HTTP://news.example" });
    expect(problemOf("byUrl", `url=${longest}x`)).toMatchObject({ reason: "invalid_parameter", name: "url" });
  });

  it.each([
    "news.example/a",
    "/a",
    "ftp://news.example",
    "javascript:alert(1)",
    "https://",
    "https://a b/",
  ])("is refused as %j", (url) => {
    const problem = problemOf("byUrl", `url=${encodeURIComponent(url)}`);
    expect(problem).toMatchObject({ reason: "invalid_parameter", name: "url", sent: url });
  });
});

describe("other parameters", () => {
  it.each([
    "utm_source",
    "utm_",
    "fbclid",
    "gclid",
    "_",
  ])("are ignored if they are for tracking: %s", (name) => {
    expect(readers.search(`q=x&${name}=1&${name}=2`)).toEqual(readers.search("q=x"));
  });

  it.each([
    "Q",
    "limits",
    "utmsource",
    "__proto__",
    "constructor",
    "",
    "limit[]",
    "q[0]",
  ])("are refused by name if they are unknown: %j", (name) => {
    const problem = problemOf("search", `q=x&${encodeURIComponent(name)}=1`);
    expect(problem).toMatchObject({ reason: "unknown_parameter", name });
    expect(problem).toHaveProperty("known", Object.keys(SEARCH_PARAMETERS));
  });
});
