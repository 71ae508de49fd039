// Filters, facets and declared fields as parameters: what each route accepts in a URL and in a body, and the reason
// for every refusal.

import { describe, expect, it } from "vitest";
import { readBody, readUrl } from "../../../src/http/parameters/declared-fields.ts";
import { NAME_MAX_CHARS, NAMES_MAX } from "../../../src/http/parameters/parameter.ts";
import {
  ARTICLES_PARAMETERS,
  isReservedName,
  RELATED_BODY,
  RELATED_PARAMETERS,
  SEARCH_PARAMETERS,
} from "../../../src/http/parameters/parameters.ts";
import { readQuestion, readQuestionBody } from "../../../src/http/parameters/search-question.ts";
import { type Problem, RequestProblem } from "../../../src/http/problems/problem.ts";

const DECLARED = { filterFields: ["region", "constructor"], facetFields: ["region", "desk"] };

const urlReaders = {
  search: (query: string) => readQuestion(new URLSearchParams(`q=x&${query}`), DECLARED),
  articles: (query: string) => readUrl(new URLSearchParams(query), ARTICLES_PARAMETERS, DECLARED),
  related: (query: string) => readUrl(new URLSearchParams(query), RELATED_PARAMETERS, DECLARED),
};
type Body = Readonly<Record<string, unknown>>;
const bodyReaders = {
  search: (body: Body) => readQuestionBody({ q: "x", ...body }, DECLARED),
  related: (body: Body) => readBody({ draft: { text: "x" }, ...body }, RELATED_BODY, DECLARED),
};
const ROUTES = Object.keys(urlReaders) as (keyof typeof urlReaders)[];
const BODY_ROUTES = Object.keys(bodyReaders) as (keyof typeof bodyReaders)[];

function problemOf(read: () => unknown): Problem {
  try {
    read();
  } catch (error) {
    if (error instanceof RequestProblem) return error.problem;
    throw error;
  }
  throw new Error("was accepted");
}

const query = (name: string, values: readonly string[]) =>
  values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");

/** Values of a list, either from a table or from a declared field. */
function listOf(asked: { readonly fields: ReadonlyMap<string, readonly string[]> }, name: string): unknown {
  return asked.fields.get(name) ?? Reflect.get(asked, name);
}

const LISTS = ["section", "tag", "author", "lang", "region", "constructor"];

describe.each(
  ROUTES.flatMap((route) => LISTS.map((name) => [name, route] as const)),
)("%s in the URL of %s", (name, route) => {
  const read = urlReaders[route];

  it("does not filter if it is omitted", () => {
    expect(listOf(read(""), name)).toEqual([]);
  });

  it("repeats, with and without brackets, and is trimmed", () => {
    const sent = `${query(name, [" a ", "b"])}&${query(`${name}[]`, ["c"])}`;
    expect(listOf(read(sent), name)).toEqual(["a", "b", "c"]);
  });

  it(`takes ${NAMES_MAX} values of ${NAME_MAX_CHARS} characters and no more of either`, () => {
    const longest = "x".repeat(NAME_MAX_CHARS);
    const most = Array.from({ length: NAMES_MAX }, () => longest);
    expect(listOf(read(query(name, most)), name)).toEqual(most);
    const reason = "invalid_parameter";
    expect(problemOf(() => read(query(name, [...most, "x"])))).toMatchObject({ reason, name });
    const long = { reason, name, sent: `${longest}x` };
    expect(problemOf(() => read(query(name, ["a", `${longest}x`])))).toMatchObject(long);
  });

  it.each(["", " ", "\t"])("is refused if a value is blank: %j", (sent) => {
    const problem = problemOf(() => read(query(name, ["a", sent])));
    expect(problem).toMatchObject({ reason: "invalid_parameter", name, sent });
  });

  it.each([
    "Ärzte & Söhne",
    "火山",
    "🙂",
    "'; DROP TABLE articles; --",
    "<script>alert(1)</script>",
    "a,b",
    "__proto__",
    "\u0000",
    "-1",
  ])("accepts %j unchanged", (value) => {
    expect(listOf(read(query(name, [value])), name)).toEqual([value]);
  });
});

