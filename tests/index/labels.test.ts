// What articles can be filtered and counted by, as it lies in the snapshot: keys, names and lists.

import { describe, expect, it } from "vitest";
import { foldName, labelKey } from "../../src/index/facet-values.ts";
import { makeArticle } from "../support/articles.ts";
import { openArticles, ordinalOf } from "../support/packed-archive.ts";

const articles = [
  makeArticle({
    id: "a",
    sections: ["World"],
    tags: ["Grain", "war"],
    authors: ["Ana Ortiz"],
    lang: "en-gb",
  }),
  makeArticle({ id: "b", sections: ["world"], tags: ["grain"], lang: "zh-hant-tw" }),
  makeArticle({ id: "c", sections: ["World", "WORLD"], publishedAt: "2023-12-31T23:30:00.000Z" }),
  makeArticle({
    id: "d",
    publishedAt: null,
    fields: { region: ["Bavaria", " bavaria ", ""], words: 1200, live: true, kicker: "Opinion" },
  }),
];
const settings = {
  timeZone: "Europe/Berlin",
  filterFields: ["region", "words"],
  facetFields: ["region", "live"],
};
const snapshot = await openArticles(articles, { settings });
const { facets } = snapshot.columns;

const keysOf = (id: string) =>
  [...facets.lists.at(ordinalOf(snapshot, id))].map((value) => facets.keys.at(value));
const nameOf = (key: string) => facets.names.at(facets.keys.find(key));

describe("labels", () => {
  it("are section, tags, authors, language and year, ascending by their keys", () => {
    const keys = [
      "author:ana ortiz",
      "lang:en",
      "lang:en-gb",
      "section:world",
      "tag:grain",
      "tag:war",
      "year:2024",
    ];
    expect(keysOf("a")).toEqual(keys);
  });

  it("have a language under each of its shorter tags", () => {
    expect(keysOf("b").filter((key) => key.startsWith("lang:"))).toEqual([
      "lang:zh",
      "lang:zh-hant",
      "lang:zh-hant-tw",
    ]);
  });

  it("count the year in the site's time zone, and none where there is no date", () => {
    expect(keysOf("c")).toContain("year:2024");
    expect(keysOf("d").some((key) => key.startsWith("year:"))).toBe(false);
  });

  it("are one for all spellings of a name, shown as it is written most often", () => {
    expect(keysOf("c").filter((key) => key.startsWith("section:"))).toEqual(["section:world"]);
    expect(nameOf("section:world")).toBe("World");
  });

  it("hold declared fields that are filters or facets: texts, numbers, true and false", () => {
    const own = keysOf("d").filter((key) => !key.startsWith("lang:"));
    expect(own).toEqual(["live:true", "region:bavaria", "words:1200"]);
    expect(nameOf("region:bavaria")).toBe("Bavaria");
  });

  it("keep no spelling of a field that is a filter and no facet", () => {
    expect(nameOf("words:1200")).toBe("");
    expect(nameOf("live:true")).toBe("true");
  });
});

describe("foldName", () => {
  it("makes one of names that differ in case, white space or the way an accent is encoded", () => {
    for (const same of ["Élan  Vital", " élan vital\n", "e\u0301LAN\tVITAL"])
      expect(foldName(same)).toBe("élan vital");
    expect(labelKey("tag", " A B ")).toBe("tag:a b");
  });

  it("keeps accents, which tell names apart", () => {
    expect(foldName("Müller")).not.toBe(foldName("Muller"));
  });
});
