// Search in an archive with several languages of which the model supports only some (here: English).

import { describe, expect, it } from "vitest";
import type { Encoder } from "../../src/encoder/encoder.ts";
import { search } from "../../src/engine/search.ts";
import type { SearchRequest } from "../../src/engine/search-request.ts";
import { makeArticle } from "../support/articles.ts";
import { openArticles, searcherOf } from "../support/packed-archive.ts";
import { withSearchParameters } from "../support/search-archive.ts";
import { createWordEncoder } from "../support/word-encoder.ts";

const NOW = Date.parse("2025-01-01T00:00:00Z");

const snapshot = await openArticles([
  makeArticle({ id: "volcano", title: "Volcano erupts", body: "Lava reached the harbour town overnight." }),
  makeArticle({ id: "budget", title: "Budget passed", body: "The council agreed on taxes and roads." }),
  makeArticle({
    id: "proteste",
    title: "Proteste gegen Elections in Kiel",
    body: "Menschen am Hafen.",
    lang: "de",
  }),
  makeArticle({ id: "vulkan", title: "Volcano Vulkan", body: "Asche über dem Hafen.", lang: "de-AT" }),
  makeArticle({ id: "election", title: "Election called", body: "Voters go to the polls in autumn." }),
  makeArticle({ id: "guerre", title: "La guerre de l’Ukraine", body: "Des combats.", lang: "fr" }),
]);

const ask = async (request: Partial<SearchRequest>, encoder: Encoder = createWordEncoder()) => {
  const result = await search(searcherOf(snapshot, encoder), {
    query: "volcano",
    mode: "hybrid",
    limit: 50,
    offset: 0,
    threshold: 0,
    now: NOW,
    ...request,
  });
  return { ...result, ids: result.hits.map(({ article }) => article.id) };
};

describe("a query whose words occur only in an unsupported language", () => {
  const deaf: Encoder = { ...createWordEncoder(), encode: () => Promise.reject(new Error("was asked")) };

  it.each([
    ["hafen menschen", ["proteste", "vulkan"]],
    ["proteste", ["proteste"]],
    ["l'Ukraine", ["guerre"]],
  ])("is searched by words alone, and the response says so: %s", async (query, ids) => {
    const result = await ask({ query }, deaf);
    expect(result).toMatchObject({ mode: "keyword", semanticRatio: 0 });
    expect(result.ids).toEqual(ids);
  });

  it("is still compared by meaning if that mode is requested explicitly", async () => {
    const { mode, ids } = await ask({ query: "hafen menschen", mode: "semantic" });
    expect(mode).toBe("semantic");
    expect(ids.sort()).toEqual(["budget", "election", "volcano"]);
  });
});

describe("a query whose words occur in both kinds of language", () => {
  it("is ranked by meaning, and by words among articles in unsupported languages", async () => {
    const { mode, ids, hits } = await ask({ query: "volcano" });
    expect(mode).toBe("hybrid");
    expect(ids.slice(0, 2).sort()).toEqual(["volcano", "vulkan"]);
    const details = new Map(hits.map((hit, place) => [ids[place], { ...hit.explain(), ...hit }]));
    expect(details.get("volcano")).toMatchObject({ semantic: { rank: 1 }, keyword: { rank: 1 } });
    expect(details.get("vulkan")).toMatchObject({ semantic: null, place: { passage: null } });
    expect(details.get("vulkan")?.keyword?.score).toBeGreaterThan(0);
  });

  it("leaves out articles in unsupported languages that have none of its words", async () => {
    const { ids } = await ask({ query: "volcano" });
    expect(ids).not.toContain("proteste");
    expect(ids).toContain("budget");
  });

  it("gives an article in an unsupported language the score of its words alone", async () => {
    const hybrid = await ask({ query: "volcano asche" });
    const keyword = await ask({ query: "volcano asche", mode: "keyword" });
    const scoreIn = ({ ids, hits }: typeof hybrid) => hits[ids.indexOf("vulkan")]?.score;
    expect(scoreIn(hybrid)).toBe(scoreIn(keyword));
  });
});

describe("words of articles in another language than the site's", () => {
  it.each([
    ["elections", ["election", "proteste"]],
    ["proteste", ["proteste"]],
    ["Ukraine", ["guerre"]],
    ["l'Ukraine", ["guerre"]],
  ])("are found: %s", async (query, ids) => {
    expect((await ask({ query, mode: "keyword" })).ids.sort()).toEqual(ids);
  });
});

describe("curves for a single language", () => {
  it("apply only if the first hit is in that language, whatever its region", async () => {
    const { curves } = snapshot.ranking.search;
    const never = { ...curves, keyword: { ...curves.keyword, intercept: -1000 } };
    const searcher = searcherOf(withSearchParameters(snapshot, { languages: { de: never } }));
    const firstScore = async (query: string) => {
      const request = { query, mode: "keyword", limit: 1, offset: 0, threshold: 0, now: NOW } as const;
      return (await search(searcher, request)).hits[0]?.score ?? -1;
    };
    expect(await firstScore("asche")).toBeLessThan(1e-6);
    expect(await firstScore("menschen")).toBeLessThan(1e-6);
    expect(await firstScore("budget")).toBe((await ask({ query: "budget", mode: "keyword" })).hits[0]?.score);
  });
});
