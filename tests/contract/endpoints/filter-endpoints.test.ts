// Filters, facets, sorting and POST /v1/search over HTTP: on the sample archive, and on one with declared fields.

import { describe, expect, it } from "vitest";
import type { FieldValue } from "../../../scripts/build/source/article/article.ts";
import { makeArticle } from "../../support/articles.ts";
import { memoryService } from "../../support/memory-service.ts";
import { seededRandom } from "../../support/random.ts";
import { SAMPLE_NOW, sampleService } from "../../support/sample-service.ts";

const get = sampleService();
const VLADIVOSTOK = "2019-04-25-kim-putin-vladivostok-talks";
const RELATED = `/v1/articles/${VLADIVOSTOK}/related`;

interface Hit {
  readonly id: string;
  readonly sections: readonly string[];
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  readonly publishedAt: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
}
const idsOf = (hits: readonly Hit[]) => hits.map(({ id }) => id);

function post(body: unknown, headers: Record<string, string> = { "Content-Type": "application/json" }) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return get("/v1/search", { method: "POST", body: text, headers });
}

describe.each([
  ["/v1/search?q=summit&threshold=0&limit=50&"],
  ["/v1/search?limit=50&"],
  ["/v1/articles?limit=50&"],
  [`${RELATED}?threshold=0&limit=20&`],
])("%s with a filter", (path) => {
  it.each<[string, (hit: Hit) => boolean]>([
    ["section=World", ({ sections }) => sections.includes("World")],
    ["section=%20WORLD%20", ({ sections }) => sections.includes("World")],
    ["section=Science&section[]=Culture", ({ sections }) => /Science|Culture/.test(sections.join())],
    ["tag=shipping", ({ tags }) => tags.includes("shipping")],
    ["author=world desk", ({ authors }) => authors.includes("World Desk")],
    ["lang=en&tag=space", ({ tags }) => tags.includes("space")],
    ["year=2019&year=2022", ({ publishedAt }) => /^20(?:19|22)/.test(publishedAt)],
    ["publishedAfter=2023-01-01", ({ publishedAt }) => publishedAt >= "2023-01-01"],
    ["publishedBefore=2023-01-01T00:00:00Z", ({ publishedAt }) => publishedAt < "2023-01-01"],
    [
      "section=World&section=Politics&tag=defence&publishedAfter=2022-06-01&publishedBefore=2025-06-01",
      ({ sections, tags, publishedAt }) =>
        /World|Politics/.test(sections.join()) &&
        tags.includes("defence") &&
        publishedAt >= "2022-06-01" &&
        publishedAt < "2025-06-01",
    ],
  ])("%s has hits, and only matching ones", async (filter, fits) => {
    const { status, body } = await get(path + filter);
    expect(status).toBe(200);
    expect(body.hits.length).toBeGreaterThan(0);
    expect(body.totalHits).toBeGreaterThanOrEqual(body.hits.length);
    expect(body.hits.filter((hit: Hit) => !fits(hit))).toEqual([]);
  });

  it.each([
    "section=Nowhere",
    "tag=ship",
    "lang=de",
    "lang=e",
    "author=%3Cscript%3E",
    "tag=%F0%9F%99%82",
    "publishedAfter=9000-01-01",
    "year=1900",
    "publishedAfter=2024-01-01&publishedBefore=2023-01-01",
  ])("%s has no hits, which is not an error", async (filter) => {
    expect(await get(path + filter)).toMatchObject({
      status: 200,
      body: { hits: [], totalHits: 0 },
    });
  });

  it.each([
    ["section=", "invalid_section"],
    ["author=a&author=", "invalid_author"],
    ["publishedAfter=2024-02-30", "invalid_published_after"],
    ["publishedBefore=", "invalid_published_before"],
    ["publishedBefore=2024-01-01&publishedBefore=2024-01-01", "invalid_published_before"],
    ["sections=World", "unknown_parameter"],
    ["region=Bavaria", "unknown_parameter"],
  ])("%s is refused with %s", async (filter, code) => {
    expect(await get(path + filter)).toMatchObject({ status: 400, body: { code, type: "invalid_request" } });
  });
});

