// Which phrases of an archive are frequent ones, how they are written, and what is none.

import { describe, expect, it } from "vitest";
import { frequentPhrases } from "../../../../scripts/build/pack/frequent-phrases.ts";
import type { PhraseSource } from "../../../../scripts/build/pack/phrase-words.ts";
import { integerBetween, pick } from "../../../support/generated.ts";
import { seededRandom } from "../../../support/random.ts";

function phrasesOf(
  articles: readonly (Partial<PhraseSource> | null)[],
  { groups, most = 100 }: { groups?: readonly number[]; most?: number } = {},
) {
  const sources = articles.map((article) =>
    article === null ? null : { lang: "en", head: "", body: "", ...article },
  );
  const own = groups ?? articles.map((_, index) => index);
  return frequentPhrases(sources, own, most);
}

function texts(
  articles: readonly (Partial<PhraseSource> | null)[],
  options?: { groups?: readonly number[] },
) {
  return phrasesOf(articles, options).map(({ text }) => text);
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe("frequent phrases", () => {
  it("are names that three articles have, with the articles that have them", () => {
    const found = phrasesOf([
      { body: "Talks with Kofi Annan." },
      { body: "Nobody." },
      { head: "Kofi Annan speaks" },
      { body: "It was Kofi Annan, again Kofi Annan." },
    ]);
    expect(found).toEqual([{ key: "kofi annan", text: "Kofi Annan", articles: [0, 2, 3] }]);
    expect(texts(times(2, { body: "Kofi Annan." }))).toEqual([]);
  });

  it("are other words only where articles have them in their head, as subjects are", () => {
    expect(texts(times(3, { body: "He told reporters." }))).toEqual([]);
    expect(texts([...times(2, { body: "A grain deal." }), { head: "Grain deal signed" }])).toEqual([
      "grain deal",
    ]);
  });

  it("neither begin nor end with a word that says nothing, and may have one inside", () => {
    const found = texts(times(3, { head: "the Loss and Damage Fund of the" }));
    expect(found).toEqual(["Loss and Damage Fund"]);
  });

  it("reach over no full stop, comma or paragraph, but over a line's end, a hyphen and an initial", () => {
    for (const gap of [". ", ", ", "\n\n", " – ", "; "]) {
      expect(texts(times(3, { body: `North${gap}Sea` }))).toEqual([]);
    }
    expect(texts(times(3, { body: "North\nSea" }))).toEqual(["North Sea"]);
    expect(texts(times(3, { body: "North-Sea" }))).toEqual(["North-Sea"]);
    expect(texts(times(3, { body: "Vera C. Rubin" }))).toEqual(["Vera C. Rubin"]);
  });

  it("do not reach from the head into the body", () => {
    expect(texts(times(3, { head: "Deep North", body: "Sea level" }))).not.toContain("North Sea");
  });

  it("have five words at most and are no part of a longer one that is always meant", () => {
    expect(texts(times(3, { body: "Red Blue Green Gold" }))).toEqual(["Red Blue Green Gold"]);
    expect(texts(times(3, { body: "Red Blue Green Gold Grey Pink Teal" }))).toEqual([]);
    const some = [...times(5, { body: "Black Sea Grain" }), ...times(5, { body: "Black Sea" })];
    expect(texts(some)).toEqual(["Black Sea", "Black Sea Grain"]);
  });

  it("are counted once for a group of near-duplicates", () => {
    const articles = times(4, { body: "Kofi Annan." });
    expect(texts(articles, { groups: [0, 0, 0, 3] })).toEqual([]);
    expect(texts(articles, { groups: [3, 1, 2, 3] })).toEqual(["Kofi Annan"]);
  });

  it("are written as they are most often, without a possessive at the end", () => {
    const articles = [
      { body: "KOFI ANNAN" },
      { body: "Kofi Annan’s. Kofi Annan" },
      { body: "kofi annan" },
      { body: "Kofi\nAnnan" },
    ];
    expect(texts(articles)).toEqual(["Kofi Annan"]);
  });

  it("are the same however accents and case are written", () => {
    const [found] = phrasesOf([{ body: "Cerro Pachón" }, { body: "Cerro Pachón" }, { body: "CERRO PACHON" }]);
    expect(found).toEqual({ key: "cerro pachon", text: "Cerro Pachón", articles: [0, 1, 2] });
  });

  it("leave out what most of an archive says", () => {
    const articles = Array.from({ length: 40 }, (_, i) => ({
      body: `Read Our Newsletter. ${i < 12 ? "Kofi Annan" : "Nobody"}.`,
    }));
    expect(texts(articles)).toEqual(["Kofi Annan"]);
  });

  it("leave out words that meet by chance", () => {
    // Two of the commonest words of a large archive, side by side a few times.
    const random = seededRandom(5);
    const names = ["Adam", "Berta", "Carl", "Dora", "Emil", "Frida"] as const;
    const articles = Array.from({ length: 400 }, () => ({
      body: Array.from({ length: 60 }, () => pick(random, names)).join(" "),
    }));
    expect(texts(articles.map(({ body }, i) => ({ body: i < 9 ? `${body}. Kofi Annan.` : body })))).toEqual([
      "Kofi Annan",
    ]);
  });

  it("are not looked for in articles that are not suggested", () => {
    expect(texts([null, ...times(2, { body: "Kofi Annan." })])).toEqual([]);
  });

  it("are at most as many as wanted, those of most articles first", () => {
    const articles = [...times(4, { body: "Kofi Annan." }), ...times(6, { body: "Ban Ki Moon." })];
    expect(phrasesOf(articles, { most: 1 }).map(({ text }) => text)).toEqual(["Ban Ki Moon"]);
  });

  it.each([31, 32])("are in exactly the articles that have the words side by side (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const names = ["Kofi", "Annan", "Ban", "Moon", "Sea", "Deal", "Grain", "Black"] as const;
    const bodies = Array.from({ length: 60 }, () =>
      Array.from({ length: integerBetween(random, 0, 9) }, () =>
        Array.from({ length: integerBetween(random, 1, 4) }, () => pick(random, names)).join(" "),
      ).join(". "),
    );
    const found = phrasesOf(bodies.map((body) => ({ body })));
    expect(found.length, `seed ${seed}`).toBeGreaterThan(5);
    for (const { text, articles } of found) {
      const having = bodies.flatMap((body, index) =>
        body.split(". ").some((run) => ` ${run} `.includes(` ${text} `)) ? [index] : [],
      );
      expect(articles, `seed ${seed}, ${text}`).toEqual(having);
    }
  });
});
