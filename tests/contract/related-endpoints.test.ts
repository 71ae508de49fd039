// Related articles over HTTP, of one article of the sample archive, of several and of a draft: every option, and every
// refusal. What the lists must hold is the engine's matter (tests/unit/related*.test.ts).

import { describe, expect, it } from "vitest";
import { DRAFT_MAX_CHARS } from "../../src/encoder/draft.ts";
import { BODY_MAX_BYTES } from "../../src/routes/json-body.ts";
import { sampleService } from "../support/sample-service.ts";

const get = sampleService();
const VLADIVOSTOK = "2019-04-25-kim-putin-vladivostok-talks";
const AGENCY_COPY = "2019-04-26-putin-kim-security-guarantees-agency";
const SINGAPORE = "2018-06-12-singapore-trump-kim-joint-statement";
const TREATY = "2024-06-19-russia-north-korea-treaty-pyongyang";
const FUTURE = "2029-04-13-apophis-set-to-skim-past-earth";
const DRAFT = {
  title: "Kim and Putin to meet again",
  text: "The leaders of North Korea and Russia will hold talks in Vladivostok.\n\nA treaty binds the two states.",
};

interface Hit {
  readonly id: string;
  readonly score: number;
  readonly publishedAt: string;
  readonly fallback?: true;
  readonly duplicates?: readonly string[];
  readonly scoreDetails?: {
    readonly semantic: { readonly score: number; readonly rank: number };
    readonly sections: number;
    readonly tags: number;
    readonly links: number;
    readonly fused: number;
    readonly recency: number;
    readonly order: number;
  };
}

const of = (search: string) => get(`/v1/articles/${VLADIVOSTOK}/related?${search}`);
const idsOf = (hits: readonly Hit[]) => hits.map(({ id }) => id);

function post(body: unknown, headers: Record<string, string> = { "Content-Type": "application/json" }) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return get("/v1/related", { method: "POST", body: text, headers });
}

