// Filters, facets, sorting and totals of search and of related articles: generated requests are compared with a plain
// filter over the articles themselves, and with what follows from the rules.

import { describe, expect, it } from "vitest";
import { FACET_VALUES_MAX } from "../../src/engine/facets.ts";
import { type Filters, NO_FILTERS } from "../../src/engine/filters.ts";
import { related } from "../../src/engine/related.ts";
import { search } from "../../src/engine/search.ts";
import { SEARCH_MODES, type SearchRequest } from "../../src/engine/search-request.ts";
import { foldName } from "../../src/index/facet-values.ts";
import type { Searcher } from "../../src/index/searcher.ts";
import { makeArticle } from "../support/articles.ts";
import {
  countPlainly,
  FILTER_NOW,
  FILTER_SETTINGS,
  filterArticles,
  passesPlainly,
  randomFilters,
} from "../support/filter-archive.ts";
import { pick } from "../support/generated.ts";
import { articleAt, openArticles, searcherOf } from "../support/packed-archive.ts";
import { seededRandom } from "../support/random.ts";
import { idsOf } from "../support/related.ts";
import { withGroups } from "../support/search-archive.ts";

const KINDS = ["section", "tag", "author", "lang", "year", "region", "live"];
const REQUEST = { query: "", mode: "keyword", limit: 1000, offset: 0, now: FILTER_NOW } as const;

function filters(names: Readonly<Record<string, readonly string[]>>, dates: Partial<Filters> = {}): Filters {
  return { ...NO_FILTERS, ...dates, names: new Map(Object.entries(names)) };
}

const ask = async (searcher: Searcher, request: Partial<SearchRequest>) => {
  const result = await search(searcher, { ...REQUEST, ...request });
  return { ...result, ids: idsOf(result.hits) };
};

