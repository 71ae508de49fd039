// What search by words means, whatever stores the posting lists: one suite for every implementation. Its oracle counts
// words in plain lists. Long, since it is one contract: another storage of the lists takes it whole or not at all.

import { describe, expect, it } from "vitest";
import { BM25F_K1, FIELD_PARAMETERS } from "../../src/lexical/bm25f.ts";
import { FIELDS } from "../../src/lexical/field-counts.ts";
import type { KeywordMatches } from "../../src/lexical/keyword-index.ts";
import { MATCH_DAMPING, MAX_COMPLETIONS, MAX_CORRECTED_WORDS } from "../../src/lexical/term-expansion.ts";
import { integerBetween, pick } from "../support/generated.ts";
import type { TestArticle } from "../support/postings.ts";
import { seededRandom } from "../support/random.ts";

export interface SearchedIndex {
  search(query: string): KeywordMatches | Promise<KeywordMatches>;
}

/** `languages`: the site's own first. Ordinals are the articles' places in the list; `hidden` are some of them. */
export type OpenKeywordIndex = (
  articles: readonly TestArticle[],
  languages: readonly string[],
  hidden: readonly number[],
) => SearchedIndex | Promise<SearchedIndex>;

export function describeKeywordSearch(name: string, open: OpenKeywordIndex): void {
  const bodies = (...texts: readonly string[]): TestArticle[] => texts.map((body) => ({ body }));
  const ask = async (
    articles: readonly TestArticle[],
    query: string,
    languages: readonly string[] = ["en"],
    hidden: readonly number[] = [],
  ) => (await open(articles, languages, hidden)).search(query);
  /** Ordinals of what is a hit, best first. */
  const found = async (articles: readonly TestArticle[], query: string, languages?: readonly string[]) => {
    const { scores, excluded } = await ask(articles, query, languages);
    return [...scores.keys()]
      .filter((ordinal) => (scores[ordinal] ?? 0) > 0 && excluded?.[ordinal] !== 1)
      .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  };
  const kinds = async (articles: readonly TestArticle[], query: string) =>
    (await ask(articles, query)).words.map(({ word, kind, terms }) => [word, kind, ...terms]);

  describe(`a word, ${name}`, () => {
    it.each([
      ["en", "election", "elections"],
      ["en", "treaty", "treaties"],
      ["de", "Wahlen", "Wahl"],
      ["de", "Häuser", "Haus"],
      ["fr", "élections", "élection"],
      ["fr", "nationaux", "nationales"],
      ["es", "elecciones", "elección"],
      ["es", "trabajadores", "trabajadora"],
      ["it", "elezioni", "elezione"],
      ["it", "leggi", "legge"],
      ["nl", "verkiezingen", "verkiezing"],
      ["pt", "informações", "informação"],
      ["pt-BR", "cidades", "cidade"],
    ])("finds in language %s, asked as %s, what is written %s", async (lang, asked, written) => {
      const articles = [{ body: "x" }, { body: written, lang }];
      expect(await found(articles, asked, [lang])).toEqual([1]);
      expect((await ask(articles, asked, [lang])).words).toMatchObject([{ kind: "exact", articles: 1 }]);
    });

    it("is the same in any case and with or without accents", async () => {
      const articles = bodies("Élysée", "elysee", "ELYSÉE", "other");
      for (const query of ["elysee", "Élysée", "ÉLYSÉE"])
        expect(await found(articles, query)).toEqual([0, 1, 2]);
    });

    it("typed without its accents stands for every form of the accented one", async () => {
      const articles: TestArticle[] = [
        { body: "información", lang: "es" },
        { body: "informaciones", lang: "es" },
      ];
      expect(await found(articles, "informacion", ["es"])).toEqual([0, 1]);
    });

    it("is looked for in every language of the archive", async () => {
      const articles: TestArticle[] = [
        { body: "Die Wahl", lang: "de" },
        { body: "Many elections", lang: "en" },
        { body: "Wybory", lang: "pl" },
      ];
      const languages = ["en", "de", "pl"];
      expect(await found(articles, "Wahlen", languages)).toEqual([0]);
      expect(await found(articles, "election", languages)).toEqual([1]);
      expect(await found(articles, "wybory", languages)).toEqual([2]);
    });

    it("counts together with its other forms as one word", async () => {
      const articles = bodies("treaty treaties", "treaty treaty", "other words");
      const { scores, words } = await ask(articles, "treaties");
      expect(scores[0]).toBeCloseTo(scores[1] ?? 0, 6);
      expect(words).toMatchObject([{ terms: ["treaties", "treaty"], articles: 2 }]);
    });

    it("given twice counts twice", async () => {
      const articles = bodies("harbour", "volcano");
      const once = (await ask(articles, "harbour")).scores[0] ?? 0;
      expect((await ask(articles, "harbour harbour")).scores[0]).toBeCloseTo(2 * once, 5);
    });

    it("scores 0 exactly where it does not occur", async () => {
      const { scores } = await ask(bodies("harbour", "volcano", "harbour volcano"), "harbour");
      expect(scores[0]).toBeGreaterThan(0);
      expect(scores[1]).toBe(0);
      expect(scores[2]).toBeGreaterThan(0);
    });

    it("still says something where every article has it", async () => {
      expect((await ask(bodies("harbour", "harbour"), "harbour")).scores[0]).toBeGreaterThan(0);
    });

    it("says more in a title than in a body, and in a short body than in a long one", async () => {
      const rest = " day".repeat(40);
      const articles = [
        { body: `harbour${rest}` },
        { title: "harbour", body: rest },
        { body: "harbour day" },
      ];
      const [long = 0, title = 0, short = 0] = (await ask(articles, "harbour")).scores;
      expect(title).toBeGreaterThan(long);
      expect(short).toBeGreaterThan(long);
    });

    it("is found in title, summary, tags and body", async () => {
      const articles: TestArticle[] = [
        { title: "harbour" },
        { summary: "harbour" },
        { tags: ["x", "harbour"] },
        { body: "harbour" },
      ];
      expect((await found(articles, "harbour")).toSorted()).toEqual([0, 1, 2, 3]);
    });

    it("of a script without spaces is found inside a sentence", async () => {
      const articles: TestArticle[] = [
        { body: "昨日地震发生。", lang: "zh" },
        { body: "今天天气很好。", lang: "zh" },
      ];
      expect(await found(articles, "地震", ["zh"])).toEqual([0]);
    });
  });

  describe(`scores, ${name}`, () => {
    it.each([21, 22, 23, 24])("are those of the formula for every article (seed %i)", async (seed) => {
      const random = seededRandom(seed);
      const vocabulary = ["amber", "birch", "cedar", "delta", "ember", "flint", "grove"] as const;
      const text = (most: number) =>
        Array.from({ length: integerBetween(random, 0, most) }, () => pick(random, vocabulary)).join(" ");
      const articles = Array.from({ length: 50 }, () => ({
        title: text(4),
        summary: text(8),
        tags: [text(1), text(1)],
        body: text(60),
        lang: "tlh",
      }));
      const index = await open(articles, ["tlh"], []);
      for (const query of ["amber.", "cedar grove.", "delta delta flint.", vocabulary.join(" ")]) {
        const { scores, coverage } = await index.search(query);
        const model = naiveScores(articles, query.match(/\w+/g) ?? []);
        for (const [ordinal, expected] of model.entries()) {
          expect(scores[ordinal]).toBeCloseTo(expected.score, 4);
          expect(coverage[ordinal]).toBeCloseTo(expected.coverage, 4);
        }
      }
    });

    it("have a background: their mean and deviation over all articles, matched or not", async () => {
      const articles = bodies("harbour volcano", "harbour harbour", "volcano", "other", "");
      for (const query of ["harbour.", "harbour volcanoes.", "zzyzxqkw", 'harbour -"volcano"', ""]) {
        const { scores, background } = await ask(articles, query);
        const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
        const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
        expect(background.mean).toBeCloseTo(mean, 6);
        expect(background.deviation).toBeCloseTo(Math.sqrt(variance), 6);
      }
      expect((await ask([], "harbour")).background).toEqual({ mean: 0, deviation: 0 });
    });

    it("are 0 for a query without words and in an archive without articles", async () => {
      for (const query of ["", " … ", '""', '-""', '"', "-"]) {
        const { scores, coverage, excluded, words } = await ask(bodies("harbour"), query);
        expect([[...scores], [...coverage], excluded, words]).toEqual([[0], [0], null, []]);
      }
      expect((await ask([], "harbour")).scores).toHaveLength(0);
      expect([...(await ask([{}], "harbour")).scores]).toEqual([0]);
    });
  });

  describe(`a hidden article, ${name}`, () => {
    it.each([
      31, 32, 33, 34,
    ])("changes nothing: the rest is searched as if it had never been (seed %i)", async (seed) => {
      const random = seededRandom(seed);
      // Several words begin alike or are one typing error apart, so that completions and corrections compete.
      const vocabulary = Array.from({ length: 60 }, () => {
        const letters = Array.from({ length: integerBetween(random, 3, 7) }, () =>
          pick(random, ["a", "b", "e", "r"]),
        );
        return letters.join("");
      }) as [string, ...string[]];
      const text = (most: number) =>
        Array.from({ length: integerBetween(random, 0, most) }, () => pick(random, vocabulary)).join(" ");
      const articles = Array.from({ length: 150 }, () => ({
        title: text(4),
        summary: text(8),
        tags: [text(1), text(1)],
        body: text(random() < 0.1 ? 400 : 40),
        lang: "tlh",
      }));
      const hidden = [...articles.keys()].filter(() => random() < 0.3);
      const shown = [...articles.keys()].filter((ordinal) => !hidden.includes(ordinal));
      const index = await open(articles, ["tlh"], hidden);
      const rest = await open(
        shown.map((ordinal) => articles[ordinal] ?? {}),
        ["tlh"],
        [],
      );
      for (let round = 0; round < 60; round++) {
        const [one, other] = [pick(random, vocabulary), pick(random, vocabulary)];
        const query = pick(random, [
          one,
          `${one} ${other}.`,
          one.slice(0, 2),
          `${other} ${one.slice(0, 3)}`,
          `${one.slice(0, 3)}e${one.slice(3)}.`,
          `"${one} ${other}"`,
          `${one} -${other}`,
        ]);
        const { scores, coverage, excluded, ...found } = await index.search(query);
        const expected = await rest.search(query);
        expect(shown.map((ordinal) => scores[ordinal])).toEqual([...expected.scores]);
        expect(shown.map((ordinal) => coverage[ordinal])).toEqual([...expected.coverage]);
        expect(excluded && shown.map((ordinal) => excluded[ordinal])).toEqual(
          expected.excluded && [...expected.excluded],
        );
        expect(hidden.filter((ordinal) => scores[ordinal] !== 0 || coverage[ordinal] !== 0)).toEqual([]);
        const { maxScore, words, weights, background } = expected;
        expect(found).toMatchObject({ maxScore, words, weights });
        expect(found.background.mean).toBeCloseTo(background.mean, 6);
        expect(found.background.deviation).toBeCloseTo(background.deviation, 6);
      }
    });

    it("is the only one to have a word: the word is unknown, and so are its inflections", async () => {
      const articles = bodies("harbour", "volcanoes volcano", "sea");
      for (const query of ["volcano", "volcan", "vulcano.", "volcanoes"]) {
        expect((await ask(articles, query, ["en"], [1])).words).toMatchObject([
          { kind: "unknown", terms: [] },
        ]);
      }
    });

    it("may be the only article", async () => {
      const { scores, background } = await ask(bodies("harbour"), "harbour", ["en"], [0]);
      expect([...scores]).toEqual([0]);
      expect(background).toEqual({ mean: 0, deviation: 0 });
    });
  });

  describe(`coverage, ${name}`, () => {
    it("is 1 where every word occurs, in whatever form, and 0 where none does", async () => {
      const { coverage } = await ask(bodies("harbours volcano", "volcano", "other"), "harbour volcanoes.");
      expect(coverage[0]).toBeCloseTo(1, 6);
      expect(coverage[1]).toBeGreaterThan(0);
      expect(coverage[1]).toBeLessThan(0.5);
      expect(coverage[2]).toBe(0);
    });

    it("is lowered by a word that the archive does not know, as much as by one that no article has", async () => {
      const articles = bodies("harbour", "volcano", "other");
      const { coverage, words } = await ask(articles, "zzyzxqkw harbour.");
      const [unknown, known] = words;
      expect(unknown).toMatchObject({ kind: "unknown", articles: 0, idf: Math.log(1 + 3.5 / 0.5) });
      expect(coverage[0]).toBeCloseTo((known?.idf ?? 0) / ((known?.idf ?? 0) + (unknown?.idf ?? 0)), 6);
    });
  });

  describe(`stop words, ${name}`, () => {
    it("are dropped beside other words", async () => {
      expect(await kinds(bodies("harbour"), "the harbour of")).toEqual([["harbour", "exact", "harbour"]]);
    });

    it("are looked for in titles where the query has nothing else", async () => {
      const articles: TestArticle[] = [
        { title: "The Who", body: "x" },
        { title: "Bands", body: "the who" },
        { title: "Theatre whodunit" },
      ];
      expect(await found(articles, "the who")).toEqual([0]);
      expect(await found(articles, "of")).toEqual([]);
    });

    it("in capitals are names, and looked for in bodies", async () => {
      const articles = bodies("Doctors of the WHO met.", "He who met doctors.");
      expect(await found(articles, "WHO doctors")).toEqual([0, 1]);
      expect(await found(articles, "WHO")).toEqual([0]);
    });

    it("are those of the site's language alone", async () => {
      const articles = [{ title: "Die hard", body: "x" }];
      expect(await kinds(articles, "die hard.")).toEqual([
        ["die", "exact", "die"],
        ["hard", "exact", "hard"],
      ]);
      expect((await ask(articles, "die hard.", ["de", "en"])).words).toHaveLength(1);
    });
  });

  describe(`a phrase in quotes, ${name}`, () => {
    it("bars what has its words otherwise", async () => {
      const articles = bodies(
        "storm in the north sea today",
        "the sea is north of the storm",
        "north of the sea",
        "north",
        "north sea",
      );
      expect([...((await ask(articles, 'storm "north sea"')).excluded ?? [])]).toEqual([0, 1, 1, 1, 0]);
      expect(await found(articles, '"north sea"')).toEqual([4, 0]);
    });

    it.each([
      '"north sea"',
      "“north sea”",
      "„north sea“",
      "«North Sea»",
      "(“North, sea!”)",
    ])("may be written as %s", async (query) => {
      expect(await found(bodies("north sea", "sea north"), query)).toEqual([0]);
    });

    it("means its words as they are written, in any case and without accents", async () => {
      const articles = bodies("free elections", "free election", "FRÉE ELECTIONS");
      expect((await found(articles, '"free elections"')).toSorted()).toEqual([0, 2]);
      expect(await found(articles, '"election"')).toEqual([1]);
    });

    it("takes any word where a stop word of the language stands", async () => {
      const articles: TestArticle[] = [
        { body: "state of the union" },
        { body: "state union" },
        { body: "state in any union" },
        { body: "union of the state" },
      ];
      expect(await found(articles, '"state of the union"')).toEqual([0, 2]);
    });

    it("is read in each language of the archive", async () => {
      const articles: TestArticle[] = [
        { body: "Bund der Länder", lang: "de" },
        { body: "war on terror", lang: "en" },
        { body: "peace not terror", lang: "en" },
      ];
      expect(await found(articles, '"Bund der Länder"', ["en", "de"])).toEqual([0]);
      expect(await found(articles, '"war on terror"', ["en", "de"])).toEqual([1]);
    });

    it("of stop words alone is looked for in titles", async () => {
      const articles = [{ title: "The Who" }, { title: "Who is the" }];
      expect(await found(articles, '"the who"')).toEqual([0]);
    });

    it("does not reach from one field or tag into the next", async () => {
      const articles: TestArticle[] = [
        { title: "north", summary: "sea", tags: ["north", "sea"], body: "sea" },
        { tags: ["north sea"] },
        { title: "Storm on North Sea" },
      ];
      expect((await found(articles, '"north sea"')).toSorted()).toEqual([1, 2]);
    });

    it("is nowhere where the archive does not know one of its words", async () => {
      const { excluded, words } = await ask(bodies("north sea", "sea"), '"north seaa"');
      expect([...(excluded ?? [])]).toEqual([1, 1]);
      expect(words.map(({ kind }) => kind)).toEqual(["exact", "unknown"]);
    });

    it("must be there beside every other phrase", async () => {
      const articles = bodies("north sea and black forest", "north sea", "black forest");
      expect(await found(articles, '"north sea" "black forest"')).toEqual([0]);
    });

    it("is none where the quote is not closed or an inch mark", async () => {
      const articles = bodies("sea north", "north sea");
      expect((await ask(articles, '"north sea')).excluded).toBeNull();
      expect((await ask(articles, '6" north 7" sea')).excluded).toBeNull();
    });

    it.each([
      41, 42, 43,
    ])("is found where a plain search through the words finds it (seed %i)", async (seed) => {
      const random = seededRandom(seed);
      const vocabulary = ["amber", "birch", "cedar", "delta"] as const;
      const words = (least: number, most: number) =>
        Array.from({ length: integerBetween(random, least, most) }, () => pick(random, vocabulary));
      const texts = Array.from({ length: 60 }, () => words(0, 25));
      const index = await open(bodies(...texts.map((text) => text.join(" "))), ["en"], []);
      for (let round = 0; round < 30; round++) {
        const phrase = words(1, 4).join(" ");
        const having = texts.map((text) => (` ${text.join(" ")} `.includes(` ${phrase} `) ? 1 : 0));
        expect([...((await index.search(`"${phrase}"`)).excluded ?? [])]).toEqual(
          having.map((has) => 1 - has),
        );
        expect([...((await index.search(`-"${phrase}"`)).excluded ?? [])]).toEqual(having);
      }
    });
  });

  describe(`what is excluded, ${name}`, () => {
    it("bars what has the word in any form", async () => {
      const articles = bodies("harbour elections", "harbour election", "harbour", "election");
      expect(await found(articles, "harbour -election")).toEqual([2]);
    });

    it("bars what has the phrase, not what has its words", async () => {
      const articles = bodies("storm north sea", "storm sea north");
      expect(await found(articles, 'storm -"north sea"')).toEqual([1]);
      expect(await found(articles, "storm -north-sea")).toEqual([1]);
    });

    it("scores nothing and is no word of the query", async () => {
      const { scores, excluded, words } = await ask(bodies("harbour", "volcano"), "-harbour");
      expect([[...scores], [...(excluded ?? [])], words]).toEqual([[0, 0], [1, 0], []]);
    });

    it("is never completed or corrected", async () => {
      expect([...((await ask(bodies("harbour"), "x -harbou")).excluded ?? [])]).toEqual([0]);
    });

    it("is ignored where it says nothing", async () => {
      expect((await ask([{ title: "The harbour" }], "harbour -the")).excluded).toBeNull();
    });

    it.each([
      "north-sea",
      "north - sea",
      "north – sea",
      "5-sea",
    ])("is nothing in %s, where no word begins with a minus", async (query) => {
      expect((await ask(bodies("north sea"), query)).excluded).toBeNull();
    });
  });

  describe(`the last word of a query, ${name}`, () => {
    it("is completed where the archive does not know it", async () => {
      const articles = bodies("parliament", "parliaments", "party", "volcano");
      expect(await kinds(articles, "parliam")).toEqual([["parliam", "prefix", "parliament", "parliaments"]]);
      expect(await found(articles, "volcano parl")).toEqual([3, 0, 1]);
    });

    it("is completed to words that are written so, not to their stems", async () => {
      expect(await kinds(bodies("presidents", "presidency"), "presiden")).toEqual([
        ["presiden", "prefix", "presidency", "presidents"],
      ]);
    });

    it("is taken as it is where the archive knows it", async () => {
      expect(await kinds(bodies("port", "portugal"), "port")).toEqual([["port", "exact", "port"]]);
    });

    it.each([
      "parliam.",
      "parliam storm",
      '"parliam"',
      'storm "parliam"',
    ])("is not completed in %s, where it is finished", async (query) => {
      const completed = (await kinds(bodies("parliament", "storm"), query)).filter(
        ([, kind]) => kind === "prefix",
      );
      expect(completed).toEqual([]);
    });

    it("is completed from two characters on", async () => {
      expect(await kinds(bodies("parliament"), "p")).toEqual([["p", "unknown"]]);
      expect(await kinds(bodies("parliament"), "pa")).toEqual([["pa", "prefix", "parliament"]]);
      expect(await kinds(bodies("covid19"), "covid1")).toEqual([["covid1", "prefix", "covid19"]]);
    });

    it("is completed to the most frequent words where there are many", async () => {
      const words = Array.from(
        { length: MAX_COMPLETIONS + 5 },
        (_, i) => `port${String.fromCharCode(97 + i)}x`,
      );
      const articles = words.flatMap((word, i) => Array.from({ length: i + 1 }, () => ({ body: word })));
      const [[, , ...completions] = []] = await kinds(articles, "por");
      expect(completions).toEqual(words.slice(5).sort());
    });

    it("counts less completed than as it was typed", async () => {
      const typed = (await ask(bodies("parliament", "x"), "parliament")).scores[0] ?? 0;
      const completed = (await ask(bodies("parliament", "x"), "parlia")).scores[0] ?? 0;
      expect(completed).toBeCloseTo(typed * MATCH_DAMPING.prefix, 5);
    });
  });

  describe(`a word that the archive does not know, ${name}`, () => {
    it.each([
      "volcno",
      "volcanno",
      "volcamo",
      "volcnao",
      "wolcano",
      "olcano",
    ])("is corrected from %s by one edit", async (typed) => {
      expect(await kinds(bodies("volcano", "harbour"), `${typed}.`)).toEqual([[typed, "typo", "volcano"]]);
    });

    it("is corrected in Cyrillic and Greek as well", async () => {
      expect(await found([{ body: "Москва", lang: "ru" }], "Мосвка.", ["ru"])).toEqual([0]);
      expect(await found([{ body: "εκλογές", lang: "el" }], "εκλογς.", ["el"])).toEqual([0]);
    });

    it("stands for every form of what it is corrected to", async () => {
      expect(await kinds(bodies("election", "elections"), "electoin.")).toEqual([
        ["electoin", "typo", "election", "elections"],
      ]);
    });

    it.each([
      ["vlcno.", "two edits"],
      ["cta.", "fewer than four letters"],
      ["tarty.", "another first letter in a short word"],
      ["covid18.", "a number"],
      ["2023.", "a year"],
    ])("is not corrected from %s: %s", async (typed) => {
      const articles = bodies("volcano", "cat", "party", "covid19", "2024");
      expect((await ask(articles, typed)).words).toMatchObject([{ kind: "unknown", terms: [], articles: 0 }]);
    });

    it("is not corrected by adding a digit", async () => {
      expect((await ask(bodies("covid9"), "covid.")).words).toMatchObject([{ kind: "unknown" }]);
    });

    it("does not change a word that the archive knows", async () => {
      expect(await found(bodies("party", "parity", "partly"), "party.")).toEqual([0]);
    });

    it("is completed rather than corrected where it is the last", async () => {
      expect(await kinds(bodies("parties", "partner"), "partn")).toEqual([["partn", "prefix", "partner"]]);
    });

    it("is not corrected behind so many others, which would cost too much", async () => {
      const strange = (count: number) => Array.from({ length: count }, (_, i) => `qqqq${"w".repeat(i + 1)}`);
      const kindOfLast = async (before: number) =>
        (await kinds(bodies("volcano"), `${strange(before).join(" ")} volcno.`)).at(-1)?.[1];
      expect(await kindOfLast(MAX_CORRECTED_WORDS - 1)).toBe("typo");
      expect(await kindOfLast(MAX_CORRECTED_WORDS)).toBe("unknown");
    });

    it("counts less corrected than as it is written", async () => {
      const written = (await ask(bodies("volcano", "x"), "volcano.")).scores[0] ?? 0;
      const corrected = (await ask(bodies("volcano", "x"), "volcno.")).scores[0] ?? 0;
      expect(corrected).toBeCloseTo(written * MATCH_DAMPING.typo, 5);
    });
  });

  describe(`what is highlighted, ${name}`, () => {
    it("are the words of the archive that stand for the query's, with their idf", async () => {
      const articles = bodies("elections volcano", "election parliament", "harbour");
      const { weights, words } = await ask(articles, "Elections volcno parlia");
      expect([...weights.keys()].sort()).toEqual(["election", "elections", "parliament", "volcano"]);
      expect(weights.get("election")).toBe(words[0]?.idf);
      expect(weights.get("volcano") ?? 0).toBeGreaterThan(weights.get("election") ?? 0);
    });
  });

  it(`answers any text, ${name}`, async () => {
    const random = seededRandom(61);
    const index = await open(bodies("north sea", "harbour volcano"), ["en", "de"], []);
    for (let round = 0; round < 300; round++) {
      const query = Array.from({ length: integerBetween(random, 0, 30) }, () =>
        pick(random, [
          '"',
          "“",
          "-",
          " ",
          "north",
          "sea",
          "x",
          "'",
          "\ud800",
          "é",
          "山",
          "-",
          "”",
          "the",
          ".",
        ]),
      ).join("");
      const { scores, coverage } = await index.search(query);
      for (const value of [...scores, ...coverage]) expect(value).toBeGreaterThanOrEqual(0);
      for (const value of coverage) expect(value).toBeLessThanOrEqual(1);
    }
  });
}

