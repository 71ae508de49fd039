// GET /v1/search over the sample archive, checked against the HTTP contract.

import { describe, expect, it } from "vitest";
import type { SearchScoreDetails } from "../../../src/api-types.ts";
import { sampleService } from "../../support/sample-service.ts";

const get = sampleService();

interface ExplainedHit {
  readonly id: string;
  readonly score: number;
  readonly scoreDetails: SearchScoreDetails;
}

describe("GET /v1/search", () => {
  it("returns hits with every stored field, an excerpt and a score", async () => {
    const { status, body } = await get("/v1/search?q=Trump+Kim+Singapore+pledge");
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(
      [
        "totalHits",
        "hits",
        "indexVersion",
        "limit",
        "mode",
        "offset",
        "query",
        "semanticRatio",
        "threshold",
        "totalRelation",
        "understood",
      ].sort(),
    );
    expect(body).toMatchObject({ query: "Trump Kim Singapore pledge", mode: "hybrid", limit: 10, offset: 0 });
    const [first] = body.hits;
    expect(first).toMatchObject({
      id: "2018-06-12-singapore-trump-kim-joint-statement",
      url: null,
      sections: ["World"],
      lang: "en",
      access: "public",
      updatedAt: null,
      image: null,
      fields: {},
    });
    expect(first.publishedAt).toMatch(/^2018-06-12T/);
    expect(first.score).toBeGreaterThanOrEqual(body.threshold);
    expect(first.score).toBeLessThanOrEqual(1);
    for (const name of ["bestPassage", "scoreDetails"]) expect(first).not.toHaveProperty(name);
  });

  it("highlights the query's words in the excerpt, in UTF-16 units", async () => {
    const { body } = await get("/v1/search?q=Vladivostok&mode=keyword");
    const [first] = body.hits;
    const marked = first.excerpt.highlights.map(([start, end]: [number, number]) =>
      first.excerpt.text.slice(start, end),
    );
    expect(marked).toContain("Vladivostok");
  });

  it.each(["hybrid", "semantic", "keyword"])("orders hits by descending score in mode %s", async (mode) => {
    const query = `q=asteroid+samples+brought+to+earth&mode=${mode}&limit=50&threshold=0`;
    const { body } = await get(`/v1/search?${query}`);
    expect(body.mode).toBe(mode);
    expect(body.hits.length).toBeGreaterThan(3);
    const scores = body.hits.map(({ score }: { score: number }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it("finds articles by meaning that share no word with the query, where keywords find nothing", async () => {
    const query = encodeURIComponent("coronavirus immunisation begins");
    const semantic = await get(`/v1/search?q=${query}&mode=semantic&limit=5`);
    expect(semantic.body.hits.map(({ id }: { id: string }) => id)).toContain(
      "2020-12-08-grandmother-in-coventry-gets-first-jab",
    );
    const keyword = await get("/v1/search?q=xylophonist&mode=keyword");
    expect(keyword.body).toMatchObject({ hits: [], totalHits: 0 });
  });

  it("pages through the same ranking with limit and offset", async () => {
    const whole = await get("/v1/search?q=moon+landing&limit=6&threshold=0");
    const second = await get("/v1/search?q=moon+landing&limit=3&offset=3&threshold=0");
    const ids = (answer: typeof whole) => answer.body.hits.map(({ id }: { id: string }) => id);
    expect(ids(second)).toEqual(ids(whole).slice(3));
    expect(second.body.totalHits).toBe(whole.body.totalHits);
  });

  it("leaves out hits below the threshold, and states which one it used: the archive's or the request's", async () => {
    const own = (await get("/v1/search?q=malaria+vaccine&limit=50")).body;
    expect(own.threshold).toBeGreaterThan(0);
    for (const { score } of own.hits) expect(score).toBeGreaterThanOrEqual(own.threshold);
    const all = await get("/v1/search?q=malaria+vaccine&limit=50&threshold=0&mode=semantic");
    const threshold = all.body.hits[3].score;
    const some = await get(`/v1/search?q=malaria+vaccine&limit=50&threshold=${threshold}&mode=semantic`);
    expect(some.body).toMatchObject({ threshold, totalHits: 4 });
    expect(some.body.hits).toHaveLength(4);
    expect((await get("/v1/search?q=malaria+vaccine&threshold=0")).body.threshold).toBe(0);
  });

  it("returns nothing if nothing is relevant, and the closest matches anyway on request", async () => {
    const query = "q=kubernetes+ingress+controller+yaml+syntax";
    const nothing = await get(`/v1/search?${query}`);
    expect([nothing.status, nothing.body.hits, nothing.body.totalHits]).toEqual([200, [], 0]);
    expect((await get(`/v1/search?${query}&threshold=0`)).body.hits).toHaveLength(10);
  });

  it("weighs meaning by the ratio in the request: 0 is keyword search, 1 is semantic", async () => {
    const query = "q=asteroid+samples+brought+to+earth&threshold=0";
    const some = (await get(`/v1/search?${query}&semanticRatio=0.25`)).body;
    expect(some).toMatchObject({ mode: "hybrid", semanticRatio: 0.25 });
    const none = (await get(`/v1/search?${query}&semanticRatio=0`)).body;
    expect(none).toMatchObject({ mode: "keyword", semanticRatio: 0 });
    expect(none.hits).toEqual((await get(`/v1/search?${query}&mode=keyword`)).body.hits);
    const all = (await get(`/v1/search?${query}&semanticRatio=1`)).body;
    expect(all).toMatchObject({ mode: "semantic", semanticRatio: 1 });
    const fitted = (await get(`/v1/search?${query}`)).body.semanticRatio;
    expect(fitted).toBeGreaterThan(0);
    expect(fitted).toBeLessThan(1);
  });

  it("orders by score and age if recency is set, and leaves the scores alone", async () => {
    const query = "q=moon+landing&limit=20&threshold=0&mode=semantic&explain=true";
    const [plain, aged] = await Promise.all(
      ["0", "1"].map(async (recency) => (await get(`/v1/search?${query}&recency=${recency}`)).body.hits),
    );
    const order = aged.map(({ score, scoreDetails }: ExplainedHit) => score * scoreDetails.recency);
    expect(order).toEqual(order.toSorted((a: number, b: number) => b - a));
    const scoreOf = new Map(plain.map(({ id, score }: ExplainedHit) => [id, score]));
    for (const { id, score } of aged) if (scoreOf.has(id)) expect(score).toBe(scoreOf.get(id));
    for (const { scoreDetails } of plain) expect(scoreDetails.recency).toBe(1);
  });

  it("returns one hit for near-duplicates and names the others, or one hit for each", async () => {
    const query = "q=kim+putin+vladivostok+talks";
    const pair = [
      "2019-04-25-kim-putin-vladivostok-talks",
      "2019-04-26-putin-kim-security-guarantees-agency",
    ];
    const inPair = ({ id }: { id: string }) => pair.includes(id);
    const one = (await get(`/v1/search?${query}`)).body.hits.filter(inPair);
    expect(one).toHaveLength(1);
    expect([one[0].id, ...one[0].duplicates].toSorted()).toEqual(pair);
    const both = (await get(`/v1/search?${query}&duplicates=include`)).body.hits.filter(inPair);
    expect(both).toHaveLength(2);
    for (const hit of both) expect(hit).not.toHaveProperty("duplicates");
  });

  it("returns the whole matching passage on request", async () => {
    const { body } = await get("/v1/search?q=Vladivostok+talks&includePassages=true");
    const { text, highlights } = body.hits[0].bestPassage;
    expect(text.length).toBeGreaterThan(body.hits[0].excerpt.text.length);
    const marked = highlights.map(([start, end]: [number, number]) => text.slice(start, end));
    expect(marked).toContain("Vladivostok");
    const without = await get("/v1/search?q=Vladivostok+talks&includePassages=false");
    expect(without.body.hits[0]).not.toHaveProperty("bestPassage");
  });

  it.each([
    "hybrid",
    "semantic",
    "keyword",
  ])("explains scores with figures that add up in mode %s", async (mode) => {
    const query = `q=moon+landing+delayed&mode=${mode}&explain=true&threshold=0&limit=50`;
    const { body } = await get(`/v1/search?${query}`);
    expect(body.hits.length).toBeGreaterThan(3);
    for (const { score, scoreDetails } of body.hits as ExplainedHit[]) {
      const { semantic, keyword, relevance, calibration, recency } = scoreDetails;
      expect([semantic !== null, keyword !== null]).toEqual([mode !== "keyword", mode !== "semantic"]);
      expect((semantic?.score ?? 0) + (keyword?.contribution ?? 0)).toBeCloseTo(relevance, 5);
      if (semantic !== null)
        expect(semantic.bestPassage + semantic.otherPassages).toBeCloseTo(semantic.score, 5);
      const { first, doubt, below, logit } = calibration;
      expect(first - doubt - below).toBeCloseTo(logit, 5);
      expect(1 / (1 + Math.exp(-logit))).toBeCloseTo(score, 5);
      expect(recency).toBe(1);
    }
  });

  it("says how the words of the query were interpreted", async () => {
    const { body } = await get("/v1/search?q=Vladivostock+zzyzx+talk");
    expect(body.understood).toEqual({
      completed: null,
      spelling: [{ word: "vladivostock", terms: ["vladivostok"] }],
      missing: ["zzyzx"],
    });
    const typed = (await get("/v1/search?q=summit+vladivost")).body.understood;
    expect(typed).toEqual({
      completed: { word: "vladivost", terms: ["vladivostok"] },
      spelling: [],
      missing: [],
    });
    const nothing = { completed: null, spelling: [], missing: [] };
    expect((await get("/v1/search?q=&section=World")).body.understood).toEqual(nothing);
  });

  it("uses the words as typed with typoTolerance=false", async () => {
    const query = "/v1/search?q=vladivostock+&mode=keyword&threshold=0";
    expect((await get(query)).body.hits.length).toBeGreaterThan(0);
    const { body } = await get(`${query}&typoTolerance=false`);
    expect(body.hits).toEqual([]);
    expect(body.understood).toEqual({ completed: null, spelling: [], missing: ["vladivostock"] });
  });

  it("reports that a query longer than the encoder's limit was truncated", async () => {
    const { body } = await get(`/v1/search?q=${encodeURIComponent("grain ".repeat(80))}`);
    expect(body.queryTruncated).toBe(true);
  });

  it.each([
    ["", "missing_q"],
    ["q=", "missing_q"],
    ["q=%20%20", "missing_q"],
    [`q=${"x".repeat(513)}`, "invalid_q"],
    ["q=a&q=b", "invalid_q"],
    ["q=a&limit=0", "invalid_limit"],
    ["q=a&limit=51", "invalid_limit"],
    ["q=a&limit=ten", "invalid_limit"],
    ["q=a&limit=1.5", "invalid_limit"],
    ["q=a&offset=-1", "invalid_offset"],
    ["q=a&offset=1001", "invalid_offset"],
    ["q=a&threshold=1.1", "invalid_threshold"],
    ["q=a&threshold=NaN", "invalid_threshold"],
    ["q=a&threshold=0.5&threshold=0.5", "invalid_threshold"],
    ["q=a&mode=fuzzy", "invalid_mode"],
    ["q=a&semanticRatio=1.5", "invalid_semantic_ratio"],
    ["q=a&semanticRatio=", "invalid_semantic_ratio"],
    ["q=a&recency=-0.1", "invalid_recency"],
    ["q=a&includePassages=yes", "invalid_include_passages"],
    ["q=a&includePassages=true&includePassages=true", "invalid_include_passages"],
    ["q=a&duplicates=none", "invalid_duplicates"],
    ["q=a&explain=1", "invalid_explain"],
    ["q=a&direction=any", "unknown_parameter"],
    ["q=a&colour=red", "unknown_parameter"],
    ["q=a&section=", "invalid_section"],
    ["q=a&tag[]=%20", "invalid_tag"],
    ["q=a&sort=date", "invalid_sort"],
    ["q=a&facets=colour", "invalid_facets"],
    ["q=a&publishedAfter=yesterday", "invalid_published_after"],
  ])("refuses ?%s with %s", async (search, code) => {
    const { status, body, headers } = await get(`/v1/search?${search}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code, type: "invalid_request" });
    expect(Object.keys(body).sort()).toEqual(["code", "link", "message", "requestId", "type"]);
    expect(headers.get("X-Request-Id")).toBe(body.requestId);
  });

  it("ignores tracking parameters", async () => {
    const { status } = await get("/v1/search?q=moon&utm_source=x&fbclid=1&gclid=2&_=3");
    expect(status).toBe(200);
  });

  it.each([
    "'; DROP TABLE articles; --",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "\u202Eabc",
    "\u200b",
    "\u0000",
    "?!",
    "\u200b",
    "\u0000",
    "?!",
    "🙂🙂",
    "ﬁ ß ŉ",
    "%00",
    "NaN",
  ])("accepts the query %s like any other", async (query) => {
    const { status, body } = await get(`/v1/search?q=${encodeURIComponent(query)}`);
    expect(status).toBe(200);
    expect(body.query).toBe(query);
  });

  it.each(["PUT", "DELETE", "PATCH"])("refuses %s and says what is allowed", async (method) => {
    const { status, body, headers } = await get("/v1/search?q=a", { method });
    expect(status).toBe(405);
    expect(body.code).toBe("method_not_allowed");
    expect(headers.get("Allow")).toBe("GET, HEAD, POST");
  });
});