describe.each([801, 802, 803, 804])("generated filters (seed %i)", async (seed) => {
  const random = seededRandom(seed);
  const articles = filterArticles(random, 120);
  const searcher = searcherOf(await openArticles(articles, { settings: FILTER_SETTINGS }));
  const [snapshot] = searcher.segments;
  const plainly = (wanted: Filters) =>
    articles.filter((article) => {
      const isVisible = article.publishedAt === null || Date.parse(article.publishedAt) <= FILTER_NOW;
      return article.search && isVisible && passesPlainly(article, wanted);
    });
  const sortedIds = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).sort();

  it("match the same articles as a plain check of each, in lists and in every search mode", async () => {
    for (let i = 0; i < 60; i++) {
      const wanted = randomFilters(random);
      const expected = sortedIds(plainly(wanted));
      const everything = { filters: wanted, duplicates: "include", threshold: 0 } as const;
      const list = await ask(searcher, everything);
      expect(list.ids.toSorted(), JSON.stringify([...wanted.names])).toEqual(expected);
      expect(list.total).toBe(expected.length);

      const mode = pick(random, SEARCH_MODES);
      const query = pick(random, ["volcano", "budget election"]);
      const all = await ask(searcher, { query, mode, duplicates: "include", threshold: 0 });
      const found = new Set(
        plainly(NO_FILTERS)
          .map(({ id }) => id)
          .filter((id) => all.ids.includes(id)),
      );
      const filtered = await ask(searcher, { query, mode, ...everything });
      // Whether the model supports the query's language depends on the archive, whatever is filtered.
      expect(filtered.mode).toBe(all.mode);
      expect(filtered.ids.toSorted()).toEqual(expected.filter((id) => found.has(id)));
    }
  });

  it("keep the order of the articles that match: words weigh as much as without filters", async () => {
    const placesOf = ({ ids, hits }: Awaited<ReturnType<typeof ask>>) =>
      new Map(ids.map((id, index) => [id, hits[index]?.explain().relevance ?? Number.NaN]));
    for (let i = 0; i < 40; i++) {
      const mode = pick(random, SEARCH_MODES);
      const request = { query: "volcano budget", mode, duplicates: "include", threshold: 0 } as const;
      const all = placesOf(await ask(searcher, request));
      const filtered = placesOf(await ask(searcher, { ...request, filters: randomFilters(random) }));
      for (const [id, place] of filtered) expect(place).toBe(all.get(id));
    }
  });

  it("give the same counts as a plain count over the hits, with the same totals on every page", async () => {
    for (let i = 0; i < 40; i++) {
      const wanted = randomFilters(random);
      const duplicates = pick<"collapse" | "include">(random, ["collapse", "include"]);
      const query = pick(random, ["", "volcano"]);
      const request = { query, filters: wanted, duplicates, facets: KINDS, threshold: 0 } as const;
      const whole = await ask(searcher, request);
      const hits = articles.filter(({ id }) => whole.ids.includes(id));
      expect(whole.total).toBe(whole.ids.length);
      for (const kind of KINDS) {
        const counted = [...(whole.facets.get(kind) ?? [])];
        const folded = new Map(counted.map(([name, count]) => [foldName(name), count]));
        expect(folded, kind).toEqual(countPlainly(hits, kind));
        expect(counted.map(([, count]) => count)).toEqual(
          counted.map(([, count]) => count).sort((a, b) => b - a),
        );
      }
      const page = await ask(searcher, { ...request, limit: 3, offset: 2 });
      expect(page).toMatchObject({ total: whole.total, facets: whole.facets, ids: whole.ids.slice(2, 5) });
    }
  });

  it("find as many hits for each facet value as it counts", async () => {
    const options = { duplicates: "include", threshold: 0 } as const;
    const { facets } = await ask(searcher, {
      ...options,
      filters: filters({ lang: ["en", "de", "zh"] }),
      facets: KINDS,
    });
    for (const kind of ["section", "tag", "author", "lang", "year", "region"]) {
      for (const [name, count] of facets.get(kind) ?? []) {
        expect([
          name,
          (await ask(searcher, { ...options, filters: filters({ [kind]: [name] }) })).total,
        ]).toEqual([name, count]);
      }
    }
  });

  it("apply to related articles before the nearest are chosen", async () => {
    for (let i = 0; i < 40; i++) {
      const wanted = randomFilters(random);
      const { id: ownId } = articleAt(snapshot, Math.floor(random() * articles.length));
      const subject = { kind: "articles", ids: [ownId] } as const;
      const own = articles.find(({ id }) => id === ownId);
      const options = {
        subject,
        limit: 1000,
        threshold: 0,
        recency: 0,
        diversity: 0,
        now: FILTER_NOW,
      } as const;
      const found = await related(searcher, { ...options, duplicates: "include", filters: wanted });
      const all = await related(searcher, { ...options, duplicates: "include" });
      const expected = articles.filter(
        (article) =>
          article !== own &&
          (article.publishedAt === null || Date.parse(article.publishedAt) <= FILTER_NOW) &&
          passesPlainly(article, wanted),
      );
      expect(idsOf(found.hits).sort()).toEqual(sortedIds(expected));
      expect(found.total).toBe(expected.length);
      const kept = idsOf(all.hits).filter((id) => expected.some((article) => article.id === id));
      expect(idsOf(found.hits)).toEqual(kept);
    }
  });
});

const days = ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"] as const;
const archive = await openArticles([
  ...days.map((day, number) =>
    makeArticle({
      id: `volcano-${number + 1}`,
      title: "Volcano erupts",
      body: "Lava reached the harbour town.".repeat(number === 1 ? 1 : 2),
      sections: [number < 2 ? "World" : "Science"],
      publishedAt: `${day}T12:00:00.000Z`,
    }),
  ),
  makeArticle({
    id: "undated",
    title: "Volcano guide",
    body: "Lava.",
    sections: ["World"],
    publishedAt: null,
  }),
  makeArticle({ id: "budget", title: "Budget passed", body: "Taxes and roads.", sections: ["World"] }),
]);
const plainSearcher = searcherOf(archive);
const VOLCANO = { query: "volcano lava", mode: "hybrid", threshold: 0.01, duplicates: "include" } as const;

