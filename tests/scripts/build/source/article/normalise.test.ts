// Records become articles, reasons to leave them out, or problems.

import { describe, expect, it } from "vitest";
import { type Config, configSchema } from "../../../../../scripts/build/config/schema.ts";
import type { Article } from "../../../../../scripts/build/source/article/article.ts";
import { createNormaliser } from "../../../../../scripts/build/source/article/normalise.ts";
import { readMarkdown } from "../../../../../scripts/build/source/readers/markdown.ts";
import type { RawRecord } from "../../../../../scripts/build/source/readers/record.ts";

type Input = Parameters<typeof configSchema.parse>[0];

function run(fields: Record<string, unknown>, config: Input = {}, record: Partial<RawRecord> = {}) {
  const parsed: Config = configSchema.parse(config);
  return createNormaliser(parsed).normalise({
    kind: "record",
    nullMeansAbsent: true,
    idFromPath: null,
    path: "a.jsonl",
    line: 3,
    sourcePath: "a.jsonl:3",
    fields: new Map(Object.entries({ id: "x", title: "T", ...fields })),
    content: null,
    ...record,
  });
}

function article(fields: Record<string, unknown>, config?: Input, record?: Partial<RawRecord>): Article {
  const outcome = run(fields, config, record);
  if (outcome.kind !== "article") throw new Error(JSON.stringify(outcome));
  return outcome.article;
}

/** A Markdown file at `path`, as its reader returns it, without fields. */
function asMarkdown(path: string): Partial<RawRecord> {
  const record = readMarkdown("# Heading\n\nText.", path, []);
  if (record.kind === "problem") throw new Error(record.reason);
  const { fields: _, ...rest } = record;
  return rest;
}

const SITE = { site: { url: "https://a.example/news", timeZone: "Europe/Berlin" } };

describe("fields", () => {
  it("makes an article of the common names", () => {
    expect(
      article({
        id: undefined,
        title: undefined,
        guid: 42,
        headline: " A <b>big</b>\n day ",
        dek: "Short.",
        content_html: "<p>One.</p><p>Two.</p>",
        link: "https://a.example/x",
        date_published: "2019-04-25T10:00:00Z",
        category: "World",
        keywords: "a, b,, a",
        authors: [{ name: "Desk" }],
        language: "pt_BR",
      }),
    ).toEqual({
      id: "42",
      sourceId: "42",
      sourcePath: "a.jsonl:3",
      url: "https://a.example/x",
      title: "A big day",
      summary: "Short.",
      body: "One.\n\nTwo.",
      sections: ["World"],
      tags: ["a", "b"],
      authors: ["Desk"],
      publishedAt: "2019-04-25T10:00:00.000Z",
      updatedAt: null,
      lang: "pt-br",
      langFrom: "source",
      links: [],
      relatedIds: [],
      relatedOff: false,
      image: null,
      access: "public",
      search: true,
      recommend: true,
      fields: {},
    });
  });

  it("takes the configured field before our own, ours before the common ones, those in their table's order", () => {
    const fields = { standfirst: "4", description: "3", summary: "2", blurb: "1" };
    const config = { fieldMap: { blurb: "summary" as const } };
    expect(article(fields, config).summary).toBe("1");
    expect(article(fields).summary).toBe("2");
    expect(article({ ...fields, summary: " " }).summary).toBe("3");
    expect(article({ ...fields, summary: null, description: undefined }).summary).toBe("4");
  });

  it("gives one of our names the meaning that the configuration says", () => {
    const config = { fieldMap: { published: "publishedAt" as const } };
    expect(article({ published: "2019-04-25" }, config).publishedAt).toBe("2019-04-25T00:00:00.000Z");
  });

  it("accepts what WordPress and lists of paragraphs look like", () => {
    const { title, body } = article({ title: { rendered: "A &amp; B" }, content: { rendered: "<p>x</p>" } });
    expect([title, body]).toEqual(["A & B", "x"]);
    expect(article({ body: ["One.", "", "Two."] }).body).toBe("One.\n\nTwo.");
  });

  it("splits only tags at commas", () => {
    const { sections, tags, authors } = article({ section: "Arts, Books", tags: "a,b", author: "Doe, Jane" });
    expect({ sections, tags, authors }).toEqual({
      sections: ["Arts, Books"],
      tags: ["a", "b"],
      authors: ["Doe, Jane"],
    });
  });

  it("keeps declared custom fields only", () => {
    const config = { customFields: { desk: {}, words: {}, live: {}, places: {}, none: {} } };
    const fields = { desk: "d", words: 3, live: false, places: ["p", "q"], other: 1, none: null };
    expect(article(fields, config).fields).toEqual({ desk: "d", words: 3, live: false, places: ["p", "q"] });
  });

  it("allows an article without date, URL and body", () => {
    expect(article({})).toMatchObject({ publishedAt: null, updatedAt: null, url: null, body: "" });
  });

  it.each([
    [{ title: " \u0000 " }, "missing_title", "no title"],
    [{ title: ["x"] }, "invalid_field", "title"],
    [{ body: 5 }, "invalid_field", "body"],
    [{ date: "soon" }, "invalid_field", 'date: "soon" is not a date; use ISO 8601'],
    [{ lang: "English" }, "invalid_field", 'lang: found "English"'],
    [{ tags: { a: 1 } }, "invalid_field", "tags"],
    [{ id: 2 ** 60 }, "invalid_field", "quote"],
    [{ id: undefined }, "missing_id", "no id"],
    [{ url: "http://" }, "invalid_field", "url"],
    [{ image: "https://" }, "invalid_field", "image"],
    [{ desk: { a: 1 } }, "invalid_field", "desk"],
  ])("reports %j as %s, with the place and the field", (fields, code, words) => {
    expect(run(fields, { customFields: { desk: {} } })).toMatchObject({
      kind: "problem",
      code,
      path: "a.jsonl",
      line: 3,
      reason: expect.stringContaining(words),
    });
  });
});

