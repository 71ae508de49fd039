// Posting lists against plain lists of words.

import { describe, expect, it } from "vitest";
import { FIELDS, type FieldCounts } from "../../src/lexical/field-counts.ts";
import { writePostings } from "../../src/lexical/posting-writer.ts";
import {
  articleHasTerm,
  forEachInflection,
  forEachPositions,
  forEachPosting,
  listBytes,
  listBytesWithout,
  type Postings,
} from "../../src/lexical/postings.ts";
import { integerBetween, randomWord } from "../support/generated.ts";
import { attachPostings } from "../support/postings.ts";
import { seededRandom } from "../support/random.ts";

interface Occurrence {
  readonly term: string;
  readonly field: number;
  readonly position: number;
}

/** Positions rise; a term's stem is its first letter. */
function countsOf(occurrences: readonly Occurrence[]): FieldCounts {
  const lengths = FIELDS.map((_, field) => occurrences.filter((one) => one.field === field).length);
  const terms = new Map(
    occurrences.map(({ term }) => {
      const own = occurrences.filter((one) => one.term === term);
      const frequencies = FIELDS.map((_, field) => own.filter((one) => one.field === field).length);
      return [term, { stem: term.slice(0, 1), frequencies, positions: own.map(({ position }) => position) }];
    }),
  );
  return { lengths, terms };
}

function oneTerm(frequencies: readonly number[], positions?: readonly number[]): FieldCounts {
  const sum = frequencies.reduce((a, b) => a + b, 0);
  const places = positions ?? Array.from({ length: Math.max(0, sum) || 0 }, (_, i) => i);
  return {
    lengths: frequencies,
    terms: new Map([["word", { stem: "word", frequencies, positions: places }]]),
  };
}

const postingsOf = (articles: readonly FieldCounts[]) => attachPostings(writePostings(articles));

function listOf(postings: Postings, term: string): number[][] {
  const list: number[][] = [];
  forEachPosting(postings, postings.terms.find(term), (...posting) => {
    list.push(posting);
  });
  return list;
}

function placesOf(
  postings: Postings,
  term: string,
  wanted: (ordinal: number) => boolean = () => true,
): [number, readonly number[]][] {
  const places: [number, readonly number[]][] = [];
  const keep = (ordinal: number, positions: readonly number[]) => {
    places.push([ordinal, positions]);
  };
  forEachPositions(postings, postings.terms.find(term), wanted, keep);
  return places;
}

