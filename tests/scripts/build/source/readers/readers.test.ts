// Every registered reader goes through the shared suite, and the registry finds the right one for a file.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jsonReader } from "../../../../../scripts/build/source/readers/json.ts";
import { jsonLinesReader } from "../../../../../scripts/build/source/readers/json-lines.ts";
import { markdownReader } from "../../../../../scripts/build/source/readers/markdown-reader.ts";
import {
  ARTICLE_FILES,
  READERS,
  readerFor,
  SUPPORTED_FORMATS,
} from "../../../../../scripts/build/source/readers/registry.ts";
import { describeReader, type ReaderExample } from "./reader-suite.ts";

const markdown = (text: string) => `---\ntitle: Bridge\n---\n${text}\n`;
const json = (body: string) => JSON.stringify({ title: "Bridge", body });

const EXAMPLES: ReadonlyMap<unknown, ReaderExample> = new Map([
  [
    markdownReader,
    { file: markdown("Text."), longFile: (bytes: number) => markdown("word ".repeat(bytes / 5 + 1)) },
  ],
  [jsonReader, { file: json("Text."), longFile: (bytes: number) => json("x".repeat(bytes)) }],
  [jsonLinesReader, { file: json("Text."), longFile: (bytes: number) => json("x".repeat(bytes)) }],
]);

for (const reader of READERS) {
  const example = EXAMPLES.get(reader);
  if (example === undefined) throw new Error(`there is no example of ${reader.name} for the shared suite`);
  describeReader(reader, example);
}

describe("the registry", () => {
  it("has one reader at most for a file", () => {
    for (const { extensions } of READERS) {
      for (const extension of extensions) {
        expect(READERS.filter((reader) => reader.accepts(`a${extension}`))).toHaveLength(1);
      }
    }
  });

  it.each(["a.txt", "md", "a.md.bak", "a.gz", "a.json.zip", ""])("has no reader for %j", (path) => {
    expect(readerFor(path)).toBeNull();
  });

  it("is what docs/configuration.md lists", () => {
    const guide = readFileSync("docs/configuration.md", "utf8");
    for (const { name, extensions } of READERS) {
      const files = extensions.map((extension) => `\`${extension}\``).join(", ");
      expect(guide).toContain(`| ${name} | ${files} |`);
    }
  });

  it("names every extension in the glob and in the list of formats", () => {
    for (const { name, extensions } of READERS) {
      expect(SUPPORTED_FORMATS).toContain(name);
      for (const extension of extensions) {
        expect(ARTICLE_FILES).toContain(extension.slice(1));
        expect(SUPPORTED_FORMATS).toContain(extension);
      }
    }
  });
});
