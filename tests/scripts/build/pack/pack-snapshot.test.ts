// index/ to snapshot: what goes in, what must never go in, and that the same input gives the same bytes.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packSnapshot, replaceFolder } from "../../../../scripts/build/pack/pack.ts";
import { hasFlag } from "../../../../src/index/columns.ts";
import { PAGE_TARGET_BYTES } from "../../../../src/index/snapshot/format.ts";
import { readManifest } from "../../../../src/index/snapshot/manifest.ts";
import { openSnapshot } from "../../../../src/index/snapshot/open-snapshot.ts";
import type { SnapshotFiles } from "../../../../src/index/snapshot/writer.ts";
import { memorySource } from "../../../../src/index/source.ts";
import { forEachPosting } from "../../../../src/lexical/postings.ts";
import { makeArticle, storedFieldsOf } from "../../../support/articles.ts";
import { integerBetween, randomWord, shuffled } from "../../../support/generated.ts";
import {
  articleAt,
  indexContent,
  openArticles,
  ordinalOf,
  packArticles,
  SETTINGS,
} from "../../../support/packed-archive.ts";
import { postingsIn } from "../../../support/postings.ts";
import { seededRandom } from "../../../support/random.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { WORD_ENCODER_DIMS } from "../../../support/word-encoder.ts";

function randomArticles(seed: number) {
  const random = seededRandom(seed);
  const words = (most: number) =>
    Array.from({ length: integerBetween(random, 1, most) }, () => randomWord(random)).join(" ");
  return Array.from({ length: 40 }, (_, i) =>
    makeArticle({
      id: `a${i}`,
      title: words(8),
      summary: random() < 0.5 ? null : words(20),
      body: random() < 0.1 ? "" : `${words(100)}.\n\n${words(100)}.`,
      url: random() < 0.5 ? null : `https://news.example/${i}`,
      tags: [words(1)],
      access: random() < 0.2 ? "members" : "public",
      // Few different dates, so that many are equal.
      publishedAt: random() < 0.2 ? null : `2024-01-0${integerBetween(random, 1, 5)}T00:00:00.000Z`,
    }),
  );
}

/** Everything in every file, names and numbers included, as Latin letters. */
function bytesOf(files: SnapshotFiles): string {
  return [...files].map(([name, bytes]) => `${name}\n${Buffer.from(bytes).toString("latin1")}`).join("\n");
}

describe("the bytes of a snapshot", () => {
  it.each([121, 122])("are the same for the same articles in any order (seed %i)", async (seed) => {
    const articles = randomArticles(seed);
    const files = await packArticles(articles, { memberBodies: true });
    expect(await packArticles(articles, { memberBodies: true })).toEqual(files);
    const mixed = shuffled(seededRandom(seed + 1), articles);
    expect(await packArticles(mixed, { memberBodies: true })).toEqual(files);
  });

  it("change with the settings, and the index version with them", async () => {
    const version = async (siteName: string) =>
      (await openArticles([makeArticle()], { settings: { siteName } })).version;
    expect(await version("One")).not.toBe(await version("Two"));
    expect(await version("One")).toBe(await version("One"));
  });
});

describe("a members-only article", () => {
  const article = makeArticle({
    id: "secret",
    title: "Zeppelinmuseum reopens",
    summary: "Quasars explained.",
    body: "Xylophonists rehearse. Klabautermann sighted.",
    access: "members",
  });
  const others = [makeArticle({ id: "open", body: "Bodywordopen is stored." })];

  it.each([
    false,
    true,
  ])("has no word of its body in any file (vectors of bodies: %s)", async (memberBodies) => {
    const files = await packArticles([article, ...others], { memberBodies });
    const bytes = bytesOf(files).toLowerCase();
    for (const word of ["xylophonist", "rehears", "klabautermann", "sight"])
      expect(bytes).not.toContain(word);
    for (const word of ["zeppelinmuseum", "quasars", "bodywordopen"]) expect(bytes).toContain(word);
    // Neither the text's hash nor what was read by the model, from which a guess could be confirmed.
    const content = await indexContent([article], { memberBodies: true });
    for (const { hash } of content.passages) {
      expect(bytes).not.toContain(hash);
      expect(bytes).not.toContain(Buffer.from(hash, "hex").toString("latin1").toLowerCase());
    }
  });

  it("has the vectors of its body where they are wanted, and no text to show for them", async () => {
    const snapshot = await openArticles([article], { memberBodies: true });
    expect(snapshot.size.passages).toBe(2);
    expect(await snapshot.documents.passages([0, 1])).toEqual(["Quasars explained.", ""]);
    expect((await openArticles([article])).size.passages).toBe(1);
  });

  it("is marked", async () => {
    const snapshot = await openArticles([article]);
    expect(hasFlag(snapshot.columns, 0, "members")).toBe(true);
    expect(articleAt(snapshot, 0).access).toBe("members");
  });
});