interface NaiveArticle {
  readonly title: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly body: string;
}

/** BM25F and coverage as their definitions say, over lists of words; a word is its own only form. */
function naiveScores(articles: readonly NaiveArticle[], query: readonly string[]) {
  const wordsOf = (article: NaiveArticle) =>
    FIELDS.map((field) => [article[field]].flat().join(" ").match(/\w+/g) ?? ([] as string[]));
  const counted = articles.map(wordsOf);
  const means = FIELDS.map((_, field) => {
    const lengths = counted.map((fields) => fields[field]?.length ?? 0).filter((length) => length > 0);
    return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  });
  const idfs = query.map((word) => {
    const matching = counted.filter((fields) => fields.flat().includes(word)).length;
    return Math.log(1 + (articles.length - matching + 0.5) / (matching + 0.5));
  });
  return counted.map((fields) => {
    let score = 0;
    let covered = 0;
    for (const [at, word] of query.entries()) {
      const weighted = fields.reduce((sum, words, field) => {
        const { weight, b } = FIELD_PARAMETERS[FIELDS[field] ?? "body"];
        const frequency = words.filter((one) => one === word).length;
        return sum + (weight * frequency) / (1 - b + (b * words.length) / (means[field] ?? 1));
      }, 0);
      score += ((idfs[at] ?? 0) * (BM25F_K1 + 1) * weighted) / (BM25F_K1 + weighted);
      if (weighted > 0) covered += idfs[at] ?? 0;
    }
    return { score, coverage: covered / idfs.reduce((sum, idf) => sum + idf, 0) };
  });
}
