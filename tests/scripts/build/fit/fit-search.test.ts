// Search fitted to a whole small archive: that the fit tells what the archive answers from what it does not, language
// by language, and leaves alone what is too small to fit anything to.

import { describe, expect, it } from "vitest";
import { fitSearch } from "../../../../scripts/build/fit/fit-search.ts";
import { genericQueries } from "../../../../scripts/build/fit/generic-queries.ts";
import type { Article } from "../../../../scripts/build/source/article/article.ts";
import type { Report } from "../../../../scripts/terminal/report.ts";
import { search } from "../../../../src/engine/search.ts";
import { SEARCH_MODES } from "../../../../src/engine/search-request.ts";
import type { ArchiveIndex } from "../../../../src/index/archive-index.ts";
import { DEFAULT_RANKING, rankingSchema } from "../../../../src/index/ranking.ts";
import { makeArticle } from "../../../support/articles.ts";
import { pick, type Random, randomWord } from "../../../support/generated.ts";
import { indexContent, openArticles, searcherOf } from "../../../support/packed-archive.ts";
import { seededRandom } from "../../../support/random.ts";
import { withSearchParameters } from "../../../support/search-archive.ts";
import { silentReport } from "../../../support/silent-report.ts";

const NOW = Date.parse("2025-01-01T00:00:00Z");
const OPTIONS = { budget: 60 };

/** Each article is about a subject of its own, which its sentences share words of. */
function articlesOf(random: Random, count: number, fields: Partial<Article> = {}): Article[] {
  return Array.from({ length: count }, (_, n) => {
    const subject = Array.from({ length: 12 }, () => `${randomWord(random, 7)}ix`) as [string, ...string[]];
    const words = (length: number) => Array.from({ length }, () => pick(random, subject)).join(" ");
    return makeArticle({
      id: `${fields.lang ?? "en"}${n}`,
      title: words(4),
      body: Array.from({ length: 6 }, () => `Report ${words(10)}.`).join(" "),
      ...fields,
    });
  });
}

async function fitted(articles: readonly Article[], report: Report = silentReport) {
  const snapshot = await openArticles(articles, OPTIONS);
  const content = await indexContent(articles, OPTIONS);
  return { snapshot, fit: await fitSearch({ searcher: searcherOf(snapshot), content, report }) };
}

async function shareAnswered(
  snapshot: ArchiveIndex,
  queries: readonly string[],
  mode: (typeof SEARCH_MODES)[number],
) {
  let answered = 0;
  for (const query of queries) {
    const request = { query, mode, limit: 1, offset: 0, threshold: null, now: NOW };
    answered += Math.min(1, (await search(searcherOf(snapshot), request)).total);
  }
  return answered / queries.length;
}

describe("fitSearch", () => {
  it("lets the archive answer what it is about and refuse what it is not, in every mode (seed 61)", async () => {
    const articles = articlesOf(seededRandom(61), 60);
    const { snapshot, fit } = await fitted(articles);
    const own = withSearchParameters(snapshot, fit.parameters);
    const generic = genericQueries("en").slice(0, 60);
    for (const mode of SEARCH_MODES) {
      const titles = articles.map(({ title }) => title);
      expect(await shareAnswered(own, titles, mode)).toBeGreaterThan(0.85);
      expect(await shareAnswered(own, generic, mode)).toBeLessThan(0.1);
    }
  });

  it("gives parameters that a snapshot can hold, the same ones for the same archive (seed 62)", async () => {
    const articles = articlesOf(seededRandom(62), 50);
    const { fit } = await fitted(articles);
    expect(rankingSchema.shape.search.parse(fit.parameters)).toEqual(fit.parameters);
    expect((await fitted(articles)).fit).toEqual(fit);
  });

  it("keeps to the usual curves for an archive of a few articles, and asks it nothing in vain (seed 63)", async () => {
    const { fit } = await fitted(articlesOf(seededRandom(63), 5));
    expect(fit.parameters).toMatchObject({ curves: DEFAULT_RANKING.search.curves, languages: {} });
    expect(fit).toMatchObject({ generic: 0, fusion: { taken: false } });
  });

  it("does not learn what meaning is from a language that the model does not read (seed 64)", async () => {
    const random = seededRandom(64);
    const english = articlesOf(random, 60);
    const unread = articlesOf(random, 60, { lang: "sv" });
    const { snapshot, fit } = await fitted([...english, ...unread]);
    const own = withSearchParameters(snapshot, fit.parameters);
    const generic = genericQueries("en").slice(0, 60);
    for (const mode of SEARCH_MODES) {
      const titles = english.map(({ title }) => title);
      expect(await shareAnswered(own, titles, mode)).toBeGreaterThan(0.85);
      expect(await shareAnswered(own, generic, mode)).toBeLessThan(0.1);
    }
    const titles = unread.map(({ title }) => title);
    expect(await shareAnswered(own, titles, "hybrid")).toBe(1);
  });

  it("gives a language curves of its own where there is enough of it (seed 65)", async () => {
    const random = seededRandom(65);
    const german = articlesOf(random, 60, { lang: "de" });
    const few = articlesOf(random, 5, { lang: "fr" });
    const { fit } = await fitted([...articlesOf(random, 60), ...german, ...few]);
    expect(Object.keys(fit.parameters.languages)).toEqual(["de"]);
  });

  it("tells its progress and never more than it announced (seed 66)", async () => {
    let announced = 0;
    let done = 0;
    let stopped = 0;
    await fitted(articlesOf(seededRandom(66), 40), {
      line: () => undefined,
      progress(_, total) {
        announced = total;
        return {
          advance: (units) => {
            done += units;
          },
          stop: () => {
            stopped++;
          },
        };
      },
    });
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThanOrEqual(announced);
    expect(stopped).toBe(1);
  });

  it("can be stopped (seed 67)", async () => {
    const articles = articlesOf(seededRandom(67), 5);
    const searcher = searcherOf(await openArticles(articles, OPTIONS));
    const content = await indexContent(articles, OPTIONS);
    const signal = AbortSignal.abort(new Error("interrupted"));
    await expect(fitSearch({ searcher, content, report: silentReport, signal })).rejects.toThrow(
      "interrupted",
    );
  });
});
