// Related articles as an HTML fragment: what it contains, that nothing in an article ever becomes markup or a script,
// and that it is empty if there is nothing to show.

import { fromHtml } from "hast-util-from-html";
import { describe, expect, it, vi } from "vitest";
import { makeArticle } from "../../support/articles.ts";
import { handlerOver } from "../../support/handler-over.ts";
import { createHttpClient } from "../../support/http-client.ts";
import { memoryService } from "../../support/memory-service.ts";
import { SAMPLE_NOW, sampleService } from "../../support/sample-service.ts";

const XSS = '<img src=x onerror="alert(1)">"\'><script>alert(2)</script>&amp;';
const WORDS = "Volcano lava harbour";
const link = (id: string, url: string | null, title = id) =>
  makeArticle({ id, url, title: `${title} ${WORDS}`, publishedAt: "2024-03-01T00:00:00.000Z" });

const articles = [
  makeArticle({
    id: "subject",
    url: "https://news.example/s",
    title: WORDS,
    publishedAt: "2024-02-01T00:00:00.000Z",
  }),
  link("plain", "https://news.example/a?b=1&c=2"),
  link("xss", 'https://news.example/"onmouseover="alert(1)', XSS),
  link("script", "javascript:alert(1)"),
  link("data", "data:text/html,<script>alert(1)</script>"),
  link("odd", "JaVaScRiPt:alert(1)//https://news.example"),
  link("none", null),
  { ...link("before", "http://news.example/old"), publishedAt: "2023-01-01T00:00:00.000Z", lang: "de" },
  { ...link("undated", null), publishedAt: null },
];
const serve = async (language: string, timeZone = "UTC") =>
  (await memoryService({ articles, pack: { settings: { language, timeZone } }, now: () => SAMPLE_NOW })).ask;
const get = await serve("en");
const OPTIONS = "format=html&threshold=0&duplicates=include&limit=20";

