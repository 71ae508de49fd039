// Plain text of HTML and of fields that may be either.

import { describe, expect, it } from "vitest";
import { readHtml } from "../../../../../scripts/build/source/readers/html-text.ts";
import { proseToLine, readProse } from "../../../../../scripts/build/source/readers/prose.ts";

const htmlToText = (html: string) => readHtml(html).text;
const proseToText = (text: string) => readProse(text).text;

describe("text of HTML", () => {
  it("keeps blocks as paragraphs separated by one empty line", () => {
    const html =
      "<h2>Talks</h2><p>First  <b>para</b>graph.</p>\n\n\n<p>Second.</p><ul><li>one</li><li>two</li></ul><div>End</div>";
    expect(htmlToText(html)).toBe("Talks\n\nFirst paragraph.\n\nSecond.\n\none\n\ntwo\n\nEnd");
  });

  it.each([
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "textarea",
    "svg",
  ])("drops the content of <%s>", (tag) => {
    expect(htmlToText(`<p>a</p><${tag}>var hidden = 1</${tag}><p>b</p>`)).toBe("a\n\nb");
  });

  it("decodes character references once", () => {
    expect(htmlToText("<p>Tom &amp; J&eacute;r&#244;me&nbsp;&#x201c;&amp;lt;&rdquo;</p>")).toBe(
      "Tom & Jérôme “&lt;”",
    );
  });

  it("reads tag soup as a browser does", () => {
    expect(htmlToText("<p>one<p>two <b>three</i> four")).toBe("one\n\ntwo three four");
  });

  it("keeps empty lines as paragraphs if the HTML has no <p>", () => {
    expect(htmlToText("First.\n\nSecond <em>here</em>.\n<blockquote>Third.</blockquote>")).toBe(
      "First.\n\nSecond here.\n\nThird.",
    );
  });

  it("separates the cells of a table", () => {
    expect(htmlToText("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>")).toBe(
      "a b\n\nc d",
    );
  });
});

describe("text of a field", () => {
  it("makes each line a paragraph if no empty lines separate them", () => {
    expect(proseToText("One.\r\nTwo.\rThree.\u2028Four.")).toBe("One.\n\nTwo.\n\nThree.\n\nFour.");
  });

  it("joins lines that were wrapped by hand", () => {
    expect(proseToText("a first line\nand its rest\n\n \nanother")).toBe(
      "a first line and its rest\n\nanother",
    );
  });

  it("does not join lines that are too long to be wrapped by hand", () => {
    const long = "word ".repeat(40).trim();
    expect(proseToText(`${long}\nnext\n\nlast`)).toBe(`${long}\n\nnext\n\nlast`);
  });

  it("keeps the line breaks of a text whose only tags are inline", () => {
    expect(proseToText("One <em>bold</em> move.\n\nTwo &amp; three.")).toBe("One bold move.\n\nTwo & three.");
  });

  it("doesn't change comparisons and ampersands in plain text", () => {
    expect(proseToText("if a < b and c > d, AT&T wins")).toBe("if a < b and c > d, AT&T wins");
  });

  it("keeps emoji and right-to-left text", () => {
    expect(proseToText("שלום עולם 👩‍👩‍👧\nمرحبا")).toBe("שלום עולם 👩‍👩‍👧\n\nمرحبا");
  });

  it("replaces control characters and lone surrogates", () => {
    expect(proseToText("a\u0000b\u0007c \ud800d so\u00adft")).toBe("a b c \ufffdd soft");
  });
});

describe("proseToLine", () => {
  it("makes one line of text, markup and line breaks", () => {
    expect(proseToLine(" Trade\n talks &#8217;resume&#8217;<br> <em>today</em> ")).toBe(
      "Trade talks ’resume’ today",
    );
  });
});