describe("ids", () => {
  it.each([
    ["2019/summit.md", "2019/summit", "2019~2Fsummit"],
    ["2019/summit/index.md", "2019/summit", "2019~2Fsummit"],
    ["index.markdown", "index", "index"],
    ["v1.2-notes.md", "v1.2-notes", "v1.2-notes"],
  ])("of a Markdown file at %s without one is %s", (path, sourceId, id) => {
    expect(article({ id: undefined, slug: "other" }, {}, asMarkdown(path))).toMatchObject({ sourceId, id });
  });

  it("of a JSON record without one is its slug, else the path of its URL", () => {
    expect(article({ id: undefined, slug: "s", url: "https://a.example/p" }).id).toBe("s");
    expect(article({ id: undefined, url: "https://a.example/2019/caf%C3%A9/?x=1" }).sourceId).toBe(
      "2019/café",
    );
    expect(article({ id: undefined, url: "/2019/p" }).sourceId).toBe("2019/p");
    expect(run({ id: undefined, url: "https://a.example/" })).toMatchObject({ code: "missing_id" });
  });
});

describe("URLs", () => {
  it.each([
    ["https://B.example/x?y#z", "https://B.example/x?y#z"],
    ["/2019/x", "https://a.example/2019/x"],
    ["2019/x", "https://a.example/news/2019/x"],
    ["//b.example/x", "https://b.example/x"],
  ])("resolves %s to %s", (url, expected) => {
    expect(article({ url }, SITE).url).toBe(expected);
  });

  it.each([
    [{ url: "javascript:alert(1)" }, "url", { url: null }],
    [{ url: " JAVASCRIPT://a.example/%0Aalert(1)" }, "url", { url: null }],
    [{ link: "data:text/html,<script>alert(1)</script>" }, "link", { url: null }],
    [{ image: "data:image/png;base64,AA" }, "image", { image: null }],
    [{ cover: { src: "vbscript:x", alt: "A" } }, "cover", { image: null }],
  ])("that aren't http(s) are left out of the article with a warning: %j", (fields, name, expected) => {
    const outcome = run(fields, SITE);
    expect(outcome).toMatchObject({ kind: "article", article: expected });
    expect(outcome.kind === "article" ? outcome.warnings : []).toEqual([
      {
        path: "a.jsonl",
        line: 3,
        reason: expect.stringMatching(`^${name}: ".+" is left out; expected an http`),
      },
    ]);
  });

  it("that aren't http(s) don't become ids", () => {
    expect(run({ id: undefined, url: "javascript:alert(1)" })).toMatchObject({ code: "missing_id" });
  });

  it("leaves out a relative one if no site is configured", () => {
    expect(article({ url: "/x" }).url).toBeNull();
  });

  it("fills the site's pattern, with the date in the site's zone and the section as words", () => {
    const config = { site: { ...SITE.site, urlPattern: "/{section}/{yyyy}/{mm}/{dd}/{slug}-{id}/" } };
    const fields = { section: "Kultur & Öl", date: "2019-12-31T23:30:00Z", slug: "a b", id: "7/8" };
    expect(article(fields, config).url).toBe("https://a.example/kultur-ol/2020/01/01/a%20b-7/8/");
    expect(article({ ...fields, url: "https://b.example/own" }, config).url).toBe("https://b.example/own");
    expect(article({ ...fields, slug: undefined }, config).url).toBeNull();
    expect(article({ ...fields, date: undefined }, config).url).toBeNull();
  });

  it("reads images in their usual shapes", () => {
    const url = "https://a.example/2019/x/";
    const none = { width: null, height: null, alt: null };
    expect(article({ url, cover: "p.jpg" }, SITE).image).toEqual({ src: `${url}p.jpg`, ...none });
    expect(
      article({ image: [{ url: "/p.jpg", width: "40", height: 30, alt: " A\nb " }] }, SITE).image,
    ).toEqual({
      src: "https://a.example/p.jpg",
      width: 40,
      height: 30,
      alt: "A b",
    });
    expect(article({ image: "p.jpg" }).image).toBeNull();
  });
});

