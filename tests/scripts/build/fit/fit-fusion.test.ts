// The weights of the ranking, fitted to archives in which it is known what tells the right article: the words, the
// meaning, both or neither.

import { describe, expect, it } from "vitest";
import { fitFusion, type ObservedItem } from "../../../../scripts/build/fit/fit-fusion.ts";
import type { ArchiveIndex } from "../../../../src/index/archive-index.ts";
import { DEFAULT_RANKING } from "../../../../src/index/ranking.ts";
import { makeArticle } from "../../../support/articles.ts";
import { integerBetween, type Random } from "../../../support/generated.ts";
import { openArticles } from "../../../support/packed-archive.ts";
import { seededRandom } from "../../../support/random.ts";

const ARTICLES = 60;
const QUERIES = 400;
const usual = DEFAULT_RANKING.search.fusion;

/** One passage for each article, so that an article's score is the cosine of its passage. */
const short = await openArticles(Array.from({ length: ARTICLES }, (_, n) => makeArticle({ id: `a${n}` })));
/** Several passages for each. */
const long = await openArticles(
  Array.from({ length: ARTICLES }, (_, n) => makeArticle({ id: `a${n}`, body: "word ".repeat(60) })),
  { budget: 14 },
);
const everyone = [...new Array(ARTICLES).keys()];

/** What the right article has over chance, in cosines of 0 to 0.3 and BM25 of 0 to 3. */
interface Signals {
  readonly cosine: number;
  readonly words: number;
}

function observed(random: Random, snapshot: ArchiveIndex, { cosine, words }: Signals): ObservedItem[] {
  return Array.from({ length: QUERIES }, () => {
    const article = integerBetween(random, 0, ARTICLES - 1);
    const cosines = Float32Array.from({ length: snapshot.size.passages }, () => 0.3 * random());
    const first = snapshot.columns.firstPassage[article] ?? 0;
    cosines[first] = (cosines[first] ?? 0) + cosine;
    const scores = Float32Array.from({ length: ARTICLES }, () => 3 * random());
    scores[article] = (scores[article] ?? 0) + words;
    return { cosines, words: scores, article };
  });
}

describe("fitFusion", () => {
  it("gives words more weight where they alone tell the right article (seed 11)", async () => {
    const { fusion, taken, heldOut } = await fitFusion(
      short.columns,
      everyone,
      observed(seededRandom(11), short, { cosine: 0, words: 2 }),
    );
    expect(taken).toBe(true);
    expect(fusion.keywordWeight).toBeGreaterThan(usual.keywordWeight);
    expect(heldOut.best).toBeGreaterThan(heldOut.usual);
  });

  it("gives words less weight where only the meaning tells it (seed 12)", async () => {
    const items = observed(seededRandom(12), short, { cosine: 0.2, words: 0 });
    const { fusion, taken } = await fitFusion(short.columns, everyone, items);
    expect(taken).toBe(true);
    expect(fusion.keywordWeight).toBeLessThan(usual.keywordWeight);
  });

  it("counts the next passages more where only they tell it together (seed 13)", async () => {
    const random = seededRandom(13);
    const items = Array.from({ length: QUERIES }, () => {
      const article = integerBetween(random, 0, ARTICLES - 1);
      const cosines = Float32Array.from({ length: long.size.passages }, () => 0.1 * random());
      for (const first of long.columns.firstPassage.subarray(0, ARTICLES))
        cosines[first] = 0.4 + 0.2 * random();
      const [first = 0, end = 0] = long.columns.firstPassage.subarray(article);
      for (let row = first + 1; row < end; row++) cosines[row] = 0.3;
      return { cosines, words: new Float32Array(ARTICLES), article };
    });
    const { fusion, taken } = await fitFusion(long.columns, everyone, items);
    expect(taken).toBe(true);
    expect(fusion.topPassagesWeight).toBeGreaterThan(usual.topPassagesWeight);
  });

  it.each([
    ["both tell it as well", { cosine: 0.5, words: 5 }],
    ["nothing does", { cosine: 0, words: 0 }],
  ])("keeps to the usual weights where %s (seed 14)", async (_, signals) => {
    const { fusion, taken } = await fitFusion(
      short.columns,
      everyone,
      observed(seededRandom(14), short, signals),
    );
    expect(taken).toBe(false);
    expect(fusion).toMatchObject({
      topPassagesWeight: usual.topPassagesWeight,
      keywordWeight: usual.keywordWeight,
    });
  });

  it("keeps to the usual weights after a few queries, however clear those are (seed 11)", async () => {
    const items = observed(seededRandom(11), short, { cosine: 0, words: 2 }).slice(0, 20);
    expect(await fitFusion(short.columns, everyone, items)).toMatchObject({
      taken: false,
      queries: 20,
      fusion: { topPassagesWeight: usual.topPassagesWeight, keywordWeight: usual.keywordWeight },
    });
  });

  it("keeps to the usual weights where nothing was asked, and where no score differs from another", async () => {
    const flat = {
      cosines: new Float32Array(short.size.passages),
      words: new Float32Array(ARTICLES),
      article: 0,
    };
    for (const items of [[], Array<ObservedItem>(QUERIES).fill(flat)]) {
      expect(await fitFusion(short.columns, everyone, items)).toMatchObject({ taken: false, fusion: usual });
    }
  });

  it("finds the same weights however narrow the cosines lie (seed 11)", async () => {
    const items = observed(seededRandom(11), short, { cosine: 0, words: 2 });
    const narrow = items.map((item) => ({ ...item, cosines: item.cosines.map((cosine) => cosine / 4) }));
    expect((await fitFusion(short.columns, everyone, narrow)).fusion.keywordWeight).toBe(
      (await fitFusion(short.columns, everyone, items)).fusion.keywordWeight,
    );
  });

  it("looks only at the candidates: what is not listed is ahead of nobody (seed 16)", async () => {
    const listed = everyone.filter((ordinal) => ordinal % 2 === 0);
    const items = observed(seededRandom(16), short, { cosine: 0.5, words: 0 })
      .filter(({ article }) => listed.includes(article))
      .map((item) => ({ ...item, words: new Float32Array(ARTICLES) }));
    for (const { cosines } of items) for (let odd = 1; odd < ARTICLES; odd += 2) cosines[odd] = 1;
    expect((await fitFusion(short.columns, listed, items)).heldOut.usual).toBe(1);
    expect((await fitFusion(short.columns, everyone, items)).heldOut.usual).toBeLessThan(0.1);
  });

  it("gives the same for the same queries (seed 17)", async () => {
    const items = observed(seededRandom(17), long, { cosine: 0.1, words: 1 });
    expect(await fitFusion(long.columns, everyone, items)).toEqual(
      await fitFusion(long.columns, everyone, items),
    );
  });
});
