// The links in the texts of articles.

import { describe, expect, it } from "vitest";
import { type Config, configSchema } from "../../../../../scripts/build/config/schema.ts";
import { MAX_LINKS, readTextLinks } from "../../../../../scripts/build/source/article/links.ts";
import { createNormaliser } from "../../../../../scripts/build/source/article/normalise.ts";

type Input = Parameters<typeof configSchema.parse>[0];

const OWN = "https://a.example/2019/own/";
const config = (input: Input = {}): Config => configSchema.parse(input);
const links = (hrefs: readonly string[], input: Input = {}, own: string | null = OWN) =>
  readTextLinks(hrefs, own, config(input));

function linksOfRecord(fields: Record<string, unknown>, input: Input = {}): readonly string[] {
  const outcome = createNormaliser(config(input)).normalise({
    kind: "record",
    nullMeansAbsent: true,
    idFromPath: null,
    path: "a.json",
    line: 1,
    sourcePath: "a.json",
    fields: new Map(Object.entries({ id: "x", title: "T", ...fields })),
    content: null,
  });
  if (outcome.kind !== "article") throw new Error(JSON.stringify(outcome));
  return outcome.article.links;
}

describe("links of a text", () => {
  it.each([
    ["/2020/x", "https://a.example/2020/x"],
    ["../x", "https://a.example/2019/x"],
    ["//b.example/x", "https://b.example/x"],
    [" https://B.example/a b?q=1#top ", "https://b.example/a%20b?q=1"],
  ])("resolve %j to %s", (href, expected) => {
    expect(links([href])).toEqual([expected]);
  });

  it.each([
    "mailto:a@b.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://a.example/x",
    "https://",
    "",
  ])("leave out %j", (href) => {
    expect(links([href])).toEqual([]);
  });

  it("leave out the article itself, with a fragment or a reader's tracking as without", () => {
    expect(links(["#part", "/2019/own/#x", `${OWN}?utm_source=mail`, "/2019/other/"])).toEqual([
      "https://a.example/2019/other/",
    ]);
  });

  it("name each page once, in the order of the text", () => {
    expect(links(["/b", "/a#1", "/b?utm_medium=x", "/a"])).toEqual([
      "https://a.example/b",
      "https://a.example/a",
    ]);
  });

  it("keep the query keys that identify an article apart", () => {
    const input = { identifyingParams: ["utm_id"] };
    expect(links(["/?utm_id=1", "/?utm_id=2"], input)).toHaveLength(2);
  });

  it("are resolved against the site if the article has no URL, and left out if there is no site either", () => {
    const site = { site: { url: "https://s.example/news" } };
    expect(links(["x", "/y"], site, null)).toEqual(["https://s.example/news/x", "https://s.example/y"]);
    expect(links(["x", "/y", "https://b.example/z"], {}, null)).toEqual(["https://b.example/z"]);
  });

  it("are 200 at most, without those too long to be addresses of articles", () => {
    const many = Array.from({ length: MAX_LINKS + 5 }, (_, index) => `/p${index}`);
    const found = links([`/${"x".repeat(3000)}`, ...many]);
    expect(found).toHaveLength(200);
    expect(found.at(-1)).toBe("https://a.example/p199");
  });
});

describe("links of a record", () => {
  it("come from the HTML of its summary and of its body, in that order", () => {
    const fields = {
      url: OWN,
      content: { rendered: '<p>One <a href="/b">b</a></p><p><a name="x">no link</a></p>' },
      excerpt: 'Short, <a href="/a">a</a>',
    };
    expect(linksOfRecord(fields)).toEqual(["https://a.example/a", "https://a.example/b"]);
  });

  it("come from every paragraph of a body that is a list", () => {
    const body = ['A <a href="https://b.example/1">1</a>', "None", 'A <a href="https://b.example/2">2</a>'];
    expect(linksOfRecord({ body })).toEqual(["https://b.example/1", "https://b.example/2"]);
  });

  it("are kept of a members-only body: they name public pages", () => {
    const fields = { access: "members", body: '<p><a href="https://b.example/1">1</a></p>' };
    expect(linksOfRecord(fields)).toEqual(["https://b.example/1"]);
  });
});
