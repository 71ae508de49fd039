// Extracts plain text and links from HTML: what a reader would see, with blocks as paragraphs and without images. It
// works on hast, so that Markdown (converted to hast) and HTML bodies are treated alike.

import { fromHtml } from "hast-util-from-html";
import { toText } from "hast-util-to-text";
import { linesToParagraphs } from "./plain-text.ts";

export type HtmlTree = ReturnType<typeof fromHtml>;
type HtmlNode = HtmlTree["children"][number];

/** Elements that hold no text of the article: code, fallbacks of media, controls. */
const DROPPED_ELEMENTS = new Set([
  "audio",
  "button",
  "canvas",
  "head",
  "iframe",
  "input",
  "math",
  "noscript",
  "object",
  "script",
  "select",
  "style",
  "svg",
  "template",
  "textarea",
  "video",
]);

export interface LinkedText {
  /** Paragraphs separated by one empty line. */
  readonly text: string;
  /** Targets of the links in the text, as written, in the text's order. */
  readonly hrefs: readonly string[];
}

/** Text and links of a fragment of HTML, with entities decoded. */
export function readHtml(html: string): LinkedText {
  return readTree(fromHtml(html, { fragment: true }));
}

/** Text and links of a tree. Removes from the tree what isn't text of the article. */
export function readTree(tree: HtmlTree): LinkedText {
  const hasParagraphs = containsParagraph(tree.children);
  tree.children = prune(tree.children, !hasParagraphs);
  const hrefs: string[] = [];
  collectHrefs(tree.children, hrefs);
  return { text: linesToParagraphs(toText(tree)), hrefs };
}

function collectHrefs(nodes: readonly HtmlNode[], hrefs: string[]): void {
  for (const node of nodes) {
    if (node.type !== "element") continue;
    const { href } = node.properties;
    if (node.tagName === "a" && typeof href === "string") hrefs.push(href);
    collectHrefs(node.children, hrefs);
  }
}

/**
 * With `emptyLinesBreak`, an empty line in running text stays a break. Some content systems store HTML without `<p>`,
 * in which empty lines separate the paragraphs.
 */
function prune(nodes: readonly HtmlNode[], emptyLinesBreak: boolean): HtmlNode[] {
  const pruned: HtmlNode[] = [];
  for (const node of nodes) {
    if (node.type === "text" && emptyLinesBreak && /\n[^\S\n]*\n/.test(node.value)) {
      for (const [index, value] of node.value.split(/\n[^\S\n]*\n/).entries()) {
        if (index > 0) pruned.push({ type: "element", tagName: "br", properties: {}, children: [] });
        pruned.push({ type: "text", value });
      }
    } else if (node.type !== "element") {
      pruned.push(node);
    } else if (!DROPPED_ELEMENTS.has(node.tagName) && !isFootnoteMachinery(node.properties)) {
      // A root and an element may hold the same kinds of node, except for the doctype, which an element can't have.
      node.children = prune(node.children, emptyLinesBreak).filter((child) => child.type !== "doctype");
      pruned.push(node);
    }
  }
  return pruned;
}

/** Numbers, arrows and label of Markdown's footnotes; the notes themselves are text. */
function isFootnoteMachinery(properties: Readonly<Record<string, unknown>>): boolean {
  return (
    "dataFootnoteRef" in properties ||
    "dataFootnoteBackref" in properties ||
    properties.id === "footnote-label"
  );
}

function containsParagraph(nodes: readonly HtmlNode[]): boolean {
  return nodes.some(
    (node) => node.type === "element" && (node.tagName === "p" || containsParagraph(node.children)),
  );
}
