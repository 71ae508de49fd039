// Turns a text field, which may be plain text or HTML without saying which, into paragraphs of plain text. This decides
// which of the two it is; html-text.ts reads the HTML, and Markdown has its own reader.

import { type LinkedText, readHtml } from "./html-text.ts";
import { cleanCharacters, collapseSpace, splitLines } from "./plain-text.ts";

/** If paragraphs are separated by empty lines, lines up to this length are taken as wrapped by hand. */
const WRAPPED_LINE_MAX_CHARS = 100;

const CLOSING_OR_VOID_TAG =
  /<\/(?:a|abbr|article|b|blockquote|center|cite|code|dd|del|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|html|body|i|iframe|ins|li|main|mark|ol|p|pre|q|s|script|section|small|span|strong|style|sub|sup|table|tbody|td|th|thead|time|tr|u|ul)\s*>|<(?:p|br|hr|img)(?:\s[^<>]*)?\/?>/i;
const BLOCK_TAG =
  /<(?:article|blockquote|body|center|div|dl|figure|h[1-6]|html|li|ol|p|pre|script|section|style|table|ul|br)(?:\s|\/?>)/i;
const CHARACTER_REFERENCE =
  /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|euro|pound|copy|[a-z](?:acute|grave|uml|circ|tilde|cedil|ring)|szlig);/i;

/** Paragraphs of text that may be plain or HTML, and the links if it is HTML. */
export function readProse(text: string): LinkedText {
  const isHtml = CLOSING_OR_VOID_TAG.test(text);
  if (isHtml && BLOCK_TAG.test(text)) return readHtml(text);
  const blocks = plainParagraphs(text);
  if (!isHtml && !CHARACTER_REFERENCE.test(text)) return { text: blocks.join("\n\n"), hrefs: [] };
  // Inline tags in paragraphs separated by plain line breaks: HTML's own rules would join the paragraphs.
  return joinParagraphs(blocks.map(readHtml));
}

/** The texts one after the other, without empty ones. */
export function joinParagraphs(parts: readonly LinkedText[]): LinkedText {
  return {
    text: parts
      .map(({ text }) => text)
      .filter((text) => text !== "")
      .join("\n\n"),
    hrefs: parts.flatMap(({ hrefs }) => hrefs),
  };
}

/** The text as one line, for titles and labels. */
export function proseToLine(text: string): string {
  return collapseSpace(readProse(text).text);
}

function plainParagraphs(text: string): string[] {
  const clean = cleanCharacters(text).replace(/[^\S\n]+/g, " ");
  const separated = /\n *\n/.test(clean.trim());
  if (!separated || longestLine(clean) > WRAPPED_LINE_MAX_CHARS) return splitLines(clean);
  return clean
    .split(/\n *\n/)
    .map((block) => block.replace(/\s+/g, " ").trim())
    .filter((block) => block !== "");
}

function longestLine(text: string): number {
  let longest = 0;
  for (const line of text.split("\n")) longest = Math.max(longest, line.length);
  return longest;
}