describe.each(BODY_ROUTES)("filters in the body of %s", (route) => {
  const read = bodyReaders[route];

  it.each(LISTS)("%s is a list; null and an empty list do not filter", (name) => {
    expect(listOf(read({ [name]: ["a", "b"] }), name)).toEqual(["a", "b"]);
    expect(listOf(read({ [name]: [] }), name)).toEqual([]);
    expect(listOf(read({ [name]: null }), name)).toEqual(listOf(read({}), name));
  });

  it.each(
    LISTS.flatMap((name) => [5, {}, true, [[]], [null], [""]].map((sent) => [name, sent] as const)),
  )("%s is refused as %j", (name, sent) => {
    expect(problemOf(() => read({ [name]: sent }))).toMatchObject({ reason: "invalid_parameter", name });
  });

  it("a declared field accepts numbers, true and false, other filters only text", () => {
    expect(listOf(read({ region: ["a", 5, 0.5, true] }), "region")).toEqual(["a", "5", "0.5", "true"]);
    expect(problemOf(() => read({ section: ["a", 5] }))).toMatchObject({ name: "section", sent: 5 });
  });

  it.each(["publishedAfter", "publishedBefore"])("%s is text, or null for no limit", (name) => {
    expect(read({ [name]: "2024-05-06" })).toMatchObject({ [name]: { kind: "local" } });
    expect(read({ [name]: null })).toMatchObject({ [name]: null });
    for (const sent of [5, true, [], ["2024-05-06"], {}]) {
      expect(problemOf(() => read({ [name]: sent }))).toMatchObject({ reason: "invalid_parameter", name });
    }
  });

  it("names with brackets are only for URLs", () => {
    expect(problemOf(() => read({ "tag[]": ["a"] }))).toMatchObject({ reason: "unknown_parameter" });
  });
});

describe("year", () => {
  it("is a list of four-digit years in every route, in a body as numbers too", () => {
    for (const route of ROUTES)
      expect(urlReaders[route]("year=2019&year[]=2024").year).toEqual(["2019", "2024"]);
    for (const route of BODY_ROUTES) {
      expect(bodyReaders[route]({ year: ["2019", 2024] }).year).toEqual(["2019", "2024"]);
      expect(bodyReaders[route]({ year: null }).year).toEqual([]);
    }
  });

  it.each(["19", "20190", "-2019", "２０１９", "2019-01", "this", " 2019", ""])("can't be %o", (value) => {
    for (const route of ROUTES) {
      expect(problemOf(() => urlReaders[route](`year=${encodeURIComponent(value)}`))).toMatchObject({
        reason: "invalid_parameter",
        name: "year",
      });
    }
    for (const route of BODY_ROUTES) {
      expect(problemOf(() => bodyReaders[route]({ year: [value] }))).toMatchObject({ name: "year" });
    }
  });

  it.each([
    [[999]],
    [[10000]],
    [[2019.5]],
    [2019],
    ["2019"],
    [Array(NAMES_MAX + 1).fill("2019")],
  ])("can't be %o in a body", (value) => {
    for (const route of BODY_ROUTES) {
      expect(problemOf(() => bodyReaders[route]({ year: value }))).toMatchObject({ name: "year" });
    }
  });
});

describe("lang in the body of related", () => {
  it("is a filter, and in a draft it is the language of the text", () => {
    expect(bodyReaders.related({ lang: ["pt-BR", "no tag"] }).lang).toEqual(["pt-BR", "no tag"]);
    expect(problemOf(() => bodyReaders.related({ lang: "pt-BR" }))).toMatchObject({ name: "lang" });
    const draft = (lang: unknown) => bodyReaders.related({ draft: { text: "x", lang } }).draft;
    expect(draft("pt-BR")).toMatchObject({ lang: "pt-BR" });
    expect(problemOf(() => draft("no tag"))).toMatchObject({ name: "draft.lang" });
  });
});

