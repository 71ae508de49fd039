// Which requests are one and the same, and which are not.

import { describe, expect, it } from "vitest";
import { CACHEABLE, cacheableRequest } from "../../src/http/parameters/cacheable-requests.ts";

const declared = { filterFields: ["desk"], facetFields: ["desk"] };

function formOf(pattern: string, query: string, path: Record<string, string> = {}): string {
  const asked = CACHEABLE[pattern]?.(new URLSearchParams(query), declared) ?? {};
  return cacheableRequest(pattern, path, asked).form;
}

describe("a request has one form", () => {
  it.each([
    ["in whatever order its parameters are", "/v1/search", "q=a&limit=3&tag=x", "tag=x&limit=3&q=a"],
    ["with the aliases of a list", "/v1/search", "q=a&tag=x&tag=y", "q=a&tag[]=x&tag=y"],
    ["in whatever order the names of a filter are", "/v1/search", "q=a&tag=x&tag=y", "q=a&tag=y&tag=x&tag=x"],
    ["of a declared field too", "/v1/search", "q=a&desk=1&desk=2", "desk[]=2&desk[]=1&q=a"],
    ["with its defaults spelt out", "/v1/search", "q=a", "q=a&limit=10&mode=hybrid&explain=false"],
    [
      "without a key and what trackers add",
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

describe("requests are told apart", () => {
  it.each([
    ["by every value", "/v1/search", "q=a", "q=b"],
    ["by the names of a filter", "/v1/search", "q=a&tag=x", "q=a&tag=y"],
    ["by the filter that a name belongs to", "/v1/search", "q=a&tag=x", "q=a&section=x"],
    ["by where a list is divided", "/v1/search", "q=a&tag=x&tag=y", "q=a&tag=x,y"],
    ["by a declared field", "/v1/search", "q=a&desk=1", "q=a"],
    [
      "by zones of moments",
      "/v1/search",
      "q=a&publishedAfter=2020-01-01",
      "q=a&publishedAfter=2020-01-01T00:00:00Z",
    ],
    [
      "by the order of facets, which the answer has",
      "/v1/search",
      "q=a&facets=tag&facets=year",
      "q=a&facets=year&facets=tag",
    ],
    ["by the format", "/v1/articles/:id/related", "", "format=html"],
  ])("%s", (_, pattern, one, other) => {
    expect(formOf(pattern, one)).not.toBe(formOf(pattern, other));
  });

  it("by route and by what its path names", () => {
    const forms = [
      formOf("/v1/articles", ""),
      formOf("/v1/articles/:id", "", { id: "a" }),
      formOf("/v1/articles/:id", "", { id: "b" }),
      formOf("/v1/articles/:id/related", "", { id: "a" }),
    ];
    expect(new Set(forms).size).toBe(4);
  });
});

it("what explains, and what moves with the time, is known by its parameters", () => {
  const of = (pattern: string, asked: Record<string, unknown>) => cacheableRequest(pattern, {}, asked);
  expect(of("/v1/search", { explain: true, recency: 0 })).toMatchObject({ explains: true, ages: false });
  expect(of("/v1/search", { explain: false, recency: 0.5 })).toMatchObject({ explains: false, ages: true });
  expect(of("/v1/related", { recency: 0.5 })).toMatchObject({ explains: false, ages: false });
  expect(of("/v1/suggest", {})).toMatchObject({ explains: false, ages: false });
});

it("what is not accepted is refused as by the route", () => {
  expect(() => formOf("/v1/search", "q=a&limit=0")).toThrow("invalid_parameter");
  expect(() => formOf("/v1/search", "limit=3")).toThrow("missing_parameter");
  expect(() => formOf("/v1/articles/:id", "x=1")).toThrow("unknown_parameter");
});
