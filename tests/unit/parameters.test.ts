// Parameters of a request's URL: what is accepted, what is the default, and the reason for every refusal.

import { describe, expect, it } from "vitest";
import {
  ARTICLES_PARAMETERS,
  QUERY_MAX_CHARS,
  RELATED_BY_URL_PARAMETERS,
  RELATED_PARAMETERS,
  readParameters,
  SEARCH_PARAMETERS,
  UNAVAILABLE,
  URL_MAX_CHARS,
} from "../../src/routes/parameters.ts";
import { type Problem, RequestProblem } from "../../src/routes/problem.ts";
import { seededRandom } from "../support/random.ts";

const readers = {
  search: (query: string) =>
    readParameters(new URLSearchParams(query), SEARCH_PARAMETERS, UNAVAILABLE.search),
  articles: (query: string) =>
    readParameters(new URLSearchParams(query), ARTICLES_PARAMETERS, UNAVAILABLE.articles),
  related: (query: string) =>
    readParameters(new URLSearchParams(query), RELATED_PARAMETERS, UNAVAILABLE.related),
  byUrl: (query: string) =>
    readParameters(new URLSearchParams(query), RELATED_BY_URL_PARAMETERS, UNAVAILABLE.related),
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

/** What a route must have, so that another parameter can be looked at. */
const REQUIRED: Readonly<Record<Route, string>> = {
  search: "q=x",
  articles: "",
  related: "",
  byUrl: "url=https://news.example/a",
};

describe("absent parameters", () => {
  it("have the contract's defaults", () => {
    expect(readers.search("q=x")).toEqual({ q: "x", limit: 10, offset: 0, mode: "hybrid", threshold: 0 });
    expect(readers.articles("")).toEqual({ limit: 10, offset: 0 });
    expect(readers.related("")).toEqual({ limit: 5, threshold: 0 });
    expect(readers.byUrl(REQUIRED.byUrl)).toEqual({ url: "https://news.example/a", limit: 5, threshold: 0 });
  });

  it.each<[Route, string, string]>([
    ["search", "q", ""],
    ["search", "q", "q="],
    ["search", "q", "q=%20%09%0A"],
    ["byUrl", "url", ""],
    ["byUrl", "url", "url="],
    ["byUrl", "url", "url=+"],
  ])("are missing in %s where they are required: %s in %j", (route, name, query) => {
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
  { name: "limit", routes: ["related", "byUrl"], least: 1, most: 20 },
  { name: "offset", routes: ["search", "articles"], least: 0, most: 1000 },
  { name: "threshold", routes: ["search", "related", "byUrl"], least: 0, most: 1 },
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
  ])("is refused as %j, with what was sent and what is accepted", (text) => {
    expect(problemOf(route, query(text))).toEqual({
      reason: "invalid_parameter",
      name,
      sent: text,
      accepted: expect.stringContaining(`number from ${least} to ${most}`),
    });
  });

  it("is refused beyond its bounds", () => {
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
  it("may be a fraction where it is a threshold, and not where it counts", () => {
    expect(readers.search("q=x&threshold=0.25")).toMatchObject({ threshold: 0.25 });
    expect(problemOf("search", "q=x&threshold=1.0001")).toMatchObject({ name: "threshold" });
    expect(problemOf("search", "q=x&threshold=1e0")).toMatchObject({ name: "threshold" });
    expect(problemOf("search", "q=x&limit=1.5")).toMatchObject({ name: "limit" });
  });
});

describe("threshold", () => {
  it.each([301, 302])("is accepted as every score is written (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const scores = [1e-7, 5e-324, 0.047425873177566781, 0.000012345678901234568, 1];
    for (let i = 0; i < 500; i++) scores.push(1 / (1 + Math.exp(20 * (random() - 0.5))), random() ** 40);
    for (const score of scores) {
      const { threshold } = readers.search(`q=x&threshold=${JSON.stringify(score)}`);
      expect(threshold).toBe(score);
    }
    expect(readers.search("q=x&threshold=1e-07")).toMatchObject({ threshold: 1e-7 });
    expect(readers.related("threshold=0.017986209962091559")).toEqual({
      limit: 5,
      threshold: 0.017986209962091559,
    });
  });
});

describe("q", () => {
  it("is trimmed, and may have 512 characters after that", () => {
    const longest = "x".repeat(QUERY_MAX_CHARS);
    expect(readers.search(`q=+${longest}+`)).toMatchObject({ q: longest });
    expect(problemOf("search", `q=${longest}x`)).toMatchObject({ reason: "invalid_parameter", name: "q" });
  });

  it("keeps any other character", () => {
    const text = 'élan & "火山" 😀 %00 <b>';
    expect(readers.search(`q=${encodeURIComponent(text)}`)).toMatchObject({ q: text });
  });

  it("is refused when sent twice", () => {
    expect(problemOf("search", "q=a&q=b")).toMatchObject({ reason: "repeated_parameter", name: "q" });
  });
});

describe("mode", () => {
  it.each(["hybrid", "semantic", "keyword"])("may be %s", (mode) => {
    expect(readers.search(`q=x&mode=${mode}`)).toMatchObject({ mode });
  });

  it.each(["", "Hybrid", "vector", "hybrid "])("is refused as %j", (mode) => {
    const problem = problemOf("search", `q=x&mode=${encodeURIComponent(mode)}`);
    expect(problem).toMatchObject({ reason: "invalid_parameter", name: "mode", sent: mode });
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
  it.each(["utm_source", "utm_", "fbclid", "gclid", "_"])("are ignored where they track: %s", (name) => {
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
  ])("are refused by name where they are unknown: %j", (name) => {
    const problem = problemOf("search", `q=x&${encodeURIComponent(name)}=1`);
    expect(problem).toMatchObject({ reason: "unknown_parameter", name });
    expect(problem).toHaveProperty("known", ["q", "limit", "offset", "mode", "threshold"]);
  });

  const unavailable = [
    ...UNAVAILABLE.search.map((name) => ["search", name] as const),
    ...UNAVAILABLE.articles.map((name) => ["articles", name] as const),
    ...UNAVAILABLE.related.map((name) => ["related", name] as const),
    ...UNAVAILABLE.related.map((name) => ["byUrl", name] as const),
  ];
  it.each(unavailable)("are refused in %s as not yet available: %s", (route, name) => {
    for (const sent of [name, `${name}[]`]) {
      const problem = problemOf(route, `${REQUIRED[route]}&${encodeURIComponent(sent)}=1`);
      expect(problem).toMatchObject({ reason: "unavailable_parameter", name });
    }
  });
});