describe("GET /v1/articles/{id}/related", () => {
  it("answers with hits and what they were found by, and leaves out what is not asked for", async () => {
    const { status, body } = await of("");
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(
      ["estimatedTotalHits", "hits", "id", "indexVersion", "limit", "threshold", "totalIsExact"].sort(),
    );
    expect(body).toMatchObject({ id: VLADIVOSTOK, limit: 5, totalIsExact: true });
    expect(body.hits.length).toBeGreaterThan(0);
    for (const hit of body.hits) {
      expect(hit.score).toBeGreaterThanOrEqual(body.threshold);
      expect(Object.keys(hit)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(?:scoreDetails|bestPassage|pinned|fallback)$/)]),
      );
    }
  });

  it("never gives the article itself, another version of it, or one of the future", async () => {
    const ids = idsOf((await of("limit=20&threshold=0")).body.hits);
    expect(ids).toHaveLength(20);
    for (const id of [VLADIVOSTOK, AGENCY_COPY, FUTURE]) expect(ids).not.toContain(id);
    expect(ids.slice(0, 6)).toContain(SINGAPORE);
  });

  it("gives another version of the article where duplicates are included", async () => {
    expect(idsOf((await of("duplicates=include")).body.hits)).toContain(AGENCY_COPY);
  });

  it("gives as many hits as asked for, 1 or 20", async () => {
    expect((await of("limit=1&threshold=0")).body.hits).toHaveLength(1);
    expect((await of("limit=20&threshold=0")).body.hits).toHaveLength(20);
  });

  it("states the threshold it used: the archive's own, or the one it was given", async () => {
    const own = (await of("")).body;
    expect(own.threshold).toBeGreaterThan(0);
    const all = (await of("threshold=0")).body;
    expect(all.threshold).toBe(0);
    expect(all.estimatedTotalHits).toBeGreaterThan(own.estimatedTotalHits);
    expect((await of("threshold=1")).body).toMatchObject({ hits: [], threshold: 1, estimatedTotalHits: 0 });
  });

  it.each([
    ["background", (date: string) => date < "2019-04-25"],
    ["followup", (date: string) => date > "2019-04-25"],
  ])("gives what was published on one side of the article with direction %s", async (direction, isThere) => {
    const { hits } = (await of(`direction=${direction}&threshold=0`)).body;
    expect(hits).toHaveLength(5);
    for (const { publishedAt } of hits) expect(isThere(publishedAt)).toBe(true);
  });

  it("gives two lists in place of one with direction timeline, each from the nearest in time on", async () => {
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

  it("leaves out what is excluded, however the list is written, and ignores ids that no article has", async () => {
    const ids = idsOf((await of("")).body.hits);
    const { body } = await of(`exclude=${ids[0]}&exclude[]=${ids[1]}&exclude=nobody`);
    expect(idsOf(body.hits)).not.toEqual(expect.arrayContaining([ids[0]]));
    expect(idsOf(body.hits)).not.toEqual(expect.arrayContaining([ids[1]]));
    expect(idsOf(body.hits)).toContain(ids[2]);
  });

  it("fills up with the newest articles where that is asked for, and marks them", async () => {
    const { hits } = (await of("threshold=0.999999&limit=20&fallback=recent")).body;
    expect(hits).toHaveLength(20);
    const filled = hits.filter((hit: Hit) => hit.fallback);
    expect(filled.length).toBeGreaterThan(10);
    expect(new Set(filled.map((hit: Hit) => hit.fallback))).toEqual(new Set([true]));
    expect((await of("threshold=0.999999&fallback=none")).body.hits.length).toBeLessThan(5);
  });

  it("lets age count in the order and never in the scores", async () => {
    const slow = (await of("recency=0&limit=20&threshold=0&duplicates=include&diversity=0")).body.hits;
    const scores = slow.map(({ score }: Hit) => score);
    expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a));
    const fast = (await of("recency=1&limit=20&threshold=0&duplicates=include&diversity=0")).body.hits;
    expect(idsOf(fast)).not.toEqual(idsOf(slow));
    const scoreOf = new Map(slow.map(({ id, score }: Hit) => [id, score]));
    for (const { id, score } of fast) if (scoreOf.has(id)) expect(score).toBe(scoreOf.get(id));
  });

  it("explains the scores by figures that add up", async () => {
    const { hits } = (await of("explain=true&limit=20&threshold=0")).body;
    for (const { score, scoreDetails } of hits) {
      const { semantic, sections, tags, links, fused, recency, order } = scoreDetails;
      expect(semantic.score + sections + tags + links).toBeCloseTo(fused, 10);
      expect(score * recency).toBeCloseTo(order, 10);
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
    ["format=html", "unavailable_parameter"],
    ["section=World", "unavailable_parameter"],
    ["key=k", "unavailable_parameter"],
    ["offset=1", "unknown_parameter"],
    ["semanticRatio=1", "unknown_parameter"],
    ["limit[]=1", "unknown_parameter"],
  ])("refuses ?%s with %s", async (search, code) => {
    const { status, body } = await of(search);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code, type: "invalid_request" });
  });

  it("does not find related articles of an unknown one, nor by an unknown URL", async () => {
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

describe("POST /v1/related with a draft", () => {
  it("gives what the archive has on its subject, as any other related answer", async () => {
    const { status, body } = await post(DRAFT);
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(
      ["estimatedTotalHits", "hits", "indexVersion", "limit", "threshold", "totalIsExact"].sort(),
    );
    const ids = idsOf(body.hits);
    expect(ids.some((id) => [VLADIVOSTOK, AGENCY_COPY, TREATY].includes(id))).toBe(true);
  });

  it("takes the same options as a GET, and null for what is not said", async () => {
    const options = {
      ...{ limit: 3, direction: "timeline", recency: 0, diversity: 0.2, duplicates: "include" },
      ...{ exclude: [TREATY, "nobody"], threshold: 0, fallback: "none", explain: true },
    };
    const { status, body } = await post({ ...DRAFT, publishedAt: "2020-01-01T00:00:00+01:00", ...options });
    expect(status).toBe(200);
    expect(body.before).toHaveLength(3);
    expect(body.after).toHaveLength(3);
    for (const { publishedAt } of body.before as Hit[]) expect(publishedAt < "2020-01-01").toBe(true);
    for (const { id, publishedAt, scoreDetails } of body.after as Hit[]) {
      expect(publishedAt > "2019-12-31T23").toBe(true);
      expect(id).not.toBe(TREATY);
      expect(scoreDetails?.recency).toBe(1);
    }
    const silent = { title: null, lang: null, publishedAt: null, ids: null, limit: null, threshold: null };
    const plain = await post({ text: DRAFT.text });
    expect((await post({ ...silent, text: DRAFT.text })).body.hits).toEqual(plain.body.hits);
  });

  it("takes a draft without a date for one that is being written", async () => {
    expect((await post({ ...DRAFT, direction: "followup", threshold: 0 })).body.hits).toEqual([]);
    expect((await post({ ...DRAFT, direction: "background", threshold: 0 })).body.hits).toHaveLength(5);
  });

  it("finds nothing near a draft in a language that the model does not read", async () => {
    expect((await post({ ...DRAFT, lang: "de-CH" })).body.hits).toEqual([]);
    expect((await post({ ...DRAFT, lang: "en-GB" })).body.hits).toEqual((await post(DRAFT)).body.hits);
  });

  it("goes by the title alone where nothing is written yet", async () => {
    expect((await post({ title: DRAFT.title, text: "" })).body.hits.length).toBeGreaterThan(0);
  });

  it("takes a draft of the greatest length, in a body whose characters are escaped", async () => {
    const text = `${"Grain ships left Odesa again. ".repeat(1000)}`
      .slice(0, DRAFT_MAX_CHARS)
      .padEnd(DRAFT_MAX_CHARS);
    const escaped = Array.from(text, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
    const { status, body } = await post(`{"threshold":0,"text":"${escaped.join("")}"}`);
    expect([status, body.code]).toEqual([200, undefined]);
    expect(body.hits).toHaveLength(5);
  });

  it("refuses a draft that is too long, in characters or in passages, and says how long it may be", async () => {
    const long = await post({ text: "x".repeat(DRAFT_MAX_CHARS), title: "y" });
    expect([long.status, long.body.code]).toEqual([413, "payload_too_large"]);
    expect(long.body.message).toContain(String(DRAFT_MAX_CHARS));
    const dense = await post({ text: "星".repeat(DRAFT_MAX_CHARS) });
    expect([dense.status, dense.body.code]).toEqual([413, "payload_too_large"]);
    expect(dense.body.message).toContain("passages");
  });

  it.each(["", " ", "\u200b", "\u0000"])("refuses a text without a word: %j", async (text) => {
    const { status, body } = await post({ text });
    expect([status, body.code]).toEqual([400, "invalid_text"]);
    expect(body.message).toContain("a word that the model knows");
  });

  it.each([
    "\ud800",
    "'; DROP TABLE articles; --",
    "<b>bold</b>",
    "🙂 election",
    "a\u0000election",
  ])("answers the text %j like any other", async (text) => {
    expect((await post({ text })).status).toBeLessThan(500);
  });
});

describe("POST /v1/related with ids", () => {
  it("gives what is related to the articles together, and none of them", async () => {
    const ids = [SINGAPORE, TREATY, SINGAPORE];
    const { status, body } = await post({ ids, limit: 20 });
    expect(status).toBe(200);
    expect(body.ids).toEqual([SINGAPORE, TREATY]);
    expect(body).not.toHaveProperty("id");
    expect(body.hits.length).toBeGreaterThan(0);
    expect(idsOf(body.hits).filter((id) => ids.includes(id))).toEqual([]);
  });

  it("takes one or ten of them", async () => {
    const { hits } = (await get("/v1/articles?limit=11")).body;
    const eleven = idsOf(hits);
    expect((await post({ ids: eleven.slice(0, 1) })).status).toBe(200);
    expect((await post({ ids: eleven.slice(0, 10) })).status).toBe(200);
    expect((await post({ ids: eleven })).body.code).toBe("invalid_ids");
  });

  it("names the one that is not found", async () => {
    for (const unknown of ["nobody", FUTURE]) {
      const { status, body } = await post({ ids: [SINGAPORE, unknown] });
      expect([status, body.code]).toEqual([404, "article_not_found"]);
      expect(body.message).toContain(`"${unknown}"`);
    }
  });
});

describe("POST /v1/related", () => {
  it.each([
    [{}, "missing_text"],
    [{ title: "A title alone" }, "missing_text"],
    [{ text: 5 }, "invalid_text"],
    [{ text: ["a"] }, "invalid_text"],
    [{ text: "a", title: {} }, "invalid_title"],
    [{ text: "a", lang: "not a tag" }, "invalid_lang"],
    [{ text: "a", lang: "" }, "invalid_lang"],
    [{ text: "a", publishedAt: "yesterday" }, "invalid_published_at"],
    [{ text: "a", publishedAt: "2024-05-01" }, "invalid_published_at"],
    [{ text: "a", publishedAt: "2024-02-30T00:00:00Z" }, "invalid_published_at"],
    [{ text: "a", publishedAt: 1_700_000_000 }, "invalid_published_at"],
    [{ ids: [] }, "invalid_ids"],
    [{ ids: "a" }, "invalid_ids"],
    [{ ids: ["a b"] }, "invalid_ids"],
    [{ ids: [1] }, "invalid_ids"],
    [{ ids: ["a"], text: "a" }, "invalid_text"],
    [{ ids: ["a"], title: "a" }, "invalid_title"],
    [{ ids: ["a"], publishedAt: "2024-05-01T00:00:00Z" }, "invalid_published_at"],
    [{ text: "a", limit: "5" }, "invalid_limit"],
    [{ text: "a", limit: 21 }, "invalid_limit"],
    [{ text: "a", limit: 1.5 }, "invalid_limit"],
    [{ text: "a", threshold: true }, "invalid_threshold"],
    [{ text: "a", recency: [0.5] }, "invalid_recency"],
    [{ text: "a", direction: null, diversity: 2 }, "invalid_diversity"],
    [{ text: "a", direction: "later" }, "invalid_direction"],
    [{ text: "a", duplicates: false }, "invalid_duplicates"],
    [{ text: "a", exclude: "a" }, "invalid_exclude"],
    [{ text: "a", fallback: 1 }, "invalid_fallback"],
    [{ text: "a", explain: "true" }, "invalid_explain"],
    [{ text: "a", tag: ["x"] }, "unavailable_parameter"],
    [{ text: "a", format: "json" }, "unavailable_parameter"],
    [{ text: "a", url: "https://a.example/" }, "unknown_parameter"],
    [{ text: "a", "exclude[]": ["a"] }, "unknown_parameter"],
  ])("refuses %j with %s", async (fields, code) => {
    const { status, body } = await post(fields);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code, type: "invalid_request" });
  });

  it.each([
    ["", "empty"],
    ["{", "no JSON"],
    ["text=a", "no JSON"],
    ["null", "null"],
    ["[]", "a list"],
    ['"text"', "a string"],
    ["5", "a number"],
  ])("refuses the body %j", async (text, found) => {
    const { status, body } = await post(text);
    expect([status, body.code]).toEqual([400, "invalid_body"]);
    expect(body.message).toContain(found);
  });

  it("names fields that JSON may have and objects treat in a way of their own", async () => {
    const { status, body } = await post('{"text":"a","__proto__":{"limit":1}}');
    expect([status, body.code]).toEqual([400, "unknown_parameter"]);
    expect(body.message).toContain("__proto__");
  });

  it("refuses what is as deep as it is long", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    for (const name of ["text", "ids", "limit"]) {
      const { status, body } = await post(`{"${name}":${deep}}`);
      expect([status, body.code]).toEqual([400, `invalid_${name}`]);
    }
  });

  it("refuses options in its URL, where they would be overlooked", async () => {
    const init = { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } };
    const { status, body } = await get("/v1/related?limit=3", init);
    expect([status, body.code]).toEqual([400, "unknown_parameter"]);
    expect(body.message).toContain("JSON body");
    expect((await get("/v1/related?key=k", init)).body.code).toBe("unavailable_parameter");
    expect((await get("/v1/related?utm_source=x", init)).body.code).toBe("missing_text");
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/jsonp",
    "json",
  ])("refuses the media type %s", async (type) => {
    const { status, body } = await post(DRAFT, { "Content-Type": type });
    expect([status, body.code]).toEqual([415, "unsupported_media_type"]);
    expect(body.message).toContain(type);
  });

  it("takes JSON with a parameter behind its media type", async () => {
    expect((await post(DRAFT, { "Content-Type": "Application/JSON; charset=utf-8" })).status).toBe(200);
  });

  it("refuses a body that is too large before it is parsed, with and without its length", async () => {
    const text = " ".repeat(BODY_MAX_BYTES + 1);
    const length = { "Content-Type": "application/json", "Content-Length": String(text.length) };
    for (const headers of [undefined, length]) {
      const { status, body } = await post(text, headers);
      expect([status, body.code, body.type]).toEqual([413, "payload_too_large", "invalid_request"]);
    }
    const fitting = JSON.stringify(DRAFT).padEnd(BODY_MAX_BYTES);
    expect((await post(fitting)).status).toBe(200);
  });

  it.each(["PUT", "DELETE", "PATCH"])("is one of three methods: %s is refused", async (method) => {
    const { status, headers } = await get("/v1/related", { method });
    expect([status, headers.get("Allow")]).toEqual([405, "GET, HEAD, POST"]);
  });
});
