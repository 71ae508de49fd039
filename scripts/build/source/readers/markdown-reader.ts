// The reader of Markdown files, one article a file. What is in the text is markdown.ts.

import { basename } from "node:path";
import { readText } from "./file-text.ts";
import { readMarkdown } from "./markdown.ts";
import { type ArticleFile, hasExtension, type Reader, type ReadOptions } from "./reader.ts";
import { articleTooLarge, type Problem, type RawRecord, type Skipped } from "./record.ts";
import { withinStack } from "./within-stack.ts";

const EXTENSIONS = [".md", ".markdown"];

export const markdownReader: Reader = {
  name: "Markdown",
  extensions: EXTENSIONS,
  accepts: (path) => hasExtension(path, EXTENSIONS),
  async *read(file, options) {
    yield await readFile(file, options);
  },
};

async function readFile(
  file: ArticleFile,
  { articleBytes, titleFields }: ReadOptions,
): Promise<RawRecord | Problem | Skipped> {
  const { path, bytes } = file;
  const tooLarge = () => articleTooLarge(path, null, bytes, articleBytes);
  if (bytes > articleBytes) return tooLarge();
  const text = await readText(file, articleBytes, tooLarge);
  if (typeof text !== "string") return text;
  const record = withinStack(path, null, () => readMarkdown(text, path, titleFields));
  // A README without front matter is about the folder; one with front matter is an article.
  const isReadme = /^readme\.[^.]+$/i.test(basename(path));
  if (isReadme && record.kind === "record" && record.fields.size === 0) {
    return { kind: "skipped", reason: "readme", path };
  }
  return record;
}
