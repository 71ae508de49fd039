// Search sets: read from a folder, indexed by passages, and scored.

import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bestDocuments, scoreSet } from "../../../scripts/eval/score-set.ts";
import { loadSearchSet, loadSet, type SearchSet, searchSetNames } from "../../../scripts/eval/search-set.ts";
import { findSets } from "../../../scripts/eval/set-files.ts";
import { chunkSet, indexSet, nearestPassages } from "../../../scripts/eval/set-index.ts";
import { createPlainScan } from "../../../src/vector/plain-scan.ts";
import { randomWord } from "../../support/generated.ts";
import { seededRandom } from "../../support/random.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { createWordEncoder } from "../../support/word-encoder.ts";

const CORPUS = [
  '{"_id":"1","title":"Harbour","text":"A bridge."}',
  '{"_id":"two","text":"Rain","date":"1963-04-05"}',
];
const QUERIES = ['{"_id":"q1","text":"bridges"}', '{"_id":"q2","text":"snow"}', '{"_id":"q3","text":"rain"}'];
const JUDGEMENTS = ["query-id\tcorpus-id\tscore", "q3\ttwo\t2", "q1\t1\t1", "q1\ttwo\t0", "q2\t1\t0"];

interface Files {
  readonly corpus?: readonly string[];
  readonly queries?: readonly string[];
  readonly judgements?: readonly string[];
}

async function folderOf({ corpus = CORPUS, queries = QUERIES, judgements = JUDGEMENTS }: Files = {}) {
  const lines = (texts: readonly string[]) => `${texts.join("\n")}\n`;
  return tempFolder({
    "small/corpus.jsonl.gz": gzipSync(lines(corpus)),
    "small/queries.jsonl.gz": gzipSync(lines(queries)),
    "small/qrels.tsv": lines(judgements),
    "other/notes.txt": "no set",
  });
}

const load = async (files?: Files) => loadSearchSet(join(await folderOf(files), "small"));

describe("a search set", () => {
  it("is found by its judgements", async () => {
    expect(await searchSetNames(await folderOf())).toEqual(["small"]);
  });

  it("has every document, and the queries for which one is relevant", async () => {
    expect(await load()).toEqual({
      name: "small",
      documents: [
        { id: "1", title: "Harbour", text: "A bridge.", publishedAt: null },
        { id: "two", title: "", text: "Rain", publishedAt: "1963-04-05T00:00:00.000Z" },
      ],
      queries: [
        { id: "q1", text: "bridges", grades: { "1": 1, two: 0 } },
        { id: "q3", text: "rain", grades: { two: 2 } },
      ],
    });
  });

  it.each<[string, Files, RegExp]>([
    ["a line that is no JSON", { corpus: [...CORPUS, "{"] }, /corpus\.jsonl\.gz:3: no JSON/],
    ["a document without a text", { corpus: ['{"_id":"1"}'] }, /corpus\.jsonl\.gz:1: .*text/s],
    ["an id that comes twice", { queries: [...QUERIES, ...QUERIES] }, /queries\.jsonl\.gz:4: .*"q1"/],
    [
      "a judgement of no document",
      { judgements: [...JUDGEMENTS, "q1\t9\t1"] },
      /qrels\.tsv:6: .*document "9"/,
    ],
    ["a judgement of no query", { judgements: ["", "q9\t1\t1"] }, /qrels\.tsv:2: .*query "q9"/],
    ["a judgement without a grade", { judgements: ["", "q1\t1\t"] }, /qrels\.tsv:2: expected/],
    ["a grade that is no number", { judgements: ["", "q1\t1\tgood"] }, /qrels\.tsv:2: expected/],
    ["judgements without anything relevant", { judgements: ["", "q1\t1\t0"] }, /no query/],
    ["a date that nobody can read", { corpus: ['{"_id":"1","text":"a","date":"soon"}'] }, /"1".*"soon"/],
  ])("is refused for %s, with the place", async (_, files, message) => {
    await expect(load(files)).rejects.toThrow(message);
  });
});

const DOCUMENTS = ["a", "b", "c"].map((id) => `{"_id":"${id}","text":"Text of ${id}."}`).join("\n");

