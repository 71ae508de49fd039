// What near-duplicates are measured on: edited copies, texts that only resemble, and the counting of pairs.

import { describe, expect, it } from "vitest";
import {
  EDIT_KINDS,
  editText,
  nextInstalment,
  reportWithBackground,
} from "../../../scripts/eval/measure-duplicates-edits.ts";
import { editArchive, pairFigures } from "../../../scripts/eval/measure-duplicates-set.ts";
import { seededRandom } from "../../../scripts/statistics/seeded-random.ts";
import { makeArticle } from "../../support/articles.ts";

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => `Sentence ${at} of the ${name} is here.`);
const OWN = numbered("text", 40);
const TEXT = OWN.join(" ");
const DONATED = numbered("donor", 40);
const DONOR = DONATED.join(" ");
const sentences = (text: string) => text.split(/(?<=\.)\s+/);
const words = (text: string) => text.split(" ");

describe("an edited text", () => {
  it.each([
    ["sentences deleted", 30, 0],
    ["sentences inserted", 40, 10],
    ["sentences replaced", 30, 10],
    ["sentences moved", 40, 0],
    ["end replaced", 30, 10],
  ] as const)("with a quarter of its %s has %i sentences of its own and %i of others", (kind, own, foreign) => {
    const edited = sentences(editText(TEXT, DONOR, { kind, share: 0.25 }, seededRandom(2)));
    expect(edited.filter((sentence) => OWN.includes(sentence)).length).toBe(own);
    expect(edited.filter((sentence) => DONATED.includes(sentence)).length).toBe(foreign);
  });

  it("keeps its beginning where the end is replaced", () => {
    const edited = sentences(editText(TEXT, DONOR, { kind: "end replaced", share: 0.25 }, seededRandom(2)));
    expect(edited.slice(0, 30)).toEqual(OWN.slice(0, 30));
  });

  it("has the same words in another order where words are swapped", () => {
    const edited = editText(TEXT, DONOR, { kind: "words swapped", share: 0.2 }, seededRandom(2));
    expect(edited).not.toBe(TEXT);
    expect(words(edited).sort()).toEqual(words(TEXT).sort());
  });

  it("is another one with every kind of edit, and the same one with the same seed", () => {
    for (const kind of EDIT_KINDS) {
      const edit = () => editText(TEXT, DONOR, { kind, share: 0.1 }, seededRandom(9));
      expect(edit()).not.toBe(TEXT);
      expect(edit()).toBe(edit());
    }
  });
});

describe("a text that only resembles another", () => {
  it("has the same words and no number alike where it is the next instalment", () => {
    const next = nextInstalment(TEXT, 5, seededRandom(3)) ?? "";
    expect(next.replace(/\d+/g, "#")).toBe(TEXT.replace(/\d+/g, "#"));
    const [before, after] = [TEXT.match(/\d+/g) ?? [], next.match(/\d+/g) ?? []];
    expect(before.filter((number, at) => number === after[at])).toEqual([]);
  });

  it("is not made of a text with few numbers", () => {
    expect(nextInstalment("Three of 12 and 12 of 13.", 3, seededRandom(3))).toBe(null);
  });

  it("has the end of the old report after as much news as is asked for", () => {
    const report = sentences(reportWithBackground(TEXT, [DONOR, numbered("second", 40).join(" ")], 0.6));
    expect(report.slice(24)).toEqual(OWN.slice(24));
    expect(report.slice(0, 2)).toEqual([
      "Sentence 0 of the donor is here.",
      "Sentence 0 of the second is here.",
    ]);
    expect(report.length).toBe(40);
  });
});

describe("an archive with edited copies", () => {
  const articles = ["one", "two", "three", "four"].map((name) =>
    makeArticle({ id: name, body: numbered(name, 30).join(" ") }),
  );
  const edited = editArchive(articles, Int32Array.of(0, 1, 1, 3), 4, seededRandom(6));

  it("begins with the articles as they are", () => {
    expect(edited.articles.slice(0, 4)).toEqual(articles);
  });

  it("gives a copy the origin of its original, and what only resembles it an origin of its own", () => {
    expect(edited.copies.length).toBe(4);
    for (const { original, copy } of edited.copies) {
      expect(edited.origins[copy]).toBe(edited.origins[original]);
    }
    const own = new Set(edited.copies.map(({ copy }) => copy));
    const resembling = [...edited.articles.keys()].slice(4).filter((at) => !own.has(at));
    expect(resembling.length).toBe(edited.instalments + edited.backgrounds);
    expect(resembling.map((at) => edited.origins[at])).toEqual(resembling);
  });

  it("has ids that are unique", () => {
    expect(new Set(edited.articles.map(({ id }) => id)).size).toBe(edited.articles.length);
  });
});

describe("the figures of pairs", () => {
  it("count what is grouped, what is wanted and what is both", () => {
    // Grouped are 0-1, 0-2, 1-2 and 3-4; wanted are 0-1, 3-4, 3-5 and 4-5.
    const figures = pairFigures(Int32Array.of(0, 0, 0, 3, 3, 5), Int32Array.of(7, 7, 8, 9, 9, 9));
    expect(figures).toEqual({
      grouped: 4,
      right: 2,
      wanted: 4,
      precision: 0.5,
      recall: 0.5,
      wrong: [
        [0, 2],
        [1, 2],
      ],
    });
  });

  it("are perfect where nothing is grouped and nothing wanted", () => {
    const alone = Int32Array.of(0, 1, 2);
    expect(pairFigures(alone, alone)).toMatchObject({ precision: 1, recall: 1 });
  });
});