describe("a range of dates", () => {
  const inRange = (after: string | null, before: string | null) =>
    ask(plainSearcher, {
      filters: filters(
        {},
        {
          publishedAfter: after === null ? null : Date.parse(after),
          publishedBefore: before === null ? null : Date.parse(before),
        },
      ),
      duplicates: "include",
    });

  it("includes its start and excludes its end", async () => {
    const { ids } = await inRange("2024-02-01T12:00:00.000Z", "2024-04-01T12:00:00.000Z");
    expect(ids).toEqual(["volcano-3", "volcano-2"]);
    const later = await inRange("2024-02-01T12:00:00.001Z", "2024-04-01T12:00:00.001Z");
    expect(later.ids).toEqual(["volcano-4", "volcano-3"]);
  });

  it("contains no undated article, and nothing if it ends before it begins", async () => {
    expect((await inRange(null, "9999-01-01")).ids).not.toContain("undated");
    expect((await inRange("0001-01-01", null)).ids).not.toContain("undated");
    expect((await inRange("2024-04-01", "2024-02-01")).total).toBe(0);
  });
});

describe("sort", () => {
  it("orders all hits above the threshold by date before taking a page, undated ones last", async () => {
    const relevant = await ask(plainSearcher, { ...VOLCANO, limit: 2 });
    expect(relevant.total).toBe(5);
    const newest = await ask(plainSearcher, { ...VOLCANO, sort: "newest" });
    expect(newest.ids).toEqual(["volcano-4", "volcano-3", "volcano-2", "volcano-1", "undated"]);
    const oldest = await ask(plainSearcher, { ...VOLCANO, sort: "oldest" });
    expect(oldest.ids).toEqual(["volcano-1", "volcano-2", "volcano-3", "volcano-4", "undated"]);
    const page = await ask(plainSearcher, { ...VOLCANO, sort: "oldest", limit: 2, offset: 1 });
    expect(page).toMatchObject({ ids: oldest.ids.slice(1, 3), total: 5 });
  });

  it("changes no score", async () => {
    const score = async (sort: "relevance" | "oldest") => {
      const { hits, ids } = await ask(plainSearcher, { ...VOLCANO, sort });
      return new Map(ids.map((id, at) => [id, hits[at]?.score]));
    };
    expect(await score("oldest")).toEqual(await score("relevance"));
  });
});

describe("an empty query", () => {
  it("lists what the filters match, newest first, whatever the settings for relevance and recency", async () => {
    const science = filters({ section: ["science"] });
    for (const sort of ["relevance", "newest"] as const) {
      const { ids, hits, mode } = await ask(plainSearcher, {
        filters: science,
        sort,
        recency: 1,
        mode: "hybrid",
      });
      expect([ids, mode]).toEqual([["volcano-4", "volcano-3"], "keyword"]);
      expect(hits.map(({ score }) => score)).toEqual([1, 1]);
    }
    expect((await ask(plainSearcher, { filters: science, sort: "oldest" })).ids).toEqual([
      "volcano-3",
      "volcano-4",
    ]);
    expect((await ask(plainSearcher, { filters: science, threshold: 1 })).total).toBe(2);
  });

  it("lists undated articles last, however much age counts", async () => {
    const { ids } = await ask(plainSearcher, { filters: filters({ section: ["World"] }), recency: 1 });
    expect(ids.at(-1)).toBe("undated");
  });
});

