// The passage that a hit shows: the one that matched, over archives in which the right one is obvious.

import { describe, expect, it } from "vitest";
import type { Encoder } from "../../src/encoder/encoder.ts";
import { search } from "../../src/engine/search.ts";
import { makeArticle } from "../support/articles.ts";
import { openArticles, searcherOf } from "../support/packed-archive.ts";
import { createWordEncoder } from "../support/word-encoder.ts";

const encoder = createWordEncoder();
const NOW = Date.parse("2025-01-01T00:00:00Z");
const REQUEST = { mode: "semantic", limit: 50, offset: 0, threshold: 0, now: NOW } as const;

const archive = await openArticles(
  [
    makeArticle({
      id: "long",
      title: "Notes",
      body: `${"Quiet day in town. ".repeat(12)}\n\nGlacier melts quickly now.\n\n${"Rain fell on fields. ".repeat(12)}`,
    }),
    makeArticle({ id: "volcano", title: "Volcano erupts", body: "Lava reached the harbour town overnight." }),
    makeArticle({ id: "harbour", title: "Harbour opens", body: "Ships may dock again after the storm." }),
  ],
  { budget: 12 },
);

describe("the passage of a hit", () => {
  it("is the one nearest to the query, and always from the article itself", async () => {
    const { hits } = await search(searcherOf(archive), { ...REQUEST, query: "glacier melts" });
    for (const {
      place: { ordinal, passage },
    } of hits) {
      expect(passage).toBeGreaterThanOrEqual(archive.columns.firstPassage[ordinal] ?? 0);
      expect(passage).toBeLessThan(archive.columns.firstPassage[ordinal + 1] ?? 0);
    }
    const [first] = hits;
    expect(await archive.documents.passages([first?.place.passage ?? -1])).toEqual([
      expect.stringContaining("Glacier melts"),
    ]);
  });

  it("is from the article itself even if it points away from the query", async () => {
    const opposite: Encoder = {
      ...encoder,
      async encode(text, kind, maxTokens) {
        const encoding = await encoder.encode(text, kind, maxTokens);
        return kind === "query" ? { ...encoding, vector: encoding.vector.map((x) => -1.01 * x) } : encoding;
      },
    };
    const two = await openArticles([makeArticle({ id: "b" }), makeArticle({ id: "a" })]);
    const { hits } = await search(searcherOf(two, opposite), { ...REQUEST, query: "Title of b" });
    expect(
      hits.map(({ place: { ordinal, passage } }) => passage === two.columns.firstPassage[ordinal]),
    ).toEqual([true, true]);
  });

  it("is null in keyword mode, which compares no passages", async () => {
    const { hits } = await search(searcherOf(archive), {
      ...REQUEST,
      mode: "keyword",
      query: "volcano harbour",
    });
    expect(hits.map(({ place }) => place.passage)).toEqual([null, null]);
  });
});
