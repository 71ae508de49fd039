// Reading a snapshot back, and every kind of damage: what was found is named, and the command that mends it.

import { beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_RANKING } from "../../../src/index/ranking.ts";
import { sha256Hex } from "../../../src/index/sha256.ts";
import {
  MANIFEST_FILE,
  type Manifest,
  manifestSchema,
  PART_MAX_BYTES,
} from "../../../src/index/snapshot/format.ts";
import { openSnapshot } from "../../../src/index/snapshot/open-snapshot.ts";
import {
  attachSection,
  elementBytes,
  expectedLength,
  SECTION_NAMES,
  type SectionArrays,
  type SectionName,
} from "../../../src/index/snapshot/sections.ts";

import { type SnapshotFiles, writeSnapshot } from "../../../src/index/snapshot/writer.ts";
import { SnapshotError } from "../../../src/index/snapshot-error.ts";
import { memorySource, type Source } from "../../../src/index/source.ts";
import { FIELDS } from "../../../src/lexical/field-counts.ts";
import { makeArticle, storedFieldsOf } from "../../support/articles.ts";
import { packArticles, SETTINGS } from "../../support/packed-archive.ts";

const articles = [1, 2, 3].map((i) =>
  makeArticle({
    id: `a${i}`,
    url: `https://gazette.example/a${i}`,
    body: `Body number ${i}.`,
    tags: ["x"],
    links: ["https://gazette.example/a1"],
    relatedIds: [`a${(i % 3) + 1}`],
  }),
);
let whole: SnapshotFiles;
beforeAll(async () => {
  whole = await packArticles(articles);
});

const encode = (text: string) => new TextEncoder().encode(text);

function manifestOf(files: SnapshotFiles): Manifest {
  return manifestSchema.parse(JSON.parse(new TextDecoder().decode(files.get(MANIFEST_FILE))));
}

function fileOf(files: SnapshotFiles, section: SectionName): string {
  return manifestOf(files).sections[section]?.parts[0]?.file ?? "";
}

/** The files with another manifest, whose index version is made to fit: damage that no checksum shows. */
async function withManifest(change: (manifest: Manifest) => unknown): Promise<SnapshotFiles> {
  const manifest = structuredClone(manifestOf(whole));
  change(manifest);
  const { format, indexVersion: _, ...rest } = manifest;
  const content = { format, ...rest };
  const indexVersion = (await sha256Hex(encode(JSON.stringify(content)))).slice(0, 16);
  return new Map(whole).set(MANIFEST_FILE, encode(JSON.stringify({ ...content, indexVersion })));
}

function offsetsOf(section: SectionName): Uint32Array<ArrayBuffer> {
  return new Uint32Array(whole.get(fileOf(whole, section))?.slice().buffer ?? new ArrayBuffer(0));
}

/** The files with other offsets in a section, every checksum made to fit. */
async function withOffsets(section: SectionName, offsets: Uint32Array<ArrayBuffer>): Promise<SnapshotFiles> {
  const bytes = new Uint8Array(offsets.buffer);
  const part = { file: "changed.bin", bytes: bytes.length, sha256: await sha256Hex(bytes) };
  const files = await withManifest((manifest) => {
    manifest.sections[section] = { bytes: bytes.length, parts: [part] };
  });
  return files.set(part.file, bytes);
}

async function problemOf(files: SnapshotFiles): Promise<string> {
  const error = await openSnapshot(memorySource(files)).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SnapshotError);
  const message = error instanceof Error ? error.message : "";
  expect(message).toContain('Run "npm run build"');
  return message;
}

const sections = SECTION_NAMES;