describe.each(
  ROUTES.flatMap((route) => ["publishedAfter", "publishedBefore"].map((name) => [name, route] as const)),
)("%s in the URL of %s", (name, route) => {
  const read = (text: string) => urlReaders[route](query(name, [text]));
  const utc = (text: string) => Date.parse(text);

  it.each([
    ["2024-05-06", "local", utc("2024-05-06T00:00Z")],
    ["2024-02-29", "local", utc("2024-02-29T00:00Z")],
    ["2024-05-06T07:08", "local", utc("2024-05-06T07:08Z")],
    ["2024-05-06T07:08:09.5", "local", utc("2024-05-06T07:08:09.500Z")],
    ["2024-05-06T07:08:09Z", "instant", utc("2024-05-06T07:08:09Z")],
    ["2024-05-06T07:08:09+05:30", "instant", utc("2024-05-06T01:38:09Z")],
    ["2024-05-06T07:08:09-03:00", "instant", utc("2024-05-06T10:08:09Z")],
    ["0001-01-01", "local", utc("0001-01-01T00:00Z")],
    ["9999-12-31T23:59:59Z", "instant", utc("9999-12-31T23:59:59Z")],
  ])("takes %s", (text, kind, ms) => {
    expect(read(text)).toMatchObject({ [name]: { kind, ms } });
  });

  it("accepts an offset whose plus sign arrived as a space", () => {
    const asked = urlReaders[route](`${name}=2024-05-06T07:08:09+05:30`);
    expect(asked).toMatchObject({ [name]: { kind: "instant", ms: utc("2024-05-06T01:38:09Z") } });
  });

  it.each([
    "",
    " ",
    "yesterday",
    "2024",
    "2024-05",
    "2024-5-6",
    "2023-02-29",
    "2024-13-01",
    "2024-05-06 07:08",
    "2024-05-06T25:00",
    "2024-05-06T07:08:09+25:00",
    "10000-01-01",
    "-0001-01-01",
    "1715000000",
    "٢٠٢٤-٠٥-٠٦",
    "2024-05-06'; --",
    "null",
  ])("is refused as %j", (sent) => {
    const problem = problemOf(() => read(sent));
    expect(problem).toMatchObject({
      reason: "invalid_parameter",
      name,
      sent,
      accepted: expect.stringContaining("2025-06-24"),
    });
  });

  it("is refused when sent twice", () => {
    const twice = query(name, ["2024-05-06", "2024-05-06"]);
    expect(problemOf(() => urlReaders[route](twice))).toEqual({
      reason: "repeated_parameter",
      name,
      times: 2,
    });
  });
});

describe("facets of search", () => {
  it("are a list of the built-in and the declared facets, each once", () => {
    const all = ["section", "tag", "author", "lang", "year", "region", "desk"];
    expect(urlReaders.search("").facets).toEqual([]);
    expect(urlReaders.search(query("facets", all)).facets).toEqual(all);
    expect(urlReaders.search("facets=year&facets[]=year").facets).toEqual(["year"]);
    expect(bodyReaders.search({ facets: ["desk"] }).facets).toEqual(["desk"]);
  });

  it.each(["", "Section", "constructor", "section,tag", "url", "火"])("are refused as %j", (sent) => {
    expect(problemOf(() => urlReaders.search(query("facets", [sent])))).toMatchObject({
      reason: "invalid_parameter",
      name: "facets",
      sent,
      accepted: expect.stringContaining("`year`, `region` or `desk`"),
    });
    expect(problemOf(() => bodyReaders.search({ facets: [sent] }))).toMatchObject({ name: "facets" });
  });

  it("can't be text or a number in a body", () => {
    for (const facets of ["year", 5, { year: true }]) {
      expect(problemOf(() => bodyReaders.search({ facets }))).toMatchObject({ name: "facets" });
    }
  });
});

describe("declared fields", () => {
  it("are accepted only if they are declared, and a mere facet is not a filter", () => {
    for (const name of ["Region", "desk", "color"]) {
      const problem = problemOf(() => urlReaders.search(`${name}=a`));
      expect(problem).toMatchObject({ reason: "unknown_parameter", name });
      expect(problem).toMatchObject({ known: expect.arrayContaining(["q", "section", "region"]) });
    }
  });

  it("can't have the name of a parameter, a facet or a tracking parameter", () => {
    for (const name of ["q", "section", "year", "publishedAfter", "key", "url", "ids", "utm_x", "_"]) {
      expect([name, isReservedName(name)]).toEqual([name, true]);
    }
    expect(isReservedName("region")).toBe(false);
    expect(Object.keys(SEARCH_PARAMETERS).every(isReservedName)).toBe(true);
  });
});

describe("q", () => {
  it.each([
    "section=a",
    "tag[]=a",
    "region=a",
    "publishedAfter=2024-05-06",
    "q=&publishedBefore=2024-05-06",
    "q=%20&lang=en",
  ])("may be empty if there is a filter: %s", (search) => {
    expect(readQuestion(new URLSearchParams(search), DECLARED).q).toBe("");
  });

  it.each([
    "",
    "q=",
    "facets=year",
    "sort=newest",
    "q=%20&threshold=0",
  ])("is reported missing if there is no filter: %s", (search) => {
    const problem = problemOf(() => readQuestion(new URLSearchParams(search), DECLARED));
    expect(problem).toMatchObject({ reason: "missing_parameter", name: "q" });
    expect(problemOf(() => readQuestionBody({ q: null, section: [] }, DECLARED))).toMatchObject({
      name: "q",
    });
  });
});
