// Which requests share a cached response, and which do not.

import { describe, expect, it } from "vitest";
import { CACHEABLE, cacheableRequest } from "../../src/http/parameters/cacheable-requests.ts";

const declared = { filterFields: ["desk"], facetFields: ["desk"] };

function formOf(pattern: string, query: string, path: Record<string, string> = {}): string {
  const asked = CACHEABLE[pattern]?.(new URLSearchParams(query), declared) ?? {};
  return cacheableRequest(pattern, path, asked).form;
}

describe("equivalent requests have the same form", () => {
  it.each([
    ["in whatever order its parameters are", "/v1/search", "q=a&limit=3&tag=x", "tag=x&limit=3&q=a"],
    ["with the aliases of a list", "/v1/search", "q=a&tag=x&tag=y", "q=a&tag[]=x&tag=y"],
    ["in whatever order the names of a filter are", "/v1/search", "q=a&tag=x&tag=y", "q=a&tag=y&tag=x&tag=x"],
    ["of a declared field too", "/v1/search", "q=a&desk=1&desk=2", "desk[]=2&desk[]=1&q=a"],
    ["with its defaults spelt out", "/v1/search", "q=a", "q=a&limit=10&mode=hybrid&explain=false"],
    [
      "ignoring the key and tracking parameters",
      "/v1/search",
      "q=a",
      "q=a&key=k&utm_source=x&fbclid=y&gclid=z&_=1",
    ],
    ["with white space around the query", "/v1/search", "q=a", "q=+a+"],
    ["with a number written otherwise", "/v1/search", "q=a&threshold=0.5", "q=a&threshold=0.50"],
    [
      "with excluded ids in any order",
      "/v1/articles/:id/related",
      "exclude=b&exclude=c",
      "exclude=c&exclude=b",
    ],
    ["with an escaped query", "/v1/suggest", "q=h%C3%A9", "q=hé"],
  ])("%s", (_, pattern, one, other) => {
    expect(formOf(pattern, one)).toBe(formOf(pattern, other));
  });
});

describe("requests have different forms", () => {
  it.each([
    ["if any value differs", "/v1/search", "q=a", "q=b"],
    ["if a filter has other values", "/v1/search", "q=a&tag=x", "q=a&tag=y"],
    ["if the same value belongs to another filter", "/v1/search", "q=a&tag=x", "q=a&section=x"],
    ["if a list is split differently", "/v1/search", "q=a&tag=x&tag=y", "q=a&tag=x,y"],
    ["if a declared field is added", "/v1/search", "q=a&desk=1", "q=a"],
    [
      "if a date has a time zone",
      "/v1/search",
      "q=a&publishedAfter=2020-01-01",
      "q=a&publishedAfter=2020-01-01T00:00:00Z",
    ],
    [
      "if the order of facets differs, since the response follows it",
      "/v1/search",
      "q=a&facets=tag&facets=year",
      "q=a&facets=year&facets=tag",
    ],
    ["if the format differs", "/v1/articles/:id/related", "", "format=html"],
  ])("%s", (_, pattern, one, other) => {
    expect(formOf(pattern, one)).not.toBe(formOf(pattern, other));
  });

  it("by route and by the id in the path", () => {
    const forms = [
      formOf("/v1/articles", ""),
      formOf("/v1/articles/:id", "", { id: "a" }),
      formOf("/v1/articles/:id", "", { id: "b" }),
      formOf("/v1/articles/:id/related", "", { id: "a" }),
    ];
    expect(new Set(forms).size).toBe(4);
  });
});

it("the parameters show whether a request asks for explanations or depends on the time", () => {
  const of = (pattern: string, asked: Record<string, unknown>) => cacheableRequest(pattern, {}, asked);
  expect(of("/v1/search", { explain: true, recency: 0 })).toMatchObject({ explains: true, ages: false });
  expect(of("/v1/search", { explain: false, recency: 0.5 })).toMatchObject({ explains: false, ages: true });
  expect(of("/v1/related", { recency: 0.5 })).toMatchObject({ explains: false, ages: false });
  expect(of("/v1/suggest", {})).toMatchObject({ explains: false, ages: false });
});

it("invalid requests are refused just as the route refuses them", () => {
  expect(() => formOf("/v1/search", "q=a&limit=0")).toThrow("invalid_parameter");
  expect(() => formOf("/v1/search", "limit=3")).toThrow("missing_parameter");
  expect(() => formOf("/v1/articles/:id", "x=1")).toThrow("unknown_parameter");
});