describe("related articles with filters", () => {
  it("are filtered in both lists of a timeline and in the fallback", async () => {
    const { body } = await get(`${RELATED}?direction=timeline&threshold=0&section=World&limit=20`);
    expect(body.before.length).toBeGreaterThan(0);
    for (const { sections } of [...body.before, ...body.after]) expect(sections).toContain("World");
    const filled = (await get(`${RELATED}?threshold=1&fallback=recent&section=Culture`)).body.hits;
    expect(filled).toHaveLength(5);
    for (const { sections } of filled) expect(sections).toContain("Culture");
  });

  it("are filtered the same way for a draft and for several articles, with filters in the body", async () => {
    const init = (body: object) => ({
      method: "POST",
      body: JSON.stringify({ ...body, threshold: 0, section: ["science"], publishedBefore: "2024-01-01" }),
      headers: { "Content-Type": "application/json" },
    });
    for (const body of [{ draft: { text: "Talks in Vladivostok." } }, { ids: [VLADIVOSTOK], lang: ["en"] }]) {
      const { hits } = (await get("/v1/related", init(body))).body;
      expect(hits).toHaveLength(5);
      for (const { sections, publishedAt } of hits) {
        expect(sections).toContain("Science");
        expect(publishedAt < "2024-01-01").toBe(true);
      }
    }
    const foreign = { ids: [VLADIVOSTOK], lang: ["de"] };
    expect((await get("/v1/related", init(foreign))).body.hits).toEqual([]);
  });
});

describe("search without a query", () => {
  it("lists what matches the filter, newest or oldest first, each with the beginning of its text", async () => {
    const newest = (await get("/v1/search?q=&section=World&limit=50&duplicates=include")).body;
    expect(newest).toMatchObject({ query: "", mode: "keyword", semanticRatio: 0, totalRelation: "eq" });
    const dates = newest.hits.map(({ publishedAt }: Hit) => publishedAt);
    expect(dates).toEqual(dates.toSorted().reverse());
    const { hits } = (await get("/v1/articles?section=World&limit=50")).body;
    expect(idsOf(newest.hits)).toEqual(idsOf(hits));
    for (const hit of newest.hits)
      expect([hit.score, hit.excerpt.text.length > 0, hit.excerpt.highlights]).toEqual([1, true, []]);
    const oldest = (await get("/v1/search?section=World&limit=50&duplicates=include&sort=oldest")).body;
    expect(idsOf(oldest.hits)).toEqual(idsOf(newest.hits).reverse());
  });

  it("has nothing to explain", async () => {
    const { hits } = (await get("/v1/search?section=World&explain=true")).body;
    for (const hit of hits) expect(hit).not.toHaveProperty("scoreDetails");
  });

  it.each([
    "",
    "?facets=year",
    "?q=%20&sort=newest",
  ])("and without a filter reports the missing query: %s", async (query) => {
    expect((await get(`/v1/search${query}`)).body.code).toBe("missing_q");
  });
});

describe("sort", () => {
  it("orders the hits above the threshold by date without changing them", async () => {
    const query = "/v1/search?q=summit&limit=50";
    const relevant = (await get(query)).body;
    const newest = (await get(`${query}&sort=newest`)).body;
    expect(newest.totalHits).toBe(relevant.totalHits);
    expect(idsOf(newest.hits).sort()).toEqual(idsOf(relevant.hits).sort());
    const dates = newest.hits.map(({ publishedAt }: Hit) => publishedAt);
    expect(dates).toEqual(dates.toSorted().reverse());
  });
});

