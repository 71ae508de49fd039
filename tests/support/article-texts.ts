// The sample archive as plain texts for tests of the encoder: titles, sentences and paragraphs in file order. Markup stays
// in, since a tokenizer and an encoder must take any text.

import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const FOLDER = resolve("content/articles");

export interface ArticleText {
  readonly file: string;
  /** The whole file, front matter included. */
  readonly source: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly sentences: readonly string[];
}

export function readArticleTexts(): ArticleText[] {
  const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith(".md"))
    .sort();
  return files.map((file) => {
    const source = readFileSync(join(FOLDER, file), "utf8");
    const body = source.replace(/^---\n[\s\S]*?\n---\n/, "");
    const paragraphs = body.split(/\n\s*\n/).map((text) => text.trim());
    return {
      file,
      source,
      title: /^title: "?(.*?)"?$/m.exec(source)?.[1] ?? "",
      paragraphs: paragraphs.filter((text) => text !== ""),
      sentences: paragraphs
        .flatMap((text) => Array.from(segmenter.segment(text), ({ segment }) => segment.trim()))
        .filter((text) => text !== ""),
    };
  });
}
