// HTML to plain text: what a reader would see, blocks as paragraphs. Built on hast, so that Markdown (as hast)
// and HTML bodies go the same way. Beside the text it tells what the text links to; images and markup go.

import { fromHtml } from "hast-util-from-html";
import { toText } from "hast-util-to-text";
import { linesToParagraphs } from "./plain-text.ts";

export type HtmlTree = ReturnType<typeof fromHtml>;
type HtmlNode = HtmlTree["children"][number];

/** Elements without text of the article: code, fallbacks of media, controls. */
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
  /** Targets of the links in the text, as written, in its order. */
  readonly hrefs: readonly string[];
}

/** Text and links of a fragment of HTML; entities decoded. */
export function readHtml(html: string): LinkedText {
  return readTree(fromHtml(html, { fragment: true }));
}

/** Text and links of a tree. Changes the tree: drops what is not text of the article. */
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
 * `emptyLinesBreak`: content systems store HTML in which empty lines stand for the paragraphs they make when
 * shown; where no `<p>` says otherwise, an empty line in running text is kept as a break.
 */
function prune(nodes: readonly HtmlNode[], emptyLinesBreak: boolean): HtmlNode[] {
  const kept: HtmlNode[] = [];
  for (const node of nodes) {
    if (node.type === "text" && emptyLinesBreak && /\n[^\S\n]*\n/.test(node.value)) {
      for (const [index, value] of node.value.split(/\n[^\S\n]*\n/).entries()) {
        if (index > 0) kept.push({ type: "element", tagName: "br", properties: {}, children: [] });
        kept.push({ type: "text", value });
      }
    } else if (node.type !== "element") {
      kept.push(node);
    } else if (!DROPPED_ELEMENTS.has(node.tagName) && !isFootnoteMachinery(node.properties)) {
      // A tree's root and its elements hold the same kinds of node but for the doctype, which no element has.
      node.children = prune(node.children, emptyLinesBreak).filter((child) => child.type !== "doctype");
      kept.push(node);
    }
  }
  return kept;
}

/** The numbers, arrows and label that Markdown's footnotes get; the notes themselves are text. */
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
