// GET /v1/suggest over the sample archive, checked against the HTTP contract; and what it must never reveal.

import { describe, expect, it } from "vitest";
import { readContent, readRecord } from "../../../scripts/build/prepare/index-folder.ts";
import { openProject } from "../../../scripts/files/project.ts";
import { completionKey } from "../../../src/lexical/completion-key.ts";
import { SAMPLE_NOW, sampleService } from "../../support/sample-service.ts";

const get = sampleService();
const FUTURE_TITLE = "Apophis";

interface SuggestionAnswer {
  readonly kind: "phrase" | "title";
  readonly text: string;
  readonly highlights: readonly [number, number][];
  readonly count?: number;
  readonly id?: string;
}

async function suggestions(query: string, options = ""): Promise<SuggestionAnswer[]> {
  const { status, body } = await get(`/v1/suggest?q=${encodeURIComponent(query)}${options}`);
  expect([query, status]).toEqual([query, 200]);
  return body.suggestions;
}

describe("GET /v1/suggest", () => {
  it("completes the typed text with titles and phrases of the archive", async () => {
    const { status, body } = await get("/v1/suggest?q=rubin+obs");
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(["indexVersion", "limit", "query", "suggestions"]);
    expect(body).toMatchObject({ query: "rubin obs", limit: 5 });
    const [phrase] = body.suggestions;
    expect(phrase).toMatchObject({ kind: "phrase", text: expect.stringContaining("Rubin Observatory") });
    expect(Object.keys(phrase).sort()).toEqual(["count", "highlights", "kind", "text"]);
    expect(phrase.count).toBeGreaterThanOrEqual(3);
    const [title] = (await suggestions("kim and putin")) as [SuggestionAnswer];
    expect(title).toEqual({
      kind: "title",
      text: "Kim and Putin hold first talks in Vladivostok",
      highlights: [[0, "Kim and Putin".length]],
      id: "2019-04-25-kim-putin-vladivostok-talks",
      url: null,
    });
  });

  it("tolerates one typo", async () => {
    expect((await suggestions("vladivostk"))[0]?.text).toBe("Kim and Putin hold first talks in Vladivostok");
    expect(await suggestions("vladvostk")).toEqual([]);
  });

  it("returns one to ten suggestions without repeats, each with the typed part marked", async () => {
    for (const limit of [1, 10]) {
      const found = await suggestions("s", `&limit=${limit}`);
      expect(found).toHaveLength(limit);
      expect(new Set(found.map(({ text }) => text.toLowerCase())).size).toBe(limit);
      for (const { text, highlights } of found) {
        expect(highlights.map(([start, end]) => text.slice(start, end).toLowerCase())).toEqual(["s"]);
      }
    }
  });

  it.each([
    ["", "missing_q"],
    ["q=", "missing_q"],
    ["q=%20%20", "missing_q"],
    [`q=${"x".repeat(513)}`, "invalid_q"],
    ["q=a&q=b", "invalid_q"],
    ["q[]=a", "unknown_parameter"],
    ["q=a&limit=0", "invalid_limit"],
    ["q=a&limit=11", "invalid_limit"],
    ["q=a&limit=ten", "invalid_limit"],
    ["q=a&limit=", "invalid_limit"],
    ["q=a&limit=1.5", "invalid_limit"],
    ["q=a&limit=5&limit=5", "invalid_limit"],
    ["q=a&offset=0", "unknown_parameter"],
    ["q=a&mode=keyword", "unknown_parameter"],
  ])("refuses ?%s with %s", async (search, code) => {
    const { status, body } = await get(`/v1/suggest?${search}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code, type: "invalid_request" });
    expect(Object.keys(body).sort()).toEqual(["code", "link", "message", "requestId", "type"]);
  });

  it.each([
    "x".repeat(512),
    "a ".repeat(256).trim(),
    "'; DROP TABLE articles; --",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "\u202Eabc",
    "\u200b",
    "\u0000",
    "?!",
    "🙂🙂",
    "ﬁ ß ŉ",
    "%00",
    "\ud800",
    "火山",
    '"black sea" -grain',
  ])("accepts %j like any other", async (query) => {
    // A URL can't contain half a character.
    const { status, body } = await get(`/v1/suggest?q=${encodeURIComponent(query.toWellFormed())}`);
    expect(status).toBe(200);
    expect(body.query).toBe(query.toWellFormed());
    expect(body.suggestions).toBeInstanceOf(Array);
  });

  it.each(["POST", "PUT", "DELETE", "PATCH"])("refuses %s and says what is allowed", async (method) => {
    const { status, body, headers } = await get("/v1/suggest?q=a", { method });
    expect([status, body.code, headers.get("Allow")]).toEqual([405, "method_not_allowed", "GET, HEAD"]);
  });
});

/** Everything that is ever suggested, for the first one to four letters of every word of the texts. */
async function everySuggestion(texts: readonly string[], now = SAMPLE_NOW): Promise<Set<string>> {
  const beginnings = new Set<string>();
  for (const text of texts) {
    const { words } = completionKey(text);
    for (const [at, { term }] of words.entries()) {
      for (const length of [1, 2, 4]) beginnings.add([...term].slice(0, length).join(""));
      beginnings.add(`${term} ${words[at + 1]?.term.slice(0, 1) ?? ""}`.trim());
    }
  }
  const ask = sampleService(now);
  const found = new Set<string>();
  for (const beginning of beginnings) {
    const { body } = await ask(`/v1/suggest?q=${encodeURIComponent(beginning)}&limit=10`);
    for (const { text } of body.suggestions) found.add(text);
  }
  return found;
}

async function sampleArticles() {
  const project = openProject();
  const record = await readRecord(project.indexFolder);
  if (record === null) throw new Error("there is no index of the sample");
  return (await readContent(project.indexFolder, record)).articles;
}

describe("what is never suggested", () => {
  it("includes any part of a members-only body, unless it is also public", async () => {
    const articles = await sampleArticles();
    const members = articles.filter(({ access }) => access === "members");
    expect(members.length).toBeGreaterThan(1);
    const found = await everySuggestion(members.map(({ body }) => body));
    expect(found.size).toBeGreaterThan(20);
    const open = articles.map(({ title, summary, tags, body, access }) =>
      [title, summary ?? "", ...tags, access === "public" ? body : ""]
        .map((text) => completionKey(text).text)
        .join("|"),
    );
    for (const text of found) {
      const { text: key } = completionKey(text);
      const saying = open.filter((article) => `|${article}|`.match(new RegExp(`[| ]${key}[| ]`, "u")));
      expect(saying, text).not.toEqual([]);
    }
  });

  it("includes anything from a future article before its publication time", async () => {
    const articles = await sampleArticles();
    const future = articles.filter(({ publishedAt }) => Date.parse(publishedAt ?? "") > SAMPLE_NOW);
    expect(future).toHaveLength(1);
    const all = future.flatMap(({ title, summary, body }) => [title, summary ?? "", body]);
    const before = await everySuggestion(all);
    expect([...before].filter((text) => text.includes(FUTURE_TITLE))).toEqual([]);
    for (const { title } of future) expect(before).not.toContain(title);
    const after = await everySuggestion(all, Date.parse("2030-01-01T00:00:00Z"));
    for (const { title } of future) expect(after).toContain(title);
  });
});
