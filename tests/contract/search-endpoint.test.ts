// GET /v1/search over the sample archive, held to the HTTP contract.

import { describe, expect, it } from "vitest";
import { sampleService } from "../support/sample-service.ts";

const get = sampleService();

describe("GET /v1/search", () => {
  it("answers with hits that carry every stored field, an excerpt and a score", async () => {
    const { status, body } = await get("/v1/search?q=Kim+Putin+Vladivostok");
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(
      [
        "estimatedTotalHits",
        "hits",
        "indexVersion",
        "limit",
        "mode",
        "offset",
        "query",
        "semanticRatio",
        "threshold",
        "totalIsExact",
      ].sort(),
    );
    expect(body).toMatchObject({
      query: "Kim Putin Vladivostok",
      mode: "hybrid",
      limit: 10,
      offset: 0,
      threshold: 0,
    });
    const [first] = body.hits;
    expect(first).toMatchObject({
      id: "2019-04-25-kim-putin-vladivostok-talks",
      url: null,
      sections: ["World"],
      lang: "en",
      access: "public",
      updatedAt: null,
      image: null,
      fields: {},
    });
    expect(first.publishedAt).toMatch(/^2019-04-25T/);
    expect(first.score).toBeGreaterThan(0);
    expect(first.score).toBeLessThanOrEqual(1);
  });

  it("highlights the query's words in the excerpt, in UTF-16 units", async () => {
    const { body } = await get("/v1/search?q=Vladivostok&mode=keyword");
    const [first] = body.hits;
    const marked = first.highlights.map(([start, end]: [number, number]) => first.excerpt.slice(start, end));
    expect(marked).toContain("Vladivostok");
  });

  it.each(["hybrid", "semantic", "keyword"])("gives hits by falling score in mode %s", async (mode) => {
    const { body } = await get(`/v1/search?q=asteroid+samples+brought+to+earth&mode=${mode}&limit=50`);
    expect(body.mode).toBe(mode);
    expect(body.hits.length).toBeGreaterThan(3);
    const scores = body.hits.map(({ score }: { score: number }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it("finds by meaning what shares no word with the query, where keywords find nothing", async () => {
    const query = encodeURIComponent("coronavirus immunisation begins");
    const semantic = await get(`/v1/search?q=${query}&mode=semantic&limit=5`);
    expect(semantic.body.hits.map(({ id }: { id: string }) => id)).toContain(
      "2020-12-08-grandmother-in-coventry-gets-first-jab",
    );
    const keyword = await get("/v1/search?q=xylophonist&mode=keyword");
    expect(keyword.body).toMatchObject({ hits: [], estimatedTotalHits: 0 });
  });

  it("pages through the same ranking with limit and offset", async () => {
    const whole = await get("/v1/search?q=moon+landing&limit=6");
    const second = await get("/v1/search?q=moon+landing&limit=3&offset=3");
    const ids = (answer: typeof whole) => answer.body.hits.map(({ id }: { id: string }) => id);
    expect(ids(second)).toEqual(ids(whole).slice(3));
    expect(second.body.estimatedTotalHits).toBe(whole.body.estimatedTotalHits);
  });

  it("leaves out hits below the threshold", async () => {
    const all = await get("/v1/search?q=malaria+vaccine&limit=50");
    const threshold = all.body.hits[3].score;
    const some = await get(`/v1/search?q=malaria+vaccine&limit=50&threshold=${threshold}`);
    expect(some.body.hits).toHaveLength(4);
    expect(some.body.estimatedTotalHits).toBe(4);
  });

  it("says that a query longer than the encoder reads was cut", async () => {
    const { body } = await get(`/v1/search?q=${encodeURIComponent("grain ".repeat(80))}`);
    expect(body.truncated).toBe(true);
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
    ["q=a&mode=fuzzy", "invalid_mode"],
    ["q=a&colour=red", "unknown_parameter"],
    ["q=a&section=World", "unavailable_parameter"],
    ["q=a&tag[]=x", "unavailable_parameter"],
    ["q=a&sort=newest", "unavailable_parameter"],
    ["q=a&explain=true", "unavailable_parameter"],
    ["q=a&publishedAfter=2020-01-01", "unavailable_parameter"],
  ])("refuses ?%s with %s", async (search, code) => {
    const { status, body, headers } = await get(`/v1/search?${search}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code, type: "invalid_request" });
    expect(Object.keys(body).sort()).toEqual(["code", "link", "message", "requestId", "type"]);
    expect(headers.get("X-Request-Id")).toBe(body.requestId);
  });

  it("ignores the parameters that trackers add", async () => {
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
  ])("answers the query %s like any other", async (query) => {
    const { status, body } = await get(`/v1/search?q=${encodeURIComponent(query)}`);
    expect(status).toBe(200);
    expect(body.query).toBe(query);
  });

  it.each(["POST", "PUT", "DELETE", "PATCH"])("refuses %s and says what is allowed", async (method) => {
    const { status, body, headers } = await get("/v1/search?q=a", { method });
    expect(status).toBe(405);
    expect(body.code).toBe("method_not_allowed");
    expect(headers.get("Allow")).toBe("GET, HEAD");
  });
});
