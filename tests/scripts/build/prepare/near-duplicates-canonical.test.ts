// Which article of a group of near-duplicates is shown.

import { describe, expect, it } from "vitest";
import {
  chooseCanonical,
  isAgencyCopy,
} from "../../../../scripts/build/prepare/near-duplicates-canonical.ts";
import { makeArticle } from "../../../support/articles.ts";

const chosen = (...articles: readonly ReturnType<typeof makeArticle>[]) =>
  articles[chooseCanonical(articles, [...articles.keys()])]?.id;

describe("the article that is shown", () => {
  it("is the newest", () => {
    const old = makeArticle({ id: "old", publishedAt: "2024-01-01T00:00:00.000Z" });
    const young = makeArticle({ id: "young", publishedAt: "2024-01-02T00:00:00.000Z" });
    expect(chosen(young, old)).toBe("young");
    expect(chosen(old, young)).toBe("young");
  });

  it("is a dated one rather than an undated one", () => {
    expect(chosen(makeArticle({ id: "undated", publishedAt: null }), makeArticle({ id: "dated" }))).toBe(
      "dated",
    );
  });

  it("is the last updated of those published at one time", () => {
    const updated = makeArticle({ id: "updated", updatedAt: "2024-06-01T00:00:00.000Z" });
    expect(chosen(makeArticle({ id: "as-it-was" }), updated)).toBe("updated");
  });

  it("is the longest of those with the same dates, and then the first by id", () => {
    expect(
      chosen(makeArticle({ id: "a", body: "Short." }), makeArticle({ id: "b", body: "Longer text." })),
    ).toBe("b");
    expect(chosen(makeArticle({ id: "b" }), makeArticle({ id: "a" }))).toBe("a");
  });

  it("is an own report, however new the agency's copy is", () => {
    const own = makeArticle({ id: "own", authors: ["Jane Doe"], publishedAt: "2024-01-01T00:00:00.000Z" });
    const copy = makeArticle({ id: "copy", authors: ["AFP"], publishedAt: "2024-01-02T00:00:00.000Z" });
    expect(chosen(own, copy)).toBe("own");
  });

  it("is looked for among one article at least", () => {
    expect(() => chooseCanonical([], [])).toThrow(RangeError);
  });
});

describe("an agency's copy", () => {
  it.each([
    ["its byline", { authors: ["Reuters"] }],
    ["its byline in full", { authors: ["By The Associated Press"] }],
    ["several agencies", { authors: ["dpa", "AFP"] }],
    ["a dateline", { body: "PARIS (AFP) - The museum opened again." }],
    ["an agency in brackets at the beginning", { body: "(Reuters) - Shares fell." }],
    ["what its summary says", { summary: "Agency copy: the museum opened again." }],
  ])("is known by %s", (_, fields) => {
    expect(isAgencyCopy(makeArticle(fields))).toBe(true);
  });

  it.each([
    ["has an own author too", { authors: ["Jane Doe", "Reuters"] }],
    ["is by somebody who is named like one", { authors: ["Ann Reuters"] }],
    [
      "quotes an agency in its middle",
      { body: `${"The museum opened again. ".repeat(9)}Visitors told (AFP) so.` },
    ],
    ["has neither author nor body", {}],
  ])("is not what %s", (_, fields) => {
    expect(isAgencyCopy(makeArticle(fields))).toBe(false);
  });
});
