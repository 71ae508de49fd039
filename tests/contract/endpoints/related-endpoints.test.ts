// GET of related articles over the sample archive: every option, and every refusal. What the lists must contain is
// tested with the engine (tests/engine/related*.test.ts).

import { describe, expect, it } from "vitest";
import { sampleService } from "../../support/sample-service.ts";

const get = sampleService();
const VLADIVOSTOK = "2019-04-25-kim-putin-vladivostok-talks";
const AGENCY_COPY = "2019-04-26-putin-kim-security-guarantees-agency";
const SINGAPORE = "2018-06-12-singapore-trump-kim-joint-statement";
const TREATY = "2024-06-19-russia-north-korea-treaty-pyongyang";
const FUTURE = "2029-04-13-apophis-set-to-skim-past-earth";

interface Hit {
  readonly id: string;
  readonly score: number;
  readonly publishedAt: string;
  readonly fallback?: true;
}

const of = (search: string) => get(`/v1/articles/${VLADIVOSTOK}/related?${search}`);
const idsOf = (hits: readonly Hit[]) => hits.map(({ id }) => id);

describe("GET /v1/articles/{id}/related", () => {
  it("returns hits and what they are related to, without anything that was not requested", async () => {
    const { status, body } = await of("");
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(
      ["totalHits", "hits", "id", "indexVersion", "limit", "threshold", "totalRelation"].sort(),
    );
    expect(body).toMatchObject({ id: VLADIVOSTOK, limit: 5, totalRelation: "eq" });
    expect(body.hits.length).toBeGreaterThan(0);
    for (const hit of body.hits) {
      expect(hit.score).toBeGreaterThanOrEqual(body.threshold);
      expect(Object.keys(hit)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(?:scoreDetails|bestPassage|pinned|fallback)$/)]),
      );
    }
  });

  it("never returns the article itself, another version of it, or a future article", async () => {
    const ids = idsOf((await of("limit=20&threshold=0")).body.hits);
    expect(ids).toHaveLength(20);
    for (const id of [VLADIVOSTOK, AGENCY_COPY, FUTURE]) expect(ids).not.toContain(id);
    expect(ids.slice(0, 6)).toContain(SINGAPORE);
  });

  it("returns another version of the article if duplicates are included", async () => {
    expect(idsOf((await of("duplicates=include")).body.hits)).toContain(AGENCY_COPY);
  });

  it("returns as many hits as requested, 1 or 20", async () => {
    expect((await of("limit=1&threshold=0")).body.hits).toHaveLength(1);
    expect((await of("limit=20&threshold=0")).body.hits).toHaveLength(20);
  });

  it("states the threshold it used: the archive's, or the one in the request", async () => {
    const own = (await of("")).body;
    expect(own.threshold).toBeGreaterThan(0);
    const all = (await of("threshold=0")).body;
    expect(all.threshold).toBe(0);
    expect(all.totalHits).toBeGreaterThan(own.totalHits);
    expect((await of("threshold=1")).body).toMatchObject({ hits: [], threshold: 1, totalHits: 0 });
  });

  it.each([
    ["before", (date: string) => date < "2019-04-25"],
    ["after", (date: string) => date > "2019-04-25"],
  ])("returns only articles from one side in time with direction %s", async (direction, isThere) => {
    const { hits } = (await of(`direction=${direction}&threshold=0`)).body;
    expect(hits).toHaveLength(5);
    for (const { publishedAt } of hits) expect(isThere(publishedAt)).toBe(true);
  });

  it("returns two lists with direction timeline, each starting with the nearest in time", async () => {
    const { body } = await of("direction=timeline&limit=3");
    expect(body).not.toHaveProperty("hits");
    const [before, after] = [body.before, body.after].map((hits: Hit[]) =>
      hits.map(({ publishedAt }) => publishedAt),
    );
    expect(before?.length).toBeGreaterThan(0);
    expect(after?.length).toBeGreaterThan(0);
    expect(before).toEqual(before?.toSorted().reverse());
    expect(after).toEqual(after?.toSorted());
    expect(idsOf(body.before)).toContain(SINGAPORE);
    expect(idsOf(body.after)).toContain(TREATY);
  });

  it("leaves out excluded articles, however the list is written, and ignores unknown ids", async () => {
    const ids = idsOf((await of("")).body.hits);
    const { body } = await of(`exclude=${ids[0]}&exclude[]=${ids[1]}&exclude=nobody`);
    expect(idsOf(body.hits)).not.toEqual(expect.arrayContaining([ids[0]]));
    expect(idsOf(body.hits)).not.toEqual(expect.arrayContaining([ids[1]]));
    expect(idsOf(body.hits)).toContain(ids[2]);
  });

  it("fills up with the newest articles on request, and marks them", async () => {
    const { hits } = (await of("threshold=0.999999&limit=20&fallback=recent")).body;
    expect(hits).toHaveLength(20);
    const filled = hits.filter((hit: Hit) => hit.fallback);
    expect(filled.length).toBeGreaterThan(10);
    expect(new Set(filled.map((hit: Hit) => hit.fallback))).toEqual(new Set([true]));
    expect((await of("threshold=0.999999&fallback=none")).body.hits.length).toBeLessThan(5);
  });

  it("lets age affect the order but never the scores", async () => {
    const slow = (await of("recency=0&limit=20&threshold=0&duplicates=include&diversity=0")).body.hits;
    const scores = slow.map(({ score }: Hit) => score);
    expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a));
    const fast = (await of("recency=1&limit=20&threshold=0&duplicates=include&diversity=0")).body.hits;
    expect(idsOf(fast)).not.toEqual(idsOf(slow));
    const scoreOf = new Map(slow.map(({ id, score }: Hit) => [id, score]));
    for (const { id, score } of fast) if (scoreOf.has(id)) expect(score).toBe(scoreOf.get(id));
  });

  it("explains the scores with figures that add up", async () => {
    const { hits } = (await of("explain=true&limit=20&threshold=0")).body;
    for (const { score, scoreDetails } of hits) {
      const { semantic, sections, tags, links, relevance, recency, rankingValue } = scoreDetails;
      expect(semantic.score + sections + tags + links).toBeCloseTo(relevance, 10);
      expect(score * recency).toBeCloseTo(rankingValue, 10);
    }
    const { status, body } = await of("diversity=1&explain=false");
    expect(status).toBe(200);
    expect(body.hits[0]).not.toHaveProperty("scoreDetails");
  });

  it.each([
    ["limit=21", "invalid_limit"],
    ["limit=0", "invalid_limit"],
    ["limit=1&limit=1", "invalid_limit"],
    ["limit=", "invalid_limit"],
    ["threshold=2", "invalid_threshold"],
    ["threshold=", "invalid_threshold"],
    ["direction=sideways", "invalid_direction"],
    ["direction=any&direction=any", "invalid_direction"],
    ["recency=1.01", "invalid_recency"],
    ["diversity=-1", "invalid_diversity"],
    ["duplicates=hide", "invalid_duplicates"],
    ["exclude=a%20b", "invalid_exclude"],
    ["exclude=", "invalid_exclude"],
    ["fallback=random", "invalid_fallback"],
    ["explain=1", "invalid_explain"],
    ["explain=true&explain=true", "invalid_explain"],
    ["format=xml", "invalid_format"],
    ["section=", "invalid_section"],
    ["publishedBefore=2020-13-01", "invalid_published_before"],
    ["sort=newest", "unknown_parameter"],
    ["facets=tag", "unknown_parameter"],
    ["offset=1", "unknown_parameter"],
    ["semanticRatio=1", "unknown_parameter"],
    ["limit[]=1", "unknown_parameter"],
  ])("refuses ?%s with %s", async (search, code) => {
    const { status, body } = await of(search);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code, type: "invalid_request" });
  });

  it("returns 404 for an unknown article or URL", async () => {
    expect((await get("/v1/articles/nobody/related")).body.code).toBe("article_not_found");
    expect((await get("/v1/related?url=https://nowhere.example/x")).body.code).toBe("article_not_found");
    expect((await get("/v1/related")).body.code).toBe("missing_url");
    expect((await get("/v1/related?url=not-a-url")).body.code).toBe("invalid_url");
  });

  it.each(["POST", "PUT", "DELETE"])("refuses %s and says what is allowed", async (method) => {
    const { status, headers } = await get(`/v1/articles/${VLADIVOSTOK}/related`, { method });
    expect([status, headers.get("Allow")]).toEqual([405, "GET, HEAD"]);
  });
});