describe("a packed archive", () => {
  it("numbers articles newest first, undated last, by id where the moment is the same", async () => {
    const snapshot = await openArticles([
      makeArticle({ id: "undated-b", publishedAt: null }),
      makeArticle({ id: "undated-a", publishedAt: null }),
      makeArticle({ id: "old", publishedAt: "1999-12-31T23:59:59.999Z" }),
      makeArticle({ id: "same-b", publishedAt: "2024-01-01T00:00:00.000Z" }),
      makeArticle({ id: "same-a", publishedAt: "2024-01-01T00:00:00.000Z" }),
    ]);
    const order = Array.from({ length: 5 }, (_, ordinal) => articleAt(snapshot, ordinal).id);
    expect(order).toEqual(["same-a", "same-b", "old", "undated-a", "undated-b"]);
    expect(snapshot.columns.publishedAt[2]).toBe(Date.parse("1999-12-31T23:59:59.999Z"));
    expect(snapshot.columns.publishedAt[3]).toBeNaN();
    expect(snapshot.size).toMatchObject({ articles: 5, undated: 2 });
  });

  it("orders by the moment, however its year is written", async () => {
    const snapshot = await openArticles([
      makeArticle({ id: "ancient", publishedAt: "-000043-03-15T00:00:00.000Z" }),
      makeArticle({ id: "today", publishedAt: "2024-01-01T00:00:00.000Z" }),
      makeArticle({ id: "far", publishedAt: "+012024-01-01T00:00:00.000Z" }),
      makeArticle({ id: "older", publishedAt: "-000044-03-15T00:00:00.000Z" }),
    ]);
    const order = Array.from({ length: 4 }, (_, ordinal) => articleAt(snapshot, ordinal).id);
    expect(order).toEqual(["far", "today", "ancient", "older"]);
  });

  it.each([123, 124])("gives back every stored field and every passage (seed %i)", async (seed) => {
    const articles = randomArticles(seed);
    const content = await indexContent(articles);
    const snapshot = await openArticles(articles);
    expect(snapshot.size.passages).toBe(content.passages.length);
    for (const article of articles) {
      const ordinal = ordinalOf(snapshot, article.id);
      expect(articleAt(snapshot, ordinal)).toEqual(storedFieldsOf(article));
      const own = content.passages.filter(({ articleId }) => articleId === article.id);
      const [first = 0, end = 0] = snapshot.columns.firstPassage.subarray(ordinal, ordinal + 2);
      const texts = await snapshot.documents.passages(own.map((_, i) => first + i));
      expect(end - first).toBe(own.length);
      expect(texts).toEqual(own.map(({ text }) => text));
    }
  });

  it("counts words of title, summary, tags and body each by itself", async () => {
    const files = await packArticles([
      makeArticle({
        title: "Glacier",
        summary: "The glacier.",
        body: "Glacier ".repeat(4),
        tags: ["glacier", "x"],
      }),
    ]);
    const postings = postingsIn(files);
    const lists: number[][] = [];
    forEachPosting(postings, postings.terms.find("glacier"), (...posting) => lists.push(posting));
    expect(lists).toEqual([[0, 1, 1, 1, 4]]);
    expect([...postings.lengths]).toEqual([1, 1, 2, 4]);
  });

  it("lays text out on pages of bounded size, each passage on one of them", async () => {
    const words = Array.from({ length: 6000 }, (_, i) => `wörd${i}`).join(" ");
    const articles = Array.from({ length: 8 }, (_, i) => makeArticle({ id: `a${i}`, body: words }));
    const files = await packArticles(articles, { budget: 500 });
    const { pages } = await readManifest(memorySource(files));
    const snapshot = await openSnapshot(memorySource(files));
    expect(pages.length).toBeGreaterThan(2);
    expect(Math.max(...pages.map(({ bytes }) => bytes))).toBeLessThanOrEqual(PAGE_TARGET_BYTES);
    const texts = await snapshot.documents.passages([...Array(snapshot.size.passages).keys()]);
    expect(texts.join(" ")).toBe(articles.map(() => words).join(" "));
  });

  it("may have no article", async () => {
    const snapshot = await openArticles([]);
    expect(snapshot.size).toMatchObject({ articles: 0, passages: 0 });
    expect(await snapshot.documents.find("id:a")).toBeNull();
    await expect(snapshot.documents.articles([0])).rejects.toThrow(RangeError);
  });
});

it("refuses an index that does not agree with itself, naming the passage and the command", async () => {
  const content = await indexContent([makeArticle({ id: "a" }), makeArticle({ id: "b" })]);
  const encoder = { fingerprint: "words-1", dims: WORD_ENCODER_DIMS, model: "words", languages: ["en"] };
  for (const broken of [
    { ...content, vectors: content.vectors.toReversed() },
    { ...content, vectors: content.vectors.slice(0, 1) },
    { ...content, articles: content.articles.slice(0, 1) },
  ]) {
    const packing = packSnapshot({ content: broken, encoder, settings: SETTINGS });
    await expect(packing).rejects.toThrow(/passage 0 of [ab].*npm run build/);
  }
});

describe("replaceFolder", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it("puts the new files in place of the old folder as a whole", async () => {
    const root = await tempFolder({
      "out/old.bin": "old",
      "out.partial/rest": "of a break",
      "out.former/x": "",
    });
    await replaceFolder(join(root, "out"), new Map([["new.bin", bytes("new")]]));
    expect(await readdir(root)).toEqual(["out"]);
    expect(await readdir(join(root, "out"))).toEqual(["new.bin"]);
    expect(await readFile(join(root, "out", "new.bin"), "utf8")).toBe("new");
  });

  it("makes a folder that was not there", async () => {
    const root = await tempFolder();
    await replaceFolder(join(root, "out"), new Map([["a", bytes("1")]]));
    expect(await readdir(root)).toEqual(["out"]);
  });

  it("leaves the old folder where the new files can't be written", async () => {
    const root = await tempFolder({ "out/old.bin": "old" });
    const files = new Map([["missing-folder/new.bin", bytes("new")]]);
    await expect(replaceFolder(join(root, "out"), files)).rejects.toThrow("ENOENT");
    expect(await readdir(join(root, "out"))).toEqual(["old.bin"]);
  });
});