describe("filters of search", () => {
  it("base the first hit's score on matching articles, which may not include the nearest of all", async () => {
    const all = await ask(plainSearcher, { ...VOLCANO, threshold: 0 });
    const only = await ask(plainSearcher, {
      ...VOLCANO,
      threshold: 0,
      filters: filters({ section: ["World"] }),
    });
    const budget = await ask(plainSearcher, {
      ...VOLCANO,
      threshold: 0,
      filters: filters({}, { publishedAfter: Date.parse("2024-05-01") }),
    });
    expect(budget.ids).toEqual(["budget"]);
    expect(budget.hits[0]?.score).toBeLessThan(all.hits[0]?.score ?? 0);
    expect(only.hits[0]?.score).toBeLessThanOrEqual(all.hits[0]?.score ?? 0);
  });

  it("hide a near-duplicate that does not match, as a hit and as one that a hit represents", async () => {
    const searcher = searcherOf(withGroups(archive, ["volcano-4", "volcano-1"]));
    const both = await ask(searcher, { ...VOLCANO, duplicates: "collapse" });
    const hit = both.hits[both.ids.indexOf("volcano-4")];
    expect(hit?.duplicates).toEqual(["volcano-1"]);
    for (const [section, id] of [["World", "volcano-1"] as const, ["Science", "volcano-4"] as const]) {
      const one = await ask(searcher, {
        ...VOLCANO,
        duplicates: "collapse",
        filters: filters({ section: [section] }),
        facets: ["section"],
      });
      expect(one.hits[one.ids.indexOf(id)]?.duplicates).toEqual([]);
      expect(one.facets.get("section")).toEqual(new Map([[section, one.total]]));
    }
  });

  it("count near-duplicates once in facets if they are one hit", async () => {
    const searcher = searcherOf(withGroups(archive, ["volcano-4", "volcano-3"]));
    const count = async (duplicates: "collapse" | "include") =>
      (await ask(searcher, { ...VOLCANO, duplicates, facets: ["section"] })).facets.get("section");
    expect((await count("include"))?.get("Science")).toBe(2);
    expect((await count("collapse"))?.get("Science")).toBe(1);
  });
});

describe("pinned and newest articles", () => {
  it("are in a related list only if they match the filters", async () => {
    const pinning = await openArticles([
      makeArticle({ id: "subject", title: "Harbour", relatedIds: ["pin", "other"] }),
      makeArticle({ id: "pin", title: "Budget", tags: ["money"] }),
      makeArticle({ id: "other", title: "Election", tags: ["votes"] }),
    ]);
    const subject = { kind: "articles", ids: ["subject"] } as const;
    const options = {
      subject,
      limit: 5,
      threshold: 1,
      now: FILTER_NOW,
      filters: filters({ tag: ["money"] }),
    };
    const { hits, total } = await related(searcherOf(pinning), { ...options, fallback: "recent" });
    expect([idsOf(hits), total]).toEqual([["pin"], 1]);
  });
});

describe("facets", () => {
  it(`list the ${FACET_VALUES_MAX} most frequent values, ties ordered by name`, async () => {
    const tag = (number: number) => `tag ${String(number).padStart(3, "0")}`;
    const many = await openArticles(
      Array.from({ length: 130 }, (_, number) =>
        makeArticle({
          id: `a${number}`,
          title: "Lava",
          tags: [tag(number), ...(number > 120 ? ["frequent"] : [])],
        }),
      ),
    );
    const { facets } = await ask(searcherOf(many), {
      filters: filters({ lang: ["en"] }),
      duplicates: "include",
      facets: ["tag"],
    });
    const names = [...(facets.get("tag")?.keys() ?? [])];
    expect(names).toEqual([
      "frequent",
      ...Array.from({ length: FACET_VALUES_MAX - 1 }, (_, number) => tag(number)),
    ]);
  });

  it("are omitted unless requested, and empty if no hit has a value", async () => {
    expect((await ask(plainSearcher, VOLCANO)).facets.size).toBe(0);
    const { facets } = await ask(plainSearcher, { ...VOLCANO, facets: ["author"] });
    expect(facets).toEqual(new Map([["author", new Map()]]));
  });
});
