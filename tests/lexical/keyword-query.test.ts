// What a reader typed, taken apart.

import { describe, expect, it } from "vitest";
import { parseKeywordQuery } from "../../src/lexical/keyword-query.ts";

const parse = (text: string, languages: readonly string[] = ["en"]) => parseKeywordQuery(text, languages);
const words = (text: string, languages?: readonly string[]) =>
  parse(text, languages).words.map(({ word }) => word);

describe("the words of a query", () => {
  it("are folded, in order, repeated ones again, without the stop words of the site's language", () => {
    expect(words("The Élysée, the war: WAR")).toEqual(["elysee", "war", "war"]);
    expect(words("der Krieg the wars", ["de", "en"])).toEqual(["krieg", "the", "wars"]);
  });

  it("are the stop words where there is nothing else", () => {
    expect(parse("to be or not to be").words).toHaveLength(6);
    expect(parse("the").words).toEqual([{ word: "the", stems: [], verbatim: true, open: false }]);
  });

  it("have a stem in each language of the archive, each once", () => {
    expect(parse("elections x", ["en", "fr", "tlh"]).words[0]).toMatchObject({
      word: "elections",
      stems: ["elect", "elections"],
      verbatim: false,
    });
  });

  it("are those in quotes too, verbatim, and none that is excluded", () => {
    const { words: found } = parse('storm "north seas" -harbour -"black forest"');
    expect(found.map(({ word, verbatim }) => [word, verbatim])).toEqual([
      ["storm", false],
      ["north", true],
      ["seas", true],
    ]);
  });

  it.each([
    ["storm in par", true],
    ["storm in par ", false],
    ["storm in par.", false],
    ["storm in the", false],
    ['storm "par"', false],
    ["storm -par", false],
    ['storm "', false],
    ["東京", true],
  ])("end in %j with one that may still be typed: %s", (text, open) => {
    const flags = parse(text).words.map((word) => word.open);
    expect(flags.at(-1)).toBe(open);
    expect(flags.slice(0, -1)).not.toContain(true);
  });
});

describe("what is encoded", () => {
  it.each([
    ["who won the election?", "who won the election?"],
    ['storm  "north sea" -harbour -"black forest" today', "storm north sea today"],
    ["-harbour", ""],
    ["north-sea - 5", "north-sea - 5"],
    ['an open "quote', 'an open "quote'],
  ])("of %j is %j", (text, plain) => {
    expect(parse(text).plain).toBe(plain);
  });
});

describe("a phrase", () => {
  it("holds the places of its words, stop words counted but not listed", () => {
    const [phrase] = parse('"State of the Unions"').phrases;
    expect(phrase?.readings).toEqual([
      [
        { word: "state", stems: [], verbatim: true, offset: 0 },
        { word: "unions", stems: [], verbatim: true, offset: 3 },
      ],
    ]);
  });

  it("has a reading for each language in which other words say nothing", () => {
    const [phrase] = parse('"war on terror"', ["en", "de", "tlh", "en-GB"]).phrases;
    expect(phrase?.readings.map((reading) => reading.map(({ word }) => word))).toEqual([
      ["war", "terror"],
      ["on", "terror"],
      ["war", "on", "terror"],
    ]);
  });

  it("without a word is none", () => {
    expect(parse('"" "…" -"!"')).toMatchObject({ phrases: [], excluded: [], words: [] });
  });
});

describe("what is excluded", () => {
  it("is a word in all its forms, or a phrase as it is written", () => {
    const { excluded } = parse('-elections -"free votes"');
    expect(excluded.map(({ readings }) => readings)).toEqual([
      [[{ word: "elections", stems: ["elect"], verbatim: false, offset: 0 }]],
      [
        [
          { word: "free", stems: [], verbatim: true, offset: 0 },
          { word: "votes", stems: [], verbatim: true, offset: 1 },
        ],
      ],
    ]);
  });
});