describe("a damaged snapshot", () => {
  it("says that there is none where there is no manifest", async () => {
    expect(await problemOf(new Map())).toContain("There is no index yet.");
  });

  it.each([
    "",
    "{",
    "\u0000\u0001",
    "<!doctype html>",
  ])("says that a manifest of %j is no JSON", async (text) => {
    expect(await problemOf(new Map(whole).set(MANIFEST_FILE, encode(text)))).toContain("not readable JSON");
  });

  it("says that a manifest that is no UTF-8 is no JSON", async () => {
    const files = new Map(whole).set(MANIFEST_FILE, Uint8Array.of(0x22, 0xff, 0x22));
    expect(await problemOf(files)).toContain("not readable JSON");
  });

  it.each([
    ["0", { format: 0 }],
    ["1", { format: 1 }],
    ["3", { format: 3 }],
    ["next", { format: "next" }],
    ["undefined", {}],
    ["undefined", null],
    ["undefined", []],
  ])("names the format %s and the one it reads", async (name, manifest) => {
    const files = new Map(whole).set(MANIFEST_FILE, encode(JSON.stringify(manifest)));
    expect(await problemOf(files)).toContain(
      `has format ${name}; this version reads format 2. Run "npm run build"`,
    );
  });

  it.each<[string, (manifest: Manifest) => unknown]>([
    ["counts.articles", (manifest) => Object.assign(manifest.counts, { articles: -1 })],
    ["settings.basePath", (manifest) => Object.assign(manifest.settings, { basePath: 7 })],
    ["pages.0.file", (manifest) => Object.assign(manifest.pages[0] ?? {}, { file: "../../etc/passwd" })],
    ["encoder.dims", (manifest) => Object.assign(manifest.encoder, { dims: 0 })],
  ])("names the field %s of the manifest", async (field, change) => {
    expect(await problemOf(await withManifest(change))).toContain(`damaged at "${field}"`);
  });

  it("notices a manifest that was changed by hand", async () => {
    const text = new TextDecoder()
      .decode(whole.get(MANIFEST_FILE))
      .replace("The Test Gazette", "The Fest Gazette");
    const problem = await problemOf(new Map(whole).set(MANIFEST_FILE, encode(text)));
    expect(problem).toContain(manifestOf(whole).indexVersion);
  });

  it.each(sections)("names the missing file of section %s", async (section) => {
    const file = fileOf(whole, section);
    const files = new Map(whole);
    files.delete(file);
    expect(await problemOf(files)).toContain(`lacks its file ${file}`);
  });

  it.each(sections)("names both lengths of a cut file of section %s", async (section) => {
    const file = fileOf(whole, section);
    const bytes = whole.get(file) ?? new Uint8Array();
    const problem = await problemOf(new Map(whole).set(file, bytes.slice(0, -1)));
    expect(problem).toContain(`${file} has ${bytes.length - 1} bytes where ${bytes.length} belong`);
  });

  it.each(sections)("notices a flipped bit in section %s", async (section) => {
    const file = fileOf(whole, section);
    const bytes = Uint8Array.from(whole.get(file) ?? []);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    expect(await problemOf(new Map(whole).set(file, bytes))).toContain(`${file} has the checksum`);
  });

  it("names a section that the manifest lacks", async () => {
    const files = await withManifest((manifest) => delete manifest.sections["articles.flags"]);
    expect(await problemOf(files)).toContain("no section articles.flags");
  });

  it("names both lengths where a section's parts do not add up", async () => {
    const files = await withManifest((manifest) =>
      Object.assign(manifest.sections["articles.flags"] ?? {}, { bytes: 4 }),
    );
    expect(await problemOf(files)).toContain("Section articles.flags has 3 bytes of 4");
  });

  it.each<[string, (manifest: Manifest) => unknown]>([
    ["articles", (manifest) => Object.assign(manifest.counts, { articles: 4 })],
    ["passages", (manifest) => Object.assign(manifest.counts, { passages: 2 })],
    ["terms", (manifest) => Object.assign(manifest.counts, { terms: 1 })],
    ["dimensions", (manifest) => Object.assign(manifest.encoder, { dims: 63 })],
  ])("names a section whose length does not fit the number of %s", async (_, change) => {
    expect(await problemOf(await withManifest(change))).toMatch(/Section \S+ has \d+ bytes where \d+ belong/);
  });

  it.each<SectionName>([
    "keys.strings",
    "lexical.terms",
  ])("names %s where its offsets do not fit", async (section) => {
    const files = await withManifest((manifest) => {
      manifest.sections[section] = { bytes: 0, parts: [] };
    });
    expect(await problemOf(files)).toContain(`Section ${section} is no table of strings`);
  });

  it.each<[SectionName, SectionName]>([
    ["lexical.forms", "lexical.formOffsets"],
    ["lexical.postings", "lexical.postingOffsets"],
    ["lexical.positions", "lexical.positionOffsets"],
  ])("names %s where its lists end elsewhere", async (name, offsetsName) => {
    const offsets = offsetsOf(offsetsName);
    offsets[offsets.length - 1] = (offsets.at(-1) ?? 0) + 1;
    expect(await problemOf(await withOffsets(offsetsName, offsets))).toContain(
      `Section ${name} has ${(offsets.at(-1) ?? 0) - 1} bytes where ${offsets.at(-1)} belong`,
    );
  });

  it("names a section of offsets that goes back", async () => {
    const offsets = offsetsOf("lexical.positionOffsets");
    const end = offsets.at(-1) ?? 0;
    offsets[1] = end + 7;
    expect(await problemOf(await withOffsets("lexical.positionOffsets", offsets))).toContain(
      `Section lexical.positionOffsets goes back from ${end + 7}`,
    );
  });

  it.each<[string, SectionName, (values: Uint32Array<ArrayBuffer>) => unknown, RegExp]>([
    [
      "a key ends elsewhere",
      "completions.keyOffsets",
      (all) => all.set([9999], all.length - 1),
      /over \d+ bytes/,
    ],
    ["a key's offset goes back", "completions.keyOffsets", (all) => all.set([9999], 1), /after 9999/],
    ["a start is of no completion", "completions.starts", (all) => all.set([99 * 256]), /completion 99\b/],
    ["a start is behind its key", "completions.starts", (all) => all.set([255]), /byte 255 of completion 0/],
    ["a title is of no article", "completions.titles", (all) => all.set([3]), /article 3 of 3/],
    ["a phrase is of no article", "completions.articles", (all) => all.set([3]), /value 3 of 3/],
  ])("names the completions where %s", async (_, section, damage, message) => {
    const values = offsetsOf(section);
    damage(values);
    const problem = await problemOf(await withOffsets(section, values));
    expect(problem).toMatch(/Sections? completions/);
    expect(problem).toMatch(message);
  });

  it.each<[string, SectionName, (values: Uint32Array<ArrayBuffer>) => unknown, string]>([
    [
      "articles share no order of passages",
      "articles.firstPassage",
      (all) => all.set([3, 1], 1),
      "Section articles.firstPassage goes back from 3 to 1",
    ],
    [
      "passages end elsewhere",
      "articles.firstPassage",
      (all) => all.set([9], all.length - 1),
      "Section articles.firstPassage ends at 9 where 3 belongs",
    ],
    [
      "an article has passages before the first",
      "articles.firstPassage",
      (all) => all.set([1]),
      "Section articles.firstPassage begins at 1 instead of 0",
    ],
    [
      "records go back",
      "articles.recordOffsets",
      (all) => all.set([7777, 1], 1),
      "Section articles.recordOffsets goes back from 7777 to 1",
    ],
    [
      "a near-duplicate is of no article",
      "articles.duplicateOf",
      (all) => all.set([3]),
      "Section articles.duplicateOf has the number 3 of 3 articles",
    ],
    [
      "a key leads to no article",
      "keys.articles",
      (all) => all.set([5]),
      "Section keys.articles has the number 5 of 3 articles",
    ],
    [
      "keys go back",
      "keys.stringOffsets",
      (all) => all.set([9999], 1),
      "Section keys.strings is no table of strings (string table: offset",
    ],
  ])("names both numbers where %s", async (_, section, damage, message) => {
    const values = offsetsOf(section);
    damage(values);
    expect(await problemOf(await withOffsets(section, values))).toContain(message);
  });

  it("names a page of text that is missing only when it is shown", async () => {
    const files = new Map(whole);
    const [page] = manifestOf(whole).pages;
    files.delete(page?.file ?? "");
    const snapshot = await openSnapshot(memorySource(files));
    expect((await snapshot.documents.articles([0]))[0]?.id).toBe("a1");
    await expect(snapshot.documents.passages([0])).rejects.toThrow(`lacks its file ${page?.file}`);
  });

  it("lets the reason through where the source can't be reached", async () => {
    const source: Source = { read: () => Promise.reject(new Error("the wire is cut")) };
    await expect(openSnapshot(source)).rejects.toThrow("the wire is cut");
  });
});

