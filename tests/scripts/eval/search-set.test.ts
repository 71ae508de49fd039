// Evaluation sets as they are read from folders.

import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { loadSet } from "../../../scripts/eval/search-set.ts";
import { findSets } from "../../../scripts/eval/set-files.ts";
import { tempFolder } from "../../support/temp-folder.ts";

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

async function load(files?: Files) {
  const [found, ...others] = await findSets([await folderOf(files)]);
  if (found === undefined || others.length > 0) throw new Error("not one set");
  return loadSet(found);
}

describe("a search set", () => {
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
      subjects: [],
    });
  });

  it.each<[string, Files, RegExp]>([
    ["a line that is no JSON", { corpus: [...CORPUS, "{"] }, /corpus\.jsonl\.gz:3: not JSON/],
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
