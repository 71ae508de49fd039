// The text of a Markdown file (CommonMark with GFM and YAML front matter) to a raw record. Markdown becomes the same
// tree as HTML, so its text is extracted the same way. Shortcodes of site generators are not interpreted.

import { raw } from "hast-util-raw";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toHast } from "mdast-util-to-hast";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { valueAt } from "./field-path.ts";
import { parseFrontMatter, refuseFrontMatter } from "./front-matter.ts";
import { type HtmlTree, type LinkedText, readTree } from "./html-text.ts";
import { collapseSpace } from "./plain-text.ts";
import { type Problem, problemAt, type RawRecord } from "./record.ts";

type MarkdownTree = ReturnType<typeof fromMarkdown>;
type MarkdownNode = MarkdownTree["children"][number];

/**
 * `text` is the whole file, without byte order mark; `titleFields` are the names of the front matter's fields that may
 * hold the title. Text that is nested too deeply throws the engine's own RangeError.
 */
export function readMarkdown(
  text: string,
  path: string,
  titleFields: readonly string[],
): RawRecord | Problem {
  // Empty lines above the front matter would otherwise turn it, and with it `draft: true`, into text.
  const leading = /^(?:[ \t]*\r?\n)*/.exec(text)?.[0] ?? "";
  const content = text.slice(leading.length);
  const firstLine = leading.split("\n").length;
  if (content.trim() === "") return problemAt(path, null, "empty_file", "the file is empty");
  const refused = refuseFrontMatter(content, path, firstLine);
  if (refused !== null) return refused;

  const tree = fromMarkdown(content, {
    extensions: [frontmatter(["yaml"]), gfm()],
    mdastExtensions: [frontmatterFromMarkdown(["yaml"]), gfmFromMarkdown()],
  });
  const top = tree.children[0];
  let fields: ReadonlyMap<string, unknown> = new Map();
  if (top?.type === "yaml") {
    const parsed = parseFrontMatter(top.value, path, firstLine + 1);
    if ("kind" in parsed) return parsed;
    fields = parsed;
    tree.children.shift();
  } else if (/^---[ \t]*\r?\n[ \t]*[\w-]+[ \t]*:/.test(content)) {
    const reason = 'the front matter begins with "---" but doesn\'t end; close it with a line "---"';
    return problemAt(path, firstLine, "invalid_front_matter", reason);
  }

  const heading = takeTitleHeading(
    tree,
    titleFields.map((name) => valueAt(fields, name)),
  );
  const body = readMarkdownTree(tree);
  return {
    kind: "record",
    path,
    line: firstLine,
    sourcePath: path,
    fields,
    nullMeansAbsent: false,
    idFromPath: idFromPath(path),
    content: { heading, body: body.text, hrefs: body.hrefs },
  };
}

/** The path without its ending; `index.md` stands for its folder. */
function idFromPath(path: string): string {
  const id = path.replace(/\.[^./]+$/, "").toWellFormed();
  return id.replace(/\/index$/, "");
}

/**
 * Removes the first level-1 heading from the tree and returns its text. If the front matter has a title, the heading is
 * removed only if it opens the text and equals the title.
 */
function takeTitleHeading(tree: MarkdownTree, titles: readonly unknown[]): string | null {
  const index = tree.children.findIndex((node) => node.type === "heading" && node.depth === 1);
  const node = tree.children[index];
  if (node === undefined) return null;
  const heading = collapseSpace(readMarkdownTree({ type: "root", children: [structuredClone(node)] }).text);
  const title = titles.find((value) => value !== undefined && value !== null && String(value).trim() !== "");
  if (title !== undefined && (index > 0 || heading !== collapseSpace(String(title)))) return heading;
  tree.children.splice(index, 1);
  return heading;
}

function readMarkdownTree(tree: MarkdownTree): LinkedText {
  const hast = toHast(tree, { allowDangerousHtml: true });
  // The HTML parser is slow, so only files that contain HTML go through it.
  const parsed = containsHtml(tree.children) ? raw(hast) : hast;
  const root: HtmlTree = parsed.type === "root" ? parsed : { type: "root", children: [] };
  return readTree(root);
}

function containsHtml(nodes: readonly MarkdownNode[]): boolean {
  return nodes.some((node) => node.type === "html" || ("children" in node && containsHtml(node.children)));
}