describe("facets", () => {
  it("are in the response only on request", async () => {
    expect((await get("/v1/search?q=summit")).body).not.toHaveProperty("facets");
    const { facets } = (await get("/v1/search?q=summit&facets=section&facets[]=year")).body;
    expect(Object.keys(facets)).toEqual(["sections", "years"]);
  });

  it.each([
    "",
    "&duplicates=include",
    "&section=World",
    "&publishedAfter=2022-01-01&limit=1&offset=2",
  ])("add up to the total if each hit has one value, whatever page is shown (%s)", async (more) => {
    const { body } = await get(`/v1/search?q=summit${more}&facets=section&facets=year&facets=lang`);
    expect(body.totalHits).toBeGreaterThan(2);
    for (const facet of ["sections", "years", "langs"]) {
      const counts = Object.values<number>(body.facets[facet]);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(body.totalHits);
    }
  });

  it("name values as the archive writes them, most frequent first", async () => {
    const { body } = await get(
      "/v1/search?section=world&section=science&facets=section&facets=tag&duplicates=include",
    );
    expect(Object.keys(body.facets.sections)).toEqual(["World", "Science"]);
    const counts = Object.values<number>(body.facets.tags);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  });
});

describe("POST /v1/search", () => {
  it("responds as GET does", async () => {
    const asked = {
      q: "summit",
      limit: 3,
      section: ["World"],
      tag: [],
      facets: ["year"],
      threshold: 0,
      explain: true,
    };
    const url = "/v1/search?q=summit&limit=3&section=World&facets=year&threshold=0&explain=true";
    const answer = await post(asked);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual((await get(url)).body);
  });

  it.each([901, 902])("responds as GET does, whatever the request (seed %i)", async (seed) => {
    const random = seededRandom(seed);
    const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
    for (let i = 0; i < 40; i++) {
      const all: Readonly<Record<string, string | number | boolean | readonly string[]>> = {
        q: pick(["summit", "moon landing", '"black sea" -grain', ""]),
        limit: 1 + Math.floor(random() * 50),
        offset: Math.floor(random() * 5),
        mode: pick(["hybrid", "semantic", "keyword"]),
        threshold: pick([0, 0.5, random()]),
        section: [pick(["World", "science", "Nowhere"]), "Politics"],
        tag: [pick(["diplomacy", "SPACE", "élan"])],
        author: ["World Desk", "science desk"],
        lang: [pick(["en", "en-GB", "de"])],
        year: [pick(["2019", "2022"]), "2024"],
        publishedAfter: pick(["2020-01-01", "2020-01-01T12:00", "2020-01-01T12:00:00+02:00"]),
        publishedBefore: pick(["2025-01-01", "2024-01-01T00:00:00Z"]),
        sort: pick(["relevance", "newest", "oldest"]),
        facets: [pick(["section", "tag"]), "year"],
        duplicates: pick(["collapse", "include"]),
        includePassages: random() < 0.5,
        typoTolerance: random() < 0.5,
        explain: random() < 0.5,
      };
      const asked = Object.fromEntries(Object.entries(all).filter(() => random() < 0.4));
      const parameters = new URLSearchParams();
      for (const [name, value] of Object.entries(asked)) {
        for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one));
      }
      const byUrl = await get(`/v1/search?${parameters}`);
      const byBody = await post(asked);
      const { requestId: _, ...expected } = byUrl.body;
      const { requestId: __, ...found } = byBody.body;
      expect([byBody.status, found], parameters.toString()).toEqual([byUrl.status, expected]);
    }
  });

  it.each([
    [{}, "missing_q"],
    [{ q: null }, "missing_q"],
    [{ q: " ", section: [] }, "missing_q"],
    [{ q: 5 }, "invalid_q"],
    [{ q: ["a"] }, "invalid_q"],
    [{ q: "x".repeat(513) }, "invalid_q"],
    [{ q: "a", limit: "5" }, "invalid_limit"],
    [{ q: "a", section: "World" }, "invalid_section"],
    [{ q: "a", tag: [[]] }, "invalid_tag"],
    [{ q: "a", facets: ["colour"] }, "invalid_facets"],
    [{ q: "a", sort: "NEWEST" }, "invalid_sort"],
    [{ q: "a", publishedAfter: ["2024-01-01"] }, "invalid_published_after"],
    [{ q: "a", key: "k" }, "unknown_parameter"],
    [{ q: "a", text: "b" }, "unknown_parameter"],
  ])("refuses %j with %s", async (body, code) => {
    expect(await post(body)).toMatchObject({ status: 400, body: { code, type: "invalid_request" } });
  });

  it("refuses anything but a JSON object, another media type, an oversized body and options in its URL", async () => {
    expect(await post("[]")).toMatchObject({ status: 400, body: { code: "invalid_body" } });
    expect(await post('{"q":"a","__proto__":1}')).toMatchObject({ body: { code: "unknown_parameter" } });
    expect((await post({ q: "a" }, { "Content-Type": "text/plain" })).status).toBe(415);
    expect((await post(" ".repeat(256 * 1024 + 1))).status).toBe(413);
    const init = { method: "POST", body: '{"q":"a"}', headers: { "Content-Type": "application/json" } };
    expect((await get("/v1/search?limit=3", init)).body.code).toBe("unknown_parameter");
    expect((await get("/v1/search?utm_source=x", init)).status).toBe(200);
  });
});

