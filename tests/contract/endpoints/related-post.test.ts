// POST /v1/related over the sample archive: a draft or several articles, every field, and every refusal.

import { describe, expect, it } from "vitest";
import { BODY_MAX_BYTES } from "../../../src/http/middleware/json-body.ts";
import { DRAFT_MAX_CHARS } from "../../../src/text/draft.ts";
import { sampleService } from "../../support/sample-service.ts";

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
const OF_DRAFT = { draft: DRAFT };

interface Hit {
  readonly id: string;
  readonly publishedAt: string;
  readonly scoreDetails?: { readonly recency: number };
}

const idsOf = (hits: readonly Hit[]) => hits.map(({ id }) => id);

function post(body: unknown, headers: Record<string, string> = { "Content-Type": "application/json" }) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return get("/v1/related", { method: "POST", body: text, headers });
}

describe("POST /v1/related with a draft", () => {
  it("returns what the archive has on its subject, like any other related response", async () => {
    const { status, body } = await post(OF_DRAFT);
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(
      ["totalHits", "hits", "indexVersion", "limit", "threshold", "totalRelation"].sort(),
    );
    const ids = idsOf(body.hits);
    expect(ids.some((id) => [VLADIVOSTOK, AGENCY_COPY, TREATY].includes(id))).toBe(true);
  });

  it("accepts the same options as a GET, and null for omitted ones", async () => {
    const options = {
      ...{ limit: 3, direction: "timeline", recency: 0, diversity: 0.2, duplicates: "include" },
      ...{ exclude: [TREATY, "nobody"], threshold: 0, fallback: "none", explain: true },
    };
    const { status, body } = await post({
      draft: { ...DRAFT, publishedAt: "2020-01-01T00:00:00+01:00" },
      ...options,
    });
    expect(status).toBe(200);
    expect(body.before).toHaveLength(3);
    expect(body.after).toHaveLength(3);
    for (const { publishedAt } of body.before as Hit[]) expect(publishedAt < "2020-01-01").toBe(true);
    for (const { id, publishedAt, scoreDetails } of body.after as Hit[]) {
      expect(publishedAt > "2019-12-31T23").toBe(true);
      expect(id).not.toBe(TREATY);
      expect(scoreDetails?.recency).toBe(1);
    }
    const { text } = DRAFT;
    const silent = { ids: null, lang: null, limit: null, threshold: null };
    const draft = { title: null, lang: null, publishedAt: null, text };
    const plain = await post({ draft: { text } });
    expect((await post({ ...silent, draft })).body.hits).toEqual(plain.body.hits);
  });

  it("treats a draft without a date as being written now", async () => {
    expect((await post({ ...OF_DRAFT, direction: "after", threshold: 0 })).body.hits).toEqual([]);
    expect((await post({ ...OF_DRAFT, direction: "before", threshold: 0 })).body.hits).toHaveLength(5);
  });

  it("finds nothing for a draft in a language that the model does not support", async () => {
    expect((await post({ draft: { ...DRAFT, lang: "de-CH" } })).body.hits).toEqual([]);
    expect((await post({ draft: { ...DRAFT, lang: "en-GB" } })).body.hits).toEqual(
      (await post(OF_DRAFT)).body.hits,
    );
  });

  it("uses the title alone if there is no text yet", async () => {
    expect((await post({ draft: { title: DRAFT.title, text: "" } })).body.hits.length).toBeGreaterThan(0);
  });

  it("accepts a draft of the maximum length in a body with escaped characters", async () => {
    const text = `${"Grain ships left Odesa again. ".repeat(1000)}`
      .slice(0, DRAFT_MAX_CHARS)
      .padEnd(DRAFT_MAX_CHARS);
    const escaped = Array.from(text, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
    const { status, body } = await post(`{"threshold":0,"draft":{"text":"${escaped.join("")}"}}`);
    expect([status, body.code]).toEqual([200, undefined]);
    expect(body.hits).toHaveLength(5);
  });

  it("refuses a draft with too many characters or passages, and says how long it may be", async () => {
    const long = await post({ draft: { text: "x".repeat(DRAFT_MAX_CHARS), title: "y" } });
    expect([long.status, long.body.code]).toEqual([413, "payload_too_large"]);
    expect(long.body.message).toContain(String(DRAFT_MAX_CHARS));
    const dense = await post({ draft: { text: "星".repeat(DRAFT_MAX_CHARS) } });
    expect([dense.status, dense.body.code]).toEqual([413, "payload_too_large"]);
    expect(dense.body.message).toContain("passages");
  });

  it.each(["", " ", "\u200b", "\u0000"])("refuses a text without a word: %j", async (text) => {
    const { status, body } = await post({ draft: { text } });
    expect([status, body.code]).toEqual([400, "invalid_draft_text"]);
    expect(body.message).toContain("a word that the model knows");
  });

  it.each([
    "\ud800",
    "'; DROP TABLE articles; --",
    "<b>bold</b>",
    "🙂 election",
    "a\u0000election",
  ])("accepts the text %j like any other", async (text) => {
    expect((await post({ draft: { text } })).status).toBeLessThan(500);
  });
});

describe("POST /v1/related with ids", () => {
  it("returns what is related to the articles together, but none of them", async () => {
    const ids = [SINGAPORE, TREATY, SINGAPORE];
    const { status, body } = await post({ ids, limit: 20 });
    expect(status).toBe(200);
    expect(body.ids).toEqual([SINGAPORE, TREATY]);
    expect(body).not.toHaveProperty("id");
    expect(body.hits.length).toBeGreaterThan(0);
    expect(idsOf(body.hits).filter((id) => ids.includes(id))).toEqual([]);
  });

  it("accepts one to ten of them", async () => {
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
    [{}, "missing_draft"],
    [{ draft: null, ids: null }, "missing_draft"],
    [{ draft: {} }, "missing_draft_text"],
    [{ draft: { title: "A title alone" } }, "missing_draft_text"],
    [{ draft: "a" }, "invalid_draft"],
    [{ draft: ["a"] }, "invalid_draft"],
    [{ draft: { text: 5 } }, "invalid_draft_text"],
    [{ draft: { text: ["a"] } }, "invalid_draft_text"],
    [{ draft: { text: "a", title: {} } }, "invalid_draft_title"],
    [{ draft: { text: "a", lang: "not a tag" } }, "invalid_draft_lang"],
    [{ draft: { text: "a", lang: ["en"] } }, "invalid_draft_lang"],
    [{ draft: { text: "a", lang: "" } }, "invalid_draft_lang"],
    [{ draft: { text: "a", publishedAt: "yesterday" } }, "invalid_draft_published_at"],
    [{ draft: { text: "a", publishedAt: "2024-05-01" } }, "invalid_draft_published_at"],
    [{ draft: { text: "a", publishedAt: "2024-02-30T00:00:00Z" } }, "invalid_draft_published_at"],
    [{ draft: { text: "a", publishedAt: 1_700_000_000 } }, "invalid_draft_published_at"],
    [{ draft: { text: "a", body: "b" } }, "unknown_parameter"],
    [{ draft: { text: "a" }, text: "a" }, "unknown_parameter"],
    [{ ids: [] }, "invalid_ids"],
    [{ ids: "a" }, "invalid_ids"],
    [{ ids: ["a b"] }, "invalid_ids"],
    [{ ids: [1] }, "invalid_ids"],
    [{ ids: ["a"], draft: { text: "a" } }, "invalid_draft"],
    [{ ids: ["a"], publishedAt: "2024-05-01T00:00:00Z" }, "unknown_parameter"],
    [{ draft: { text: "a" }, limit: "5" }, "invalid_limit"],
    [{ draft: { text: "a" }, limit: 21 }, "invalid_limit"],
    [{ draft: { text: "a" }, limit: 1.5 }, "invalid_limit"],
    [{ draft: { text: "a" }, threshold: true }, "invalid_threshold"],
    [{ draft: { text: "a" }, recency: [0.5] }, "invalid_recency"],
    [{ draft: { text: "a" }, direction: null, diversity: 2 }, "invalid_diversity"],
    [{ draft: { text: "a" }, direction: "later" }, "invalid_direction"],
    [{ draft: { text: "a" }, duplicates: false }, "invalid_duplicates"],
    [{ draft: { text: "a" }, exclude: "a" }, "invalid_exclude"],
    [{ draft: { text: "a" }, fallback: 1 }, "invalid_fallback"],
    [{ draft: { text: "a" }, explain: "true" }, "invalid_explain"],
    [{ draft: { text: "a" }, tag: "x" }, "invalid_tag"],
    [{ draft: { text: "a" }, tag: [""] }, "invalid_tag"],
    [{ draft: { text: "a" }, lang: ["en", 5] }, "invalid_lang"],
    [{ ids: ["a"], lang: "en" }, "invalid_lang"],
    [{ draft: { text: "a" }, publishedAfter: 5 }, "invalid_published_after"],
    [{ draft: { text: "a" }, format: "xml" }, "invalid_format"],
    [{ draft: { text: "a" }, key: "k" }, "unknown_parameter"],
    [{ draft: { text: "a" }, url: "https://a.example/" }, "unknown_parameter"],
    [{ draft: { text: "a" }, "exclude[]": ["a"] }, "unknown_parameter"],
  ])("refuses %j with %s", async (fields, code) => {
    const { status, body } = await post(fields);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code, type: "invalid_request" });
  });

  it.each([
    ["", "empty"],
    ["{", "not JSON"],
    ["text=a", "not JSON"],
    ["null", "null"],
    ["[]", "a list"],
    ['"text"', "a string"],
    ["5", "a number"],
  ])("refuses the body %j", async (text, found) => {
    const { status, body } = await post(text);
    expect([status, body.code]).toEqual([400, "invalid_body"]);
    expect(body.message).toContain(found);
  });

  it("names fields that are valid in JSON but special in JavaScript objects", async () => {
    const { status, body } = await post('{"draft":{"text":"a"},"__proto__":{"limit":1}}');
    expect([status, body.code]).toEqual([400, "unknown_parameter"]);
    expect(body.message).toContain("__proto__");
  });

  it("names the field that is too deep, and refuses a body of more than 32 levels as a whole", async () => {
    const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
    for (const name of ["draft", "ids", "limit"]) {
      const code = async (levels: number) => (await post(`{"${name}":${nested(levels)}}`)).body.code;
      expect(await code(31)).toBe(`invalid_${name}`);
      expect(await code(32)).toBe("invalid_body");
      expect(await code(100_000)).toBe("invalid_body");
    }
    const brackets = { draft: { text: `${"[{".repeat(50)} \\" ${'"{'.repeat(50)}` }, limit: 0 };
    expect((await post(JSON.stringify(brackets))).body.code).toBe("invalid_limit");
  });

  it("refuses options in its URL, where they would be ignored", async () => {
    const init = { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } };
    const { status, body } = await get("/v1/related?limit=3", init);
    expect([status, body.code]).toEqual([400, "unknown_parameter"]);
    expect(body.message).toContain("JSON body");
    expect((await get("/v1/related?key=k", init)).body.code).toBe("missing_draft");
    expect((await get("/v1/related?utm_source=x", init)).body.code).toBe("missing_draft");
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/jsonp",
    "json",
  ])("refuses the media type %s", async (type) => {
    const { status, body } = await post(OF_DRAFT, { "Content-Type": type });
    expect([status, body.code]).toEqual([415, "unsupported_media_type"]);
    expect(body.message).toContain(type);
  });

  it("accepts JSON with a parameter after its media type", async () => {
    expect((await post(OF_DRAFT, { "Content-Type": "Application/JSON; charset=utf-8" })).status).toBe(200);
  });

  it("refuses an oversized body before parsing it, with and without Content-Length", async () => {
    const text = " ".repeat(BODY_MAX_BYTES + 1);
    const length = { "Content-Type": "application/json", "Content-Length": String(text.length) };
    for (const headers of [undefined, length]) {
      const { status, body } = await post(text, headers);
      expect([status, body.code, body.type]).toEqual([413, "payload_too_large", "invalid_request"]);
    }
    const fitting = JSON.stringify(OF_DRAFT).padEnd(BODY_MAX_BYTES);
    expect((await post(fitting)).status).toBe(200);
  });

  it.each(["PUT", "DELETE", "PATCH"])("is one of three accepted methods: %s is refused", async (method) => {
    const { status, headers } = await get("/v1/related", { method });
    expect([status, headers.get("Allow")]).toEqual([405, "GET, HEAD, POST"]);
  });
});