interface Element {
  readonly tagName: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Elements of a fragment as a browser would parse it, in order. */
function elementsOf(markup: string): Element[] {
  const found: Element[] = [];
  const visit = (node: unknown): string => {
    if (typeof node !== "object" || node === null) return "";
    if ("value" in node && "type" in node && node.type === "text") return String(node.value);
    const children: unknown[] = "children" in node && Array.isArray(node.children) ? node.children : [];
    const place = found.length;
    if ("tagName" in node) found.push({ tagName: String(node.tagName), properties: {}, text: "" });
    const text = children.map(visit).join("");
    if ("tagName" in node && "properties" in node) {
      const properties = node.properties as Element["properties"];
      found[place] = { tagName: String(node.tagName), properties, text };
    }
    return text;
  };
  visit(fromHtml(markup, { fragment: true }));
  return found;
}

describe.each([
  "/v1/articles/subject/related?",
  "/v1/related?url=https://news.example/s&",
])("%sformat=html", (path) => {
  it("is a labelled navigation with a heading and a plain list of links", async () => {
    const { status, headers, body } = await get(`${path}${OPTIONS}`);
    expect([status, headers.get("Content-Type")]).toEqual([200, "text/html; charset=UTF-8"]);
    const elements = elementsOf(body);
    const [nav, heading, list] = elements;
    expect([nav?.tagName, heading?.tagName, list?.tagName]).toEqual(["nav", "h2", "ul"]);
    expect(nav?.properties).toMatchObject({ ariaLabel: "Related articles", lang: "en" });
    expect(heading?.text).toBe("Related articles");
    expect(elements.filter(({ tagName }) => tagName === "li")).toHaveLength(articles.length - 1);
  });
});

describe("a fragment", async () => {
  const { body } = await get(`/v1/articles/subject/related?${OPTIONS}`);
  const elements = elementsOf(body);
  const links = elements.filter(({ tagName }) => tagName === "a");

  it("has no element but its own, and no attribute that could come from an article", () => {
    const own = ["nav", "h2", "ul", "li", "a", "span", "time"];
    expect(new Set(elements.map(({ tagName }) => tagName))).toEqual(new Set(own));
    const attributes = new Set(elements.flatMap(({ properties }) => Object.keys(properties)));
    expect([...attributes].sort()).toEqual(["ariaLabel", "className", "dateTime", "href", "lang"]);
  });

  it("shows a title that looks like markup as plain text", () => {
    expect(links.map(({ text }) => text)).toContain(`${XSS} ${WORDS}`);
  });

  it("links only to http and https; articles without such a URL are plain text", () => {
    const targets = links.map(({ properties }) => String(properties.href));
    expect(targets.toSorted()).toEqual([
      "http://news.example/old",
      "https://news.example/%22onmouseover=%22alert(1)",
      "https://news.example/a?b=1&c=2",
    ]);
    const texts = elements.filter(({ tagName }) => tagName === "span").map(({ text }) => text);
    for (const id of ["script", "data", "odd", "none"]) expect(texts).toContain(`${id} ${WORDS}`);
  });

  it("declares the language of each title", () => {
    const titles = elements.filter(({ tagName }) => ["a", "span"].includes(tagName));
    expect(titles.map(({ properties }) => properties.lang).toSorted()).toEqual(
      [...Array(7).fill("en"), "de"].toSorted(),
    );
  });

  it("shows the date of each article that has one, and nothing for those without", () => {
    const items = elements.filter(({ tagName }) => tagName === "li").map(({ text }) => text);
    expect(items).toContain(`before ${WORDS} January 1, 2023`);
    expect(items).toContain(`undated ${WORDS}`);
    const times = elements.filter(({ tagName }) => tagName === "time");
    expect(new Set(times.map(({ properties }) => properties.dateTime))).toEqual(
      new Set(["2023-01-01T00:00:00.000Z", "2024-03-01T00:00:00.000Z"]),
    );
  });

  it.each<[string, string, string, string?]>([
    ["en-GB", "UTC", "1 January 2023"],
    ["en-GB", "America/New_York", "31 December 2022"],
    ["de-AT", "UTC", "1. Jänner 2023"],
    ["zh-TW", "Asia/Taipei", "2023年1月1日"],
    // The lists' headings are English: anything in another language is marked.
    ["fi", "UTC", "1. tammikuuta 2023", "fi"],
    ["zh-CN", "UTC", "2023年1月1日", "zh-CN"],
    ["constructor", "UTC", "January 1, 2023"],
    ["xx", "UTC", "January 1, 2023"],
  ])("writes dates in the site's language and time zone: %s, %s", async (language, timeZone, day, lang) => {
    const ask = await serve(language, timeZone);
    const { body } = await ask(`/v1/articles/subject/related?${OPTIONS}&direction=before`);
    const times = elementsOf(body).filter(({ tagName }) => tagName === "time");
    expect(times.map(({ text, properties }) => [text, properties.lang])).toEqual([[day, lang]]);
  });

  it("has two lists with headings for a timeline, and leaves out an empty one", async () => {
    const path = `/v1/articles/subject/related?${OPTIONS}&direction=timeline`;
    const both = elementsOf((await get(path)).body);
    expect(both.filter(({ tagName }) => tagName === "h2").map(({ text }) => text)).toEqual([
      "Earlier",
      "Later",
    ]);
    expect(both.filter(({ tagName }) => tagName === "ul")).toHaveLength(2);
    const later = elementsOf((await get(`${path}&publishedAfter=2024-01-01`)).body);
    expect(later.filter(({ tagName }) => tagName === "h2").map(({ text }) => text)).toEqual(["Later"]);
  });

  it("has headings in the site's language if it is supported, and otherwise in English", async () => {
    for (const [language, lang, label] of [
      ["de-AT", "de", "Verwandte Artikel"],
      ["zh-TW", "zh-Hant", "相關文章"],
      ["zh-Hant-HK", "zh-Hant", "相關文章"],
      ["zh-hk", "zh-Hant", "相關文章"],
      ["zh-MO", "zh-Hant", "相關文章"],
      ["zh", "en", "Related articles"],
      ["zh-CN", "en", "Related articles"],
      ["zh-Hans-TW", "en", "Related articles"],
      ["fi", "en", "Related articles"],
      ["constructor", "en", "Related articles"],
    ] as const) {
      const [nav] = elementsOf(
        (await (await serve(language))(`/v1/articles/before/related?${OPTIONS}`)).body,
      );
      expect(nav?.properties).toMatchObject({ lang, ariaLabel: label });
    }
  });

  it("is also returned to a POST", async () => {
    const body = JSON.stringify({ ids: ["subject"], format: "html", threshold: 0 });
    const init = { method: "POST", body, headers: { "Content-Type": "application/json" } };
    expect((await get("/v1/related", init)).body).toMatch(/^<nav /);
  });
});

describe("an empty fragment", () => {
  const empty = (status: number) => ({ status, body: "" });

  it("is the response if nothing is related", async () => {
    const answer = await get("/v1/articles/subject/related?format=html&threshold=1");
    expect(answer).toMatchObject(empty(200));
    expect(answer.headers.get("Content-Type")).toBe("text/html; charset=UTF-8");
  });

  it.each([
    ["/v1/articles/nobody/related?format=html", 404],
    ["/v1/related?format=html&url=https://news.example/nothing", 404],
    ["/v1/related?format=html", 400],
    ["/v1/articles/subject/related?format=html&limit=0", 400],
    ["/v1/articles/subject/related?limit=0&format=html&colour=red", 400],
    ["/v1/articles/subject/related/?format=html&limit=0", 400],
  ])("is the response to an invalid request: %s", async (path, status) => {
    const answer = await get(path);
    expect(answer).toMatchObject(empty(status));
    expect(answer.headers.get("Content-Type")).toBe("text/html; charset=UTF-8");
    expect(answer.headers.get("X-Request-Id")).toMatch(/^\S{8,}$/);
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
  });

  it("is the response to another method, with the accepted ones", async () => {
    const answer = await get("/v1/articles/subject/related?format=html", { method: "PUT" });
    expect(answer).toMatchObject(empty(405));
    expect(answer.headers.get("Allow")).toBe("GET, HEAD");
  });

  it("is the response while the index can't be used, and says when to try again", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const none = { read: async () => null };
    const handle = handlerOver({
      snapshot: none,
      createEncoder: () => Promise.reject(new Error("none")),
      createScan: () => {
        throw new Error("none");
      },
    });
    const answer = await createHttpClient(handle)("/v1/articles/a/related?format=html");
    expect(answer).toMatchObject(empty(503));
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    logged.mockRestore();
  });

  it("is only for related articles: errors of other routes stay JSON", async () => {
    expect((await sampleService()("/v1/search?q=a&format=html")).body.code).toBe("unknown_parameter");
    expect((await get("/v1/articles/subject/related?format=xml")).body.code).toBe("invalid_format");
  });
});