describe("a record of the WordPress REST API", () => {
  const post = {
    id: 1234,
    date: "2024-05-06T07:08:09",
    slug: "harbour-bridge",
    status: "publish",
    link: "https://a.example/2024/05/harbour-bridge/",
    title: { rendered: "Harbour bridge &#8220;safe&#8221;" },
    content: { rendered: "<p>Engineers say so.</p>\n<p>The council agrees.</p>", protected: false },
    excerpt: { rendered: "<p>Engineers say so.</p>", protected: false },
    categories: [7],
    acf: { subtitle: "Council votes on Monday", kicker: null },
    _embedded: {
      author: [{ name: "Ada Moss" }, { name: "Ben Otto" }],
      "wp:featuredmedia": [{ source_url: "https://a.example/bridge.jpg", alt_text: "The bridge" }],
      "wp:term": [[{ taxonomy: "category", name: "City" }], [{ taxonomy: "post_tag", name: "bridges" }]],
    },
  };
  const fieldMap = {
    "title.rendered": "title",
    "content.rendered": "body",
    "acf.kicker": "summary",
    "acf.subtitle": "summary",
    "_embedded.author": "authors",
    "_embedded.wp:featuredmedia.0.source_url": "image",
    "_embedded.wp:term.0": "sections",
    "_embedded.wp:term.1": "tags",
  } as const;

  it("is read with dotted paths in the field map", () => {
    expect(article(post, { fieldMap })).toMatchObject({
      id: "1234",
      title: "Harbour bridge “safe”",
      body: "Engineers say so.\n\nThe council agrees.",
      summary: "Council votes on Monday",
      url: "https://a.example/2024/05/harbour-bridge/",
      authors: ["Ada Moss", "Ben Otto"],
      sections: ["City"],
      tags: ["bridges"],
      image: { src: "https://a.example/bridge.jpg" },
    });
  });

  it("names the path in a problem with its value", () => {
    const broken = { ...post, title: { rendered: ["a", "list"] } };
    expect(run(broken, { fieldMap })).toMatchObject({
      kind: "problem",
      reason: expect.stringContaining("title.rendered: found"),
    });
  });

  it("obeys a flag that a path leads to", () => {
    const config = { fieldMap: { "acf.hidden": "draft" } } as const;
    expect(run({ ...post, acf: { hidden: true } }, config)).toMatchObject({ reason: "draft" });
    expect(run({ ...post, acf: { hidden: "perhaps" } }, config)).toMatchObject({ code: "invalid_field" });
    expect(run({ ...post, acf: {} }, config).kind).toBe("article");
  });
});