describe("a file that can't be read", () => {
  it("is named, with the reason as the cause and not in the message", async () => {
    const reason = new Error("EIO: /srv/secret");
    const failing: Source = {
      async read(name) {
        if (name !== MANIFEST_FILE) throw reason;
        return whole.get(name) ?? null;
      },
    };
    const error: unknown = await openSnapshot(failing).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "SnapshotError", cause: reason });
    expect(String(error)).not.toContain("secret");
  });
});

describe("an open snapshot", () => {
  it("fetches a page once for the passages of one call, and again for another one at the same time", async () => {
    const reads: string[] = [];
    const counting: Source = {
      async read(name) {
        reads.push(name);
        return whole.get(name) ?? null;
      },
    };
    const snapshot = await openSnapshot(counting);
    const [page] = manifestOf(whole).pages;
    const fetches = () => reads.filter((name) => name === page?.file).length;
    const one = snapshot.documents.passages([0, 1, 2]);
    const other = snapshot.documents.passages([0]);
    expect(await one).toEqual(["Body number 1.", "Body number 2.", "Body number 3."]);
    expect(await other).toEqual(["Body number 1."]);
    expect(fetches()).toBe(2);
    await snapshot.documents.passages([0]);
    expect(fetches()).toBe(2);
  });

  it.each([-1, 3, Number.NaN])("refuses article %d of three", async (ordinal) => {
    const snapshot = await openSnapshot(memorySource(whole));
    await expect(snapshot.documents.articles([ordinal])).rejects.toThrow(RangeError);
    await expect(snapshot.documents.passages([ordinal])).rejects.toThrow(RangeError);
  });

  it("can be read from views into a larger buffer", async () => {
    const views: Source = {
      async read(name) {
        const bytes = whole.get(name);
        if (bytes === undefined) return null;
        const larger = new Uint8Array(bytes.length + 7);
        larger.set(bytes, 3);
        return larger.subarray(3, 3 + bytes.length);
      },
    };
    const snapshot = await openSnapshot(views);
    expect((await snapshot.documents.articles([2]))[0]?.id).toBe("a3");
    expect(snapshot.columns.publishedAt).toHaveLength(3);
  });
});

