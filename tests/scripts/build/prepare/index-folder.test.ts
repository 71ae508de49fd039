// The folder index/: a state is replaced as a whole, and an interruption leaves the former one in force.

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type IndexRecord,
  readContent,
  readRecord,
  readVectorsOf,
  writeIndex,
} from "../../../../scripts/build/prepare/index-folder.ts";
import { makeArticle } from "../../../support/articles.ts";
import { indexContent } from "../../../support/packed-archive.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { WORD_ENCODER_DIMS } from "../../../support/word-encoder.ts";

async function write(folder: string, ...ids: string[]): Promise<IndexRecord> {
  const articles = ids.map((id) => makeArticle({ id, body: `Body of ${id}.` }));
  const content = await indexContent(articles);
  return writeIndex(
    folder,
    {
      configFile: null,
      source: { kind: "named", patterns: ["news"], root: "." },
      config: "c".repeat(64),
      model: { name: "words", fingerprint: "words-1", dims: WORD_ENCODER_DIMS },
      files: [{ path: "a.md", bytes: 1, sha256: "0".repeat(64) }],
      counts: { articles: ids.length },
      passages: content.passages.length,
    },
    content,
  );
}

async function idsIn(folder: string): Promise<string[] | null> {
  const record = await readRecord(folder);
  return record === null ? null : (await readContent(folder, record)).articles.map(({ id }) => id);
}

describe("an index", () => {
  it("is read back as it was written", async () => {
    const folder = join(await tempFolder(), "index");
    const articles = [
      makeArticle({
        id: "a",
        title: "Line\u2028separator\u2029here",
        body: "One.\n\nTwo.\r\u0085",
        tags: ["x"],
      }),
      makeArticle({ id: "b", image: { src: "https://a.example/b.jpg", width: 1, height: null, alt: "😀" } }),
    ];
    const content = await indexContent(articles);
    const record = await write(folder, "a");
    const rewritten = await writeIndex(folder, { ...record, passages: content.passages.length }, content);
    expect(await readRecord(folder)).toEqual(rewritten);
    expect(await readContent(folder, rewritten)).toEqual(content);
    expect(await readVectorsOf(folder, rewritten)).toEqual(content.vectors);
  });

  it("doesn't exist in a folder that is missing or empty", async () => {
    const folder = await tempFolder();
    expect(await readRecord(folder)).toBeNull();
    expect(await readRecord(join(folder, "missing"))).toBeNull();
  });

  it("replaces the former generation and leaves nothing of it", async () => {
    const folder = await tempFolder();
    const first = await write(folder, "a");
    const second = await write(folder, "b", "c");
    expect(second.generation).not.toBe(first.generation);
    expect(await idsIn(folder)).toEqual(["b", "c"]);
    expect((await readdir(folder)).sort()).toEqual([second.generation, "record.json"]);
  });

  it("is unchanged after an interrupted write, and the next write cleans up", async () => {
    const folder = await tempFolder();
    const { generation } = await write(folder, "a");
    await mkdir(join(folder, "generation-2.partial", "vectors"), { recursive: true });
    await writeFile(join(folder, "generation-2.partial", "articles.jsonl"), '{"id":"b"');
    await writeFile(join(folder, "record.json.partial"), '{"format":1,"gener');
    expect(await idsIn(folder)).toEqual(["a"]);
    const next = await write(folder, "c");
    expect(next.generation).not.toBe(generation);
    expect(await idsIn(folder)).toEqual(["c"]);
    expect((await readdir(folder)).sort()).toEqual([next.generation, "record.json"]);
  });

  it("is unchanged if a generation is complete but not yet current", async () => {
    const folder = await tempFolder();
    await write(folder, "a");
    const record = await readFile(join(folder, "record.json"));
    const { generation } = await write(folder, "b");
    // As it was before the last step: both generations, and the old record.
    const other = await tempFolder();
    await write(other, "a");
    await writeFile(join(other, "record.json"), record);
    await mkdir(join(other, generation));
    expect(await idsIn(other)).toEqual(["a"]);
    await write(other, "c");
    expect(await idsIn(other)).toEqual(["c"]);
    expect(await readdir(other)).toHaveLength(2);
  });

  it("is unchanged if the new vectors are refused", async () => {
    const folder = await tempFolder();
    const record = await write(folder, "a");
    const content = await indexContent([makeArticle({ id: "b" })]);
    const vectors = content.vectors.map((stored) => ({ ...stored, vector: stored.vector.map((x) => 2 * x) }));
    await expect(writeIndex(folder, record, { ...content, vectors })).rejects.toThrow(RangeError);
    expect(await idsIn(folder)).toEqual(["a"]);
  });

  it.each([
    ["of another format", '{"format":999}'],
    ["without a field", '{"format":1,"generation":"generation-1"}'],
    ["that is no object", "[]"],
  ])("doesn't exist with a record %s: all of it can be built again", async (_, text) => {
    const folder = await tempFolder({ "record.json": text });
    expect(await readRecord(folder)).toBeNull();
  });

  it("names the file and what to do if the record isn't JSON", async () => {
    const folder = await tempFolder({ "record.json": '{"format":1,' });
    await expect(readRecord(folder)).rejects.toThrow(/record\.json isn't valid JSON.*npm run build/);
  });

  it("names both counts and what to do if its files don't match the record", async () => {
    const folder = await tempFolder();
    const record = await write(folder, "a", "b");
    await writeFile(join(folder, record.generation, "passages.jsonl"), "");
    await expect(readContent(folder, record)).rejects.toThrow(
      /says 2 passages, but its files have 0 and 2 vectors/,
    );
  });

  it("is an error if its generation is gone", async () => {
    const folder = await tempFolder();
    const record = await write(folder, "a");
    await rm(join(folder, record.generation), { recursive: true });
    await expect(readContent(folder, record)).rejects.toThrow("ENOENT");
  });
});
