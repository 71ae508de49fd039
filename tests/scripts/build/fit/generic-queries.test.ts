// The lists of generic queries have the size, the shape and the spelling that fitting on them relies on.

import { describe, expect, it } from "vitest";
import { GENERIC_QUERY_LANGUAGES, genericQueries } from "../../../../scripts/build/fit/generic-queries.ts";

/** Share of queries by their number of words: lower and upper bound of words, lower and upper bound of the share. */
const FORMS: readonly (readonly [
  name: string,
  words: readonly [number, number],
  share: readonly [number, number],
])[] = [
  ["one word", [1, 1], [0.06, 0.1]],
  ["two or three words", [2, 3], [0.26, 0.34]],
  ["four to seven words", [4, 7], [0.26, 0.4]],
  ["eight to nineteen words", [8, 19], [0.18, 0.3]],
  ["twenty to forty words", [20, 40], [0.025, 0.06]],
];

const wordCount = (query: string): number => query.split(/\s+/).length;

/** As two readers would call it the same query: case, accents and punctuation aside. */
const folded = (query: string): string =>
  query
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

describe("genericQueries", () => {
  it("has a list for each of the seven languages", () => {
    expect([...GENERIC_QUERY_LANGUAGES].sort()).toEqual(["de", "en", "es", "fr", "it", "nl", "pt"]);
  });

  it("has no queries for a language without a list", () => {
    expect(genericQueries("ja")).toEqual([]);
  });

  it("has no queries for an empty tag", () => {
    expect(genericQueries("")).toEqual([]);
  });

  it.each(["en-GB", "EN", "en_US"])("reads %s as English", (tag) => {
    expect(genericQueries(tag)).toBe(genericQueries("en"));
  });

  it("does not take a longer subtag for the language it begins like", () => {
    expect(genericQueries("enm")).toEqual([]);
  });

  it("repeats no query in two languages", () => {
    const all = GENERIC_QUERY_LANGUAGES.flatMap((lang) => genericQueries(lang).map(folded));
    expect(all.filter((query, at) => all.indexOf(query) !== at)).toEqual([]);
  });
});

describe.each(GENERIC_QUERY_LANGUAGES)("the generic queries in %s", (lang) => {
  const queries = genericQueries(lang);

  it("are enough to estimate a distribution", () => {
    expect(queries.length).toBeGreaterThanOrEqual(lang === "en" ? 600 : 120);
  });

  it("differ from each other by more than case, accents and punctuation", () => {
    const seen = queries.map(folded);
    expect(seen.filter((query, at) => seen.indexOf(query) !== at)).toEqual([]);
  });

  it("have a letter each and fit the longest query a search accepts", () => {
    expect(queries.filter((query) => query.length > 512 || !/\p{L}/u.test(query))).toEqual([]);
  });

  it("are a single line each, without comments", () => {
    expect(queries.filter((query) => query !== query.trim() || /^#|[\n\t]| {2}/.test(query))).toEqual([]);
  });

  it("use none of the search's operators, so that their plain words are scored", () => {
    expect(queries.filter((query) => /["“”„«»]|(?:^|\s)[-–—]/.test(query))).toEqual([]);
  });

  it("have no more than forty words", () => {
    expect(queries.filter((query) => wordCount(query) > 40)).toEqual([]);
  });

  it.each(FORMS)("have a realistic share of %s", (_name, [least, most], [low, high]) => {
    const share = queries.filter((query) => wordCount(query) >= least && wordCount(query) <= most).length;
    expect(share / queries.length).toBeGreaterThanOrEqual(low);
    expect(share / queries.length).toBeLessThanOrEqual(high);
  });

  it("ask full questions in a realistic share", () => {
    const share = queries.filter((query) => query.endsWith("?")).length / queries.length;
    expect(share).toBeGreaterThanOrEqual(0.08);
    expect(share).toBeLessThanOrEqual(0.22);
  });
});