it("joins a section of several parts as it was", { timeout: 60_000 }, async () => {
  const title = "x".repeat(100);
  const stored = storedFieldsOf(makeArticle());
  const record = (i: number) => encode(JSON.stringify({ ...stored, id: `a${i}`, title: `${title}${i}` }));
  const count = 60_000;
  const records = Array.from({ length: count }, (_, i) => record(i));
  const recordOffsets = new Uint32Array(count + 1);
  for (const [i, bytes] of records.entries()) recordOffsets[i + 1] = (recordOffsets[i] ?? 0) + bytes.length;
  const joined = new Uint8Array(recordOffsets[count] ?? 0);
  for (const [i, bytes] of records.entries()) joined.set(bytes, recordOffsets[i]);
  expect(joined.length).toBeGreaterThan(PART_MAX_BYTES);

  const files = await writeSnapshot({
    encoder: { fingerprint: "words-1", dims: 1, model: "words", languages: ["en"] },
    counts: { articles: count, passages: 0, terms: 0, undated: 0 },
    settings: SETTINGS,
    languages: ["en"],
    ranking: DEFAULT_RANKING,
    pages: [],
    sections: {
      ...emptySections(),
      "articles.records": joined,
      "articles.recordOffsets": recordOffsets,
      "articles.publishedAt": new Float64Array(count),
      "articles.flags": new Uint8Array(count),
      "articles.firstPassage": new Uint32Array(count + 1),
      "articles.vectors": new Int8Array(count),
      "articles.scales": new Float32Array(count),
      "articles.centre": new Float32Array(1),
      "articles.duplicateOf": Uint32Array.from({ length: count }, (_, ordinal) => ordinal),
      "articles.labelOffsets": new Uint32Array(count + 1),
      "articles.linkOffsets": new Uint32Array(count + 1),
      "articles.pinOffsets": new Uint32Array(count + 1),
      "lexical.lengths": new Uint32Array(count * FIELDS.length),
    },
  });
  const parts = manifestOf(files).sections["articles.records"]?.parts ?? [];
  expect(parts.map(({ bytes }) => bytes)).toEqual([PART_MAX_BYTES, joined.length - PART_MAX_BYTES]);
  const snapshot = await openSnapshot(memorySource(files));
  const boundary = recordOffsets.findIndex((offset) => offset > PART_MAX_BYTES) - 1;
  for (const ordinal of [0, boundary - 1, boundary, boundary + 1, count - 1]) {
    expect((await snapshot.documents.articles([ordinal]))[0]).toMatchObject({
      id: `a${ordinal}`,
      title: `${title}${ordinal}`,
    });
  }
});

/** Sections of an archive without anything in it. */
function emptySections(): SectionArrays {
  const counts = { A: 0, P: 0, T: 0, D: 0, K: 0, L: 0, F: 0, H: 0 };
  const arrays = SECTION_NAMES.map((name) => {
    const bytes = (expectedLength(name, counts) ?? 0) * elementBytes(name);
    return [name, attachSection(name, new ArrayBuffer(bytes))];
  });
  return Object.fromEntries(arrays) as SectionArrays;
}