describe("sets in folders", () => {
  it("are found plain or gzipped, with BEIR's folder of judgements, and by name where a folder holds several", async () => {
    const folder = await tempFolder({
      "sets/b/corpus.jsonl": DOCUMENTS,
      "sets/b/queries.jsonl": '{"_id":"q","text":"a"}',
      "sets/b/qrels/test.tsv": "query-id\tcorpus-id\tscore\nq\ta\t1\n",
      "sets/a/corpus.jsonl.gz": gzipSync(DOCUMENTS),
      "sets/a/related.tsv": "a\tb\t1\n",
      "sets/notes/read.me": "no set",
      "sets/readme.md": "no folder",
    });
    const [first, second, ...more] = await findSets([join(folder, "sets")]);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ name: "a", search: null, related: join(folder, "sets/a/related.tsv") });
    expect(second).toMatchObject({ name: "b", related: null });
    expect((await findSets([join(folder, "sets", "b")]))[0]).toEqual(second);
    if (second === undefined) throw new Error("no second set");
    expect((await loadSet(second)).queries).toEqual([{ id: "q", text: "a", grades: { a: 1 } }]);
  });

  it("take a first line with a grade for a judgement and one without for a heading", async () => {
    const subjects = async (related: string) => {
      const folder = await tempFolder({ "s/corpus.jsonl": DOCUMENTS, "s/related.tsv": related });
      const [files] = await findSets([join(folder, "s")]);
      return files === undefined ? [] : (await loadSet(files)).subjects;
    };
    const wanted = [{ id: "a", grades: { b: 2 } }];
    expect(await subjects("a\tb\t2")).toEqual(wanted);
    expect(await subjects("article\trelated\tgrade\na\tb\t2")).toEqual(wanted);
  });

  it("never count an article as related to itself", async () => {
    const folder = await tempFolder({
      "s/corpus.jsonl": DOCUMENTS,
      "s/related.tsv": "a\ta\t1\nb\tb\t1\na\tc\t1\n",
    });
    const [files] = await findSets([join(folder, "s")]);
    expect(files === undefined ? null : (await loadSet(files)).subjects).toEqual([
      { id: "a", grades: { c: 1 } },
    ]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["a folder that holds none", { "s/notes.txt": "" }, /no set in .*corpus\.jsonl/],
    ["documents without judgements", { "s/corpus.jsonl": "" }, /has no qrels\.tsv and no .*related\.tsv/],
    [
      "judgements without queries",
      { "s/corpus.jsonl": "", "s/qrels.tsv": "" },
      /has no queries\.jsonl and no queries\.jsonl\.gz/,
    ],
    [
      "two sets of one name",
      { "s/x/corpus.jsonl": "", "s/x/related.tsv": "", "t/x/corpus.jsonl": "", "t/x/related.tsv": "" },
      /Two sets are called "x"/,
    ],
  ])("are refused for %s, with what is accepted", async (_, files, message) => {
    const folder = await tempFolder(files);
    const paths = ["s", "t"].filter((name) => Object.keys(files).some((path) => path.startsWith(name)));
    await expect(findSets(paths.map((name) => join(folder, name)))).rejects.toThrow(message);
  });

  it("are refused where there is no folder", async () => {
    await expect(findSets([join(await tempFolder(), "nowhere")])).rejects.toThrow(
      /There is no folder .*nowhere/,
    );
  });
});

describe("an indexed search set", () => {
  const encoder = createWordEncoder();
  const vectorOf = async (text: string) => (await encoder.encode(text, "passage")).vector;

  async function indexOf(set: SearchSet, budget: number) {
    const chunked = chunkSet(set, encoder.countPieces, budget);
    const vectors = new Map<string, Float32Array>();
    for (const { hash, input } of chunked.passages) vectors.set(hash, await vectorOf(input));
    return indexSet(chunked, vectors, encoder.dims, createPlainScan);
  }

  it("gives a document the cosine of its nearest passage (seed 91)", async () => {
    const random = seededRandom(91);
    const word = () => randomWord(random, 2);
    const sentence = () => `${Array.from({ length: 6 }, word).join(" ")}.`;
    const documents = Array.from({ length: 30 }, (_, i) => ({
      id: `d${i}`,
      title: i % 3 === 0 ? "" : word(),
      text: Array.from({ length: i % 7 }, sentence).join(" "),
      publishedAt: null,
    }));
    const index = await indexOf({ name: "generated", documents, queries: [] }, 8);
    expect(index.passages.length).toBeGreaterThan(60);
    const query = await vectorOf(sentence());
    const found = nearestPassages(index, query);
    expect(found).toHaveLength(documents.length);
    for (const [ordinal, { id, title, text }] of documents.entries()) {
      const own = index.passages.filter(({ articleId }) => articleId === id);
      const cosines: number[] = [];
      for (const { input } of own)
        cosines.push((await vectorOf(input)).reduce((sum, x, i) => sum + x * (query[i] ?? 0), 0));
      if (title + text === "") expect(found[ordinal], id).toBe(Number.NEGATIVE_INFINITY);
      // What int8 costs a cosine of 64 dimensions at most.
      else expect(Math.abs((found[ordinal] ?? 2) - Math.max(...cosines)), id).toBeLessThan(0.02);
    }
  });

  it("is refused where a passage has no vector", async () => {
    const chunked = chunkSet(await load(), encoder.countPieces, 20);
    expect(() => indexSet(chunked, new Map(), encoder.dims, createPlainScan)).toThrow(
      /document 1 has no vector/,
    );
  });

  it("is scored by the mean nDCG of its queries", async () => {
    const set = await load();
    const index = await indexOf(set, 20);
    const score = await scoreSet(set, async ({ text }) => nearestPassages(index, await vectorOf(text)));
    // "bridges" is no word of any document, so both are about equally far; "rain" is one.
    expect(score.byQuery.get("q3")).toBe(1);
    const perQuery = [...score.byQuery.values()];
    expect(score.ndcg).toBeCloseTo(perQuery.reduce((sum, x) => sum + x, 0) / 2, 10);
  });
});

describe("bestDocuments", () => {
  const documents = ["a", "b", "c", "d"].map((id) => ({ id, title: "", text: id, publishedAt: null }));
  const set: SearchSet = { name: "four", documents, queries: [] };

  it("puts the highest scores first, of equal ones the earlier document, and leaves out what is not found", () => {
    const scores = Float32Array.of(0.1, 0.5, Number.NEGATIVE_INFINITY, 0.5);
    expect(bestDocuments(set, scores, 10)).toEqual(["b", "d", "a"]);
    expect(bestDocuments(set, scores, 1)).toEqual(["b"]);
  });

  it("refuses scores of another set", () => {
    expect(() => bestDocuments(set, new Float32Array(3), 10)).toThrow(RangeError);
  });
});
