// Ranked articles as they are shown: which passage of a hit, and how many are looked at to find it.

import { describe, expect, it } from "vitest";
import { presentHits } from "../../src/answers/present.ts";
import { MAX_EXAMINED_PASSAGES } from "../../src/engine/hit-texts.ts";
import type { RankedArticle } from "../../src/engine/search-request.ts";
import type { ArchiveIndex } from "../../src/index/archive-index.ts";
import type { StoredArticle } from "../../src/index/stored-article.ts";
import { parseKeywordQuery } from "../../src/lexical/keyword-query.ts";
import { makeArticle } from "../support/articles.ts";
import { articleAt, openArticles } from "../support/packed-archive.ts";

const TOTAL = 100;

function wordsOf(snapshot: ArchiveIndex, query: string) {
  return snapshot.keywords.search(parseKeywordQuery(query, snapshot.languages)).words;
}

/** The first article as a hit. */
function placed(index: ArchiveIndex, article: StoredArticle, passage: number | null): RankedArticle {
  return { article, score: 1, place: { index, ordinal: 0, passage } };
}

/** An article of 100 passages, one a paragraph, that hold what `words` says by their number. */
async function shownFor(query: string, words: Readonly<Record<number, string>>, lang = "en") {
  const body = Array.from(
    { length: TOTAL },
    (_, i) => `Part${i} ${words[i] ?? "nothing"} at all today here.`,
  );
  const snapshot = await openArticles([makeArticle({ id: "a", title: "T", body: body.join("\n\n"), lang })], {
    budget: 8,
  });
  expect(snapshot.size.passages).toBe(TOTAL);
  const looked: number[] = [];
  const counting: typeof snapshot = {
    ...snapshot,
    documents: {
      ...snapshot.documents,
      passages(numbers) {
        looked.push(...numbers);
        return snapshot.documents.passages(numbers);
      },
    },
  };
  const hits = [placed(counting, articleAt(snapshot, 0), null)];
  const [hit] = await presentHits(hits, { words: wordsOf(snapshot, query), withPassages: false });
  return { ...hit?.excerpt, looked: looked.length };
}

describe("the passage of a keyword hit", () => {
  it("is the first with all the query's words, and none is looked at after it", async () => {
    const shown = await shownFor("the volcanoes erupted", {
      2: "volcano",
      5: "volcano erupts",
      9: "volcano erupts",
    });
    expect(shown.text).toContain("Part5 ");
    expect(shown.highlights).toHaveLength(2);
    expect(shown.looked).toBe(6);
  });

  it("is found by the words of an article in another language as well", async () => {
    const shown = await shownFor("elections today", { 3: "elections" }, "de");
    expect(shown.text).toContain("Part3 ");
    expect(shown.highlights).toHaveLength(2);
    expect(shown.looked).toBe(4);
  });

  it("shows what was completed and corrected as well", async () => {
    const shown = await shownFor("vulcanoes erup", { 4: "volcanoes erupting" });
    expect(shown.text).toContain("Part4 volcanoes erupting");
    expect(shown.highlights).toEqual([
      [6, 15],
      [16, 24],
    ]);
  });

  it("is the best of the first ones in a very long article", async () => {
    const shown = await shownFor("volcano lava", { 7: "volcano", 90: "lava volcano" });
    expect(shown.text).toContain("Part7 ");
    expect(shown.looked).toBe(MAX_EXAMINED_PASSAGES);
  });
});

describe("the whole of the matched passage", () => {
  const long = `A volcano erupts.\n${"Nothing else happens here. ".repeat(20)}Lava flows.`;

  async function passageOf(article: Parameters<typeof makeArticle>[0], withPassages: boolean) {
    const snapshot = await openArticles([makeArticle({ id: "a", title: "T", ...article })], {
      budget: 400,
      memberBodies: true,
    });
    const words = wordsOf(snapshot, "volcano lava");
    const last = snapshot.size.passages - 1;
    const hits = [placed(snapshot, articleAt(snapshot, 0), last)];
    const [hit] = await presentHits(hits, { words, withPassages });
    return hit;
  }

  it("comes with every highlight, its white space made single spaces", async () => {
    const passage = (await passageOf({ body: long }, true))?.bestPassage;
    expect(passage?.text).toBe(long.replace(/\s+/g, " "));
    const marked = passage?.highlights.map(([start, end]) => passage.text.slice(start, end));
    expect(marked).toEqual(["volcano", "Lava"]);
  });

  it("is left out where it was not asked for", async () => {
    expect(await passageOf({ body: long }, false)).not.toHaveProperty("bestPassage");
  });

  it("is left out where it is a members-only body, and the excerpt is the summary", async () => {
    const hit = await passageOf({ body: long, summary: "About a mountain.", access: "members" }, true);
    expect(hit).not.toHaveProperty("bestPassage");
    expect(hit?.excerpt.text).toBe("About a mountain.");
  });
});

describe("the title of a hit", () => {
  async function markedTitle(title: string, query: string) {
    const snapshot = await openArticles([makeArticle({ id: "a", title, body: "A volcano erupts." })]);
    const hits = [placed(snapshot, articleAt(snapshot, 0), 0)];
    const words = query === "" ? [] : wordsOf(snapshot, query);
    const [hit] = await presentHits(hits, { words, withPassages: false });
    return hit?.titleHighlights.map(([start, end]) => title.slice(start, end));
  }

  it("has the query's words marked in it, in every inflection", async () => {
    expect(await markedTitle("Volcanoes of the Arctic", "volcano arctic")).toEqual(["Volcanoes", "Arctic"]);
  });

  it("has nothing marked without a query, or if none of the words is in it", async () => {
    expect(await markedTitle("Volcanoes of the Arctic", "")).toEqual([]);
    expect(await markedTitle("A mountain wakes", "volcano")).toEqual([]);
  });
});
