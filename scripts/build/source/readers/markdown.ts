// A Markdown file (CommonMark with GFM and YAML front matter) to a raw record. Markdown becomes the same tree
// HTML becomes, and its text is taken the same way. Shortcodes of site generators are not interpreted.

import { raw } from "hast-util-raw";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toHast } from "mdast-util-to-hast";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { parseFrontMatter, refuseFrontMatter } from "./front-matter.ts";
import { type HtmlTree, type LinkedText, readTree } from "./html-text.ts";
import { collapseSpace } from "./plain-text.ts";
import { type Problem, problemAt, type RawRecord } from "./record.ts";

type MarkdownTree = ReturnType<typeof fromMarkdown>;
type MarkdownNode = MarkdownTree["children"][number];

/**
 * `text` is the whole file, without byte order mark; `titleFields` are the names under which front matter may hold
 * the title. RangeError of the engine where the text is nested too deep.
 */
export function readMarkdown(
  text: string,
  path: string,
  titleFields: readonly string[],
): RawRecord | Problem {
  // Lines left empty above the front matter would turn it into text, and `draft: true` with it.
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
    const reason = 'front matter opened with "---" is never closed; end it with a line of "---"';
    return problemAt(path, firstLine, "invalid_front_matter", reason);
  }

  const heading = takeTitleHeading(
    tree,
    titleFields.map((name) => fields.get(name)),
  );
  const body = readMarkdownTree(tree);
  return {
    kind: "record",
    origin: "markdown",
    path,
    line: firstLine,
    sourcePath: path,
    fields,
    content: { heading, body: body.text, hrefs: body.hrefs },
  };
}

/**
 * Removes the first level-1 heading from the tree and returns its text. With a title in the front matter the
 * heading goes only if it opens the text and says the same.
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
  // The HTML parser is slow, so only files that contain HTML pay for it.
  const parsed = containsHtml(tree.children) ? raw(hast) : hast;
  const root: HtmlTree = parsed.type === "root" ? parsed : { type: "root", children: [] };
  return readTree(root);
}

function containsHtml(nodes: readonly MarkdownNode[]): boolean {
  return nodes.some((node) => node.type === "html" || ("children" in node && containsHtml(node.children)));
}
