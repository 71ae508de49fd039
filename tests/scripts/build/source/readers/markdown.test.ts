// Markdown with YAML front matter: fields, text, title and links.

import { describe, expect, it } from "vitest";
import { readMarkdown } from "../../../../../scripts/build/source/readers/markdown.ts";
import type { Problem, RawRecord } from "../../../../../scripts/build/source/readers/record.ts";

function read(text: string): RawRecord {
  const result = readMarkdown(text, "a.md", ["title", "headline"]);
  if (result.kind === "problem") throw new Error(result.reason);
  return result;
}

function problem(text: string): Problem {
  const result = readMarkdown(text, "a.md", ["title"]);
  if (result.kind === "record") throw new Error("the file was accepted");
  return result;
}

describe("readMarkdown", () => {
  it("takes fields from YAML front matter, with dates as strings and `no` as a word", () => {
    const { fields } = read(
      '---\ntitle: "A: b"\ndate: 2019-04-25\nlang: no\ndraft: false\ntags: [a, b]\n---\nBody.\n',
    );
    expect(Object.fromEntries(fields)).toEqual({
      title: "A: b",
      date: "2019-04-25",
      lang: "no",
      draft: false,
      tags: ["a", "b"],
    });
  });

  it("makes plain text of Markdown, GFM and embedded HTML", () => {
    const { content } = read(
      "---\ntitle: t\n---\nA *bold* [link](https://a.example) to ~~old~~ `code`\nwrapped.\n\n" +
        "* one\n* two\n\n| a | b |\n|---|---|\n| c | d |\n\n> quoted\n\n" +
        "<div>html <b>block</b></div>\n<script>alert(1)</script>\n\n![alt](x.png)\n\n```js\nlet x;\n```\n",
    );
    expect(content?.body).toBe(
      "A bold link to old code wrapped.\n\none\n\ntwo\n\na b\n\nc d\n\nquoted\n\nhtml block\n\nlet x;",
    );
  });

  it("keeps the text of footnotes without their numbers and arrows", () => {
    expect(read("# T\n\nClaim[^1].\n\n[^1]: Its source.\n").content?.body).toBe("Claim.\n\nIts source.");
  });

  it("returns the targets of links in Markdown, in HTML and as bare URLs, but not of images and footnotes", () => {
    const { content } = read(
      "# T\n\nA [link](/a), a [named one][n], <a href='/b'>HTML</a>, https://c.example/c, ![pic](/no.png) and a note.[^1]\n\n" +
        "<template><a href='/no'>x</a></template>\n\n[n]: /n 'title'\n[^1]: See [d](/d).\n",
    );
    expect(content?.hrefs).toEqual(["/a", "/n", "/b", "https://c.example/c", "/d"]);
  });

  it("returns the first level-1 heading as the title and removes it from the text", () => {
    expect(read("Intro.\n\n# The *news*\n\n## More\n\nText.\n").content).toMatchObject({
      heading: "The news",
      body: "Intro.\n\nMore\n\nText.",
    });
  });

  it("keeps a heading that differs from the title of the front matter", () => {
    expect(read("---\nheadline: Other\n---\n# Part one\n\nText.").content?.body).toBe("Part one\n\nText.");
  });

  it("doesn't repeat a title that also opens the text", () => {
    expect(read("---\nheadline: Same  words\n---\n# Same words\n\nText.").content?.body).toBe("Text.");
  });

  it("reads front matter below empty lines and with CRLF", () => {
    expect(read("\r\n\r\n---\r\ndraft: true\r\n---\r\n# T\r\n").fields.get("draft")).toBe(true);
  });

  it("names the line of a YAML error in the file", () => {
    expect(problem("---\ntitle: fine\ntags: [a, b\n---\nBody")).toMatchObject({
      code: "invalid_front_matter",
      line: 3,
    });
    expect(problem('\n\n---\ntitle: "a\\qb"\n---\nBody')).toMatchObject({
      code: "invalid_front_matter",
      line: 4,
    });
  });

  it("refuses a field that is written twice", () => {
    expect(problem("---\ndraft: true\ndraft: false\n---\n# T")).toMatchObject({
      code: "invalid_front_matter",
      line: 3,
    });
  });

  it.each([
    ["+++\ntitle = 'x'\ndraft = true\n+++\n# T\n", "unsupported_front_matter", "TOML"],
    ['{\n "draft": true\n}\n\n# T\n', "unsupported_front_matter", "JSON"],
    ["---\ndraft: true\n\n# T\n", "invalid_front_matter", "doesn't end; close it"],
    ["---\n- draft\n---\n# T\n", "invalid_front_matter", "a list"],
    ["---\njust words\n---\n# T\n", "invalid_front_matter", "a string"],
    [" \n\n", "empty_file", "empty"],
  ])("refuses %j, which might hide a flag, as %s", (text, code, words) => {
    expect(problem(text)).toMatchObject({ code, reason: expect.stringContaining(words) });
  });

  it("refuses front matter whose aliases grow without bound", () => {
    const levels = Array.from({ length: 9 }, (_, i) =>
      i === 0 ? `l0: &l0 [${"x,".repeat(9)}]` : `l${i}: &l${i} [${`*l${i - 1},`.repeat(9)}]`,
    );
    expect(problem(`---\n${levels.join("\n")}\n---\n# T`)).toMatchObject({ code: "invalid_front_matter" });
  });

  it("treats a thematic break at the top of a text as such", () => {
    expect(read("---\n\n# T\n\nText.").content).toMatchObject({ heading: "T", body: "Text." });
  });
});