describe("posting lists", () => {
  it.each([11, 12, 13, 14, 15])("hold what was counted, ordinals ascending (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const words = Array.from({ length: 30 }, () => randomWord(random, 2));
    const articles = Array.from({ length: integerBetween(random, 1, 120) }, () => {
      let position = 0;
      return Array.from({ length: integerBetween(random, 0, 40) }, (): Occurrence => {
        position += integerBetween(random, 1, random() < 0.1 ? 20_000 : 3);
        return {
          term: words[integerBetween(random, 0, words.length - 1)] ?? "",
          field: integerBetween(random, 0, FIELDS.length - 1),
          position,
        };
      });
    });
    const postings = postingsOf(articles.map(countsOf));
    for (const term of new Set(articles.flat().map((one) => one.term))) {
      const having = articles.flatMap((article, ordinal) => {
        const own = article.filter((one) => one.term === term);
        return own.length === 0 ? [] : [{ ordinal, own }];
      });
      expect(listOf(postings, term)).toEqual(
        having.map(({ ordinal, own }) => [
          ordinal,
          ...FIELDS.map((_, field) => own.filter((one) => one.field === field).length),
        ]),
      );
      expect(placesOf(postings, term)).toEqual(
        having.map(({ ordinal, own }) => [ordinal, own.map(({ position }) => position)]),
      );
      const asked = [...articles.keys(), articles.length];
      expect(asked.filter((ordinal) => articleHasTerm(postings, postings.terms.find(term), ordinal))).toEqual(
        having.map(({ ordinal }) => ordinal),
      );
    }
    expect([...postings.lengths]).toEqual(
      articles.flatMap((article) =>
        FIELDS.map((_, field) => article.filter((one) => one.field === field).length),
      ),
    );
  });

  it("lead from a stem to the words that have it, ascending", () => {
    const postings = postingsOf([
      countsOf([
        { term: "ab", field: 3, position: 0 },
        { term: "b", field: 3, position: 1 },
      ]),
      countsOf([
        { term: "aa", field: 0, position: 0 },
        { term: "a", field: 0, position: 4 },
      ]),
    ]);
    const formsOf = (stem: string) => {
      const forms: string[] = [];
      forEachInflection(postings, postings.terms.find(stem), (form) => forms.push(postings.terms.at(form)));
      return forms;
    };
    expect(formsOf("a")).toEqual(["a", "aa", "ab"]);
    expect(formsOf("b")).toEqual([]);
    expect(formsOf("ab")).toEqual([]);
  });

  it.each([1, 15, 16, 127, 128, 20_000])("keep the frequency %i of every field", (frequency) => {
    const frequencies = FIELDS.map((_, field) => frequency + field);
    expect(listOf(postingsOf([oneTerm(frequencies)]), "word")).toEqual([[0, ...frequencies]]);
  });

  it.each([127, 128, 16_384, 2 ** 21, 2 ** 31, 2 ** 35])("keep the position %i", (position) => {
    const postings = postingsOf([oneTerm([0, 0, 0, 2], [0, position])]);
    expect(placesOf(postings, "word")).toEqual([[0, [0, position]]]);
  });

  it("pass over the positions of articles that are not wanted", () => {
    const articles = [3, 500, 2, 40].map((count) => oneTerm([0, 0, 0, count]));
    const places = placesOf(postingsOf(articles), "word", (ordinal) => ordinal % 2 === 0);
    expect(places).toEqual([
      [0, [0, 1, 2]],
      [2, [0, 1]],
    ]);
  });

  it.each([
    21, 22, 23,
  ])("take as many bytes without some articles as if those had never been (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const articles = Array.from({ length: 900 }, () =>
      random() < 0.3 ? oneTerm([0, 0, 0, integerBetween(random, 1, 40)]) : countsOf([]),
    );
    const hidden = [...articles.keys()].filter(() => random() < 0.2);
    const all = postingsOf(articles);
    const rest = postingsOf(articles.filter((_, ordinal) => !hidden.includes(ordinal)));
    expect(listBytesWithout(all, 0, Uint32Array.from(hidden))).toBe(listBytes(rest, 0));
    expect(listBytesWithout(all, 0, new Uint32Array())).toBe(listBytes(all, 0));
  });

  it("keep articles that are far apart", () => {
    const articles = Array.from({ length: 40_000 }, () => countsOf([]));
    articles[129] = oneTerm([0, 0, 0, 2]);
    articles[39_999] = oneTerm([1, 0, 0, 300]);
    expect(listOf(postingsOf(articles), "word")).toEqual([
      [129, 0, 0, 0, 2],
      [39_999, 1, 0, 0, 300],
    ]);
  });

  it("hold more bytes than the writer begins with", () => {
    const articles = Array.from({ length: 50_000 }, () => oneTerm([0, 0, 0, 20]));
    expect(listOf(postingsOf(articles), "word")).toHaveLength(50_000);
  });

  it("are empty for an archive without articles or without words", () => {
    expect(postingsOf([]).terms.size).toBe(0);
    expect([...postingsOf([countsOf([])]).lengths]).toEqual([0, 0, 0, 0]);
  });

  it.each([-1, 1.5, Number.NaN])("refuse the frequency %d, naming it and the term", (frequency) => {
    expect(() => writePostings([oneTerm([0, 0, 0, frequency])])).toThrow(
      new RangeError(`postings: frequency ${frequency} of "word"`),
    );
  });

  it("refuse positions that are not as many as the frequencies, naming both", () => {
    expect(() => writePostings([oneTerm([1, 0, 0, 2], [4])])).toThrow(
      new RangeError('postings: "word" occurs 3 times at 1 positions'),
    );
  });
});
