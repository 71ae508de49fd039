// What a build reports about the archive that it has read.

import { describe, expect, it } from "vitest";
import { configSchema } from "../../../../scripts/build/config/schema.ts";
import { readArchive } from "../../../../scripts/build/source/read.ts";
import { reportReading } from "../../../../scripts/build/source/report-reading.ts";
import type { ModelProfile } from "../../../../src/encoder/file/profile.ts";
import { NEWS_PARAGRAPHS } from "../../../support/news-paragraphs.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const PROFILE: ModelProfile = {
  name: "english-model",
  pooling: "mean",
  normalize: true,
  dims: 384,
  maxTokens: 256,
  languages: ["en"],
  queryPrefix: "",
  passagePrefix: "",
};

async function linesOf(
  files: Record<string, string>,
  languages: readonly string[] = ["en"],
): Promise<string[]> {
  const reading = await readArchive({
    root: await tempFolder(files),
    patterns: ["."],
    config: configSchema.parse({}),
  });
  const lines: string[] = [];
  const progress = () => ({ advance: () => undefined, stop: () => undefined });
  reportReading(
    reading,
    { ...PROFILE, languages: [...languages] },
    { line: (text) => lines.push(text), progress },
  );
  return lines;
}

const paragraphs = Object.fromEntries(
  NEWS_PARAGRAPHS.filter(([lang]) => ["en", "de", "fr"].includes(lang)).map(([lang, text]) => [
    `${lang}.md`,
    `# ${lang}\n\n${text}`,
  ]),
);

describe("the report of reading", () => {
  it("counts the articles of each language and says how many were detected in the text", async () => {
    const lines = await linesOf({ ...paragraphs, "named.md": "---\ntitle: Named\nlang: de\n---\nKurz." });
    expect(lines).toContain(
      "Languages: de 2 (1 detected in the text), en 1 (detected in the text), fr 1 (detected in the text)",
    );
  });

  it("says the share of articles that the model does not read, and what that means for them", async () => {
    const lines = await linesOf(paragraphs);
    expect(lines.at(-1)).toMatch(
      /^2 articles \(67 %\) in languages that the model english-model doesn't read\. They are/,
    );
  });

  it("doesn't mention it for a model that reads every language", async () => {
    expect((await linesOf(paragraphs, ["*"])).at(-1)).toMatch(/^Languages: /);
  });

  it("reports articles whose text contradicts the language they name, with one example", async () => {
    const lines = await linesOf({ "a.md": `---\ntitle: A\nlang: fr\n---\n${NEWS_PARAGRAPHS[0]?.[1]}` });
    expect(lines).toContain(
      '1 article in another language than the one named, such as a.md (named "fr", looks like "en"); the named language is kept',
    );
  });

  it("lists warnings with their places, and the first twenty of many", async () => {
    const related = Array.from({ length: 22 }, (_, index) => `gone-${index}`);
    const lines = await linesOf({ "a.md": `---\ntitle: A\nrelated: [${related}]\n---\n` });
    expect(lines).toContain("22 warnings:");
    expect(lines.filter((line) => line.startsWith("  a.md:1: related: "))).toHaveLength(20);
    expect(lines).toContain("  … and 2 more warnings");
  });
});