describe("declared fields", async () => {
  const settings = {
    timeZone: "Europe/Berlin",
    filterFields: ["region", "words", "live"],
    facetFields: ["region", "desk"],
  };
  const article = (id: string, fields: Readonly<Record<string, FieldValue>>, publishedAt: string) =>
    makeArticle({ id, title: `Volcano ${id}`, tags: ["__proto__"], fields, publishedAt });
  const { ask } = await memoryService({
    articles: [
      article(
        "a",
        { region: ["Bavaria", "Hesse"], words: 1200, desk: "Foreign" },
        "2024-01-01T00:00:00.000Z",
      ),
      article("b", { region: "bavaria", live: true }, "2023-12-31T23:00:00.000Z"),
      article("c", { words: 0.5, live: false }, "2023-12-31T22:59:59.000Z"),
    ],
    pack: { settings },
    now: () => SAMPLE_NOW,
  });
  const found = async (query: string) => idsOf((await ask(`/v1/articles?${query}`)).body.hits);

  it("are filters under their own names: text, numbers, true and false", async () => {
    expect(await found("region=BAVARIA")).toEqual(["a", "b"]);
    expect(await found("region=hesse&words=1200&words=7")).toEqual(["a"]);
    expect(await found("words[]=0.5&live=false")).toEqual(["c"]);
    expect(await found("live=true&region=Hesse")).toEqual([]);
  });

  it("are filters in bodies and for related articles too", async () => {
    const init = (body: object) => ({
      method: "POST",
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json" },
    });
    expect(idsOf((await ask("/v1/search", init({ live: [false, "x"] }))).body.hits)).toEqual(["c"]);
    const related = await ask("/v1/articles/a/related?threshold=0&region=bavaria");
    expect(idsOf(related.body.hits)).toEqual(["b"]);
    const draft = await ask("/v1/related", init({ draft: { text: "Volcano" }, threshold: 0, words: [1200] }));
    expect(idsOf(draft.body.hits)).toEqual(["a"]);
  });

  it("are counted if they are facets, even under names that are special in JavaScript objects", async () => {
    const { body } = await ask("/v1/search?q=volcano&threshold=0&facets=region&facets=desk&facets=tag");
    expect(JSON.stringify(body.facets)).toBe(
      '{"region":{"Bavaria":2,"Hesse":1},"desk":{"Foreign":1},"tags":{"__proto__":3}}',
    );
  });

  it("are listed when an unknown field or facet is refused", async () => {
    const unknown = (await ask("/v1/articles?desk=Foreign")).body;
    expect([unknown.code, unknown.message]).toEqual([
      "unknown_parameter",
      expect.stringContaining("`region`"),
    ]);
    const facet = (await ask("/v1/search?q=a&facets=words")).body;
    expect([facet.code, facet.message]).toEqual(["invalid_facets", expect.stringContaining("`desk`")]);
  });

  it("dates without a time zone and years are in the site's time zone", async () => {
    expect(await found("publishedAfter=2024-01-01")).toEqual(["a", "b"]);
    expect(await found("publishedAfter=2024-01-01T00:00:00Z")).toEqual(["a"]);
    expect(await found("publishedBefore=2024-01-01")).toEqual(["c"]);
    const { facets } = (await ask("/v1/search?live=true&live=false&facets=year")).body;
    expect(facets.years).toEqual({ 2023: 1, 2024: 1 });
  });
});