describe("flags", () => {
  it.each([
    [{ draft: true }, "draft"],
    [{ draft: "Yes" }, "draft"],
    [{ published: false }, "unpublished"],
    [{ published: "no" }, "unpublished"],
    [{ noindex: true }, "noindex"],
    [{ robots: "NOINDEX, nofollow" }, "noindex"],
    [{ robots: ["nofollow", "noindex"] }, "noindex"],
    [{ search: false, recommend: "false" }, "excluded"],
    [{ draft: true, title: "", date: "when it is done" }, "draft"],
  ])("%j leaves the article out as %s", (fields, reason) => {
    expect(run(fields)).toMatchObject({ kind: "skipped", reason });
  });

  it.each(["draft", "private", "Pending"])("a mapped status of %s leaves the article out", (status) => {
    expect(run({ status }, { fieldMap: { status: "published" } })).toMatchObject({ reason: "unpublished" });
    expect(run({ status }, { fieldMap: { status: "draft" } })).toMatchObject({ reason: "draft" });
  });

  it("a mapped status of publish lets it in", () => {
    expect(run({ status: "publish" }, { fieldMap: { status: "published" } }).kind).toBe("article");
    expect(run({ status: "publish" }, { fieldMap: { status: "draft" } }).kind).toBe("article");
  });

  it.each([
    [{ draft: false, published: true, noindex: false, robots: "index, follow" }, {}],
    [{ search: false }, { search: false, recommend: true }],
    [{ recommend: "no" }, { search: true, recommend: false }],
    [{ access: "public" }, { access: "public" }],
    [{ access: "Free" }, { access: "public" }],
    [{ access: "members" }, { access: "members" }],
    [{ access: " Subscribers " }, { access: "members" }],
    [{ access: "premium" }, { access: "members" }],
    [{ access: "paid" }, { access: "members" }],
    [{ access: null, draft: null }, { access: "public" }],
  ])("%j is kept on the article as %j", (fields, expected) => {
    expect(article(fields)).toMatchObject(expected);
  });

  it.each([
    { access: "member" },
    { access: "" },
    { access: true },
    { access: ["members"] },
    { access: "constructor" },
    { draft: "ture" },
    { draft: 1 },
    { draft: "" },
    { published: "2019-04-25" },
    { noindex: "noindex" },
    { search: 0 },
    { recommend: {} },
    { robots: { index: false } },
  ])("%j can't be understood, so the article is a problem and not public", (fields) => {
    const [name = ""] = Object.keys(fields);
    expect(run(fields)).toMatchObject({
      code: "invalid_field",
      reason: expect.stringContaining(`${name}: found`),
    });
  });

  it.each([
    "access",
    "draft",
    "published",
    "noindex",
    "search",
    "robots",
  ])("%s left empty in front matter is a problem", (name) => {
    expect(run({ [name]: null }, {}, asMarkdown("a.md"))).toMatchObject({ code: "invalid_field" });
  });

  it("the most restrictive of several fields wins, whatever their precedence", () => {
    const config = { fieldMap: { tier: "access" as const, hidden: "draft" as const } };
    expect(article({ tier: "free", access: "members" }, config).access).toBe("members");
    expect(article({ tier: "paid", access: "public" }, config).access).toBe("members");
    expect(run({ hidden: false, draft: true }, config)).toMatchObject({ reason: "draft" });
  });

  it("a file in a folder _drafts is a draft", () => {
    expect(run({}, {}, asMarkdown("_drafts/a.md"))).toMatchObject({ reason: "draft" });
  });
});
