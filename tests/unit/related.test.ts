// Related articles over a small archive in which the storylines are plain to see.

import { describe, expect, it } from "vitest";
import { related } from "../../src/search/related.ts";
import { makeArticle } from "../support/articles.ts";
import { libraryOf, openArticles } from "../support/packed-archive.ts";

const NOW = Date.parse("2025-01-01T00:00:00Z");
const VOLCANO = "Lava flows from the volcano towards the fishing town.";

const snapshot = await openArticles([
  makeArticle({ id: "v1", title: "Volcano wakes", body: VOLCANO }),
  makeArticle({ id: "v2", title: "Volcano calms", body: `${VOLCANO} Residents return.` }),
  makeArticle({
    id: "v-later",
    title: "Volcano wakes",
    body: VOLCANO,
    publishedAt: "2026-01-01T00:00:00.000Z",
  }),
  makeArticle({ id: "v-unrecommended", title: "Volcano wakes", body: VOLCANO, recommend: false }),
  makeArticle({ id: "v-unsearched", title: "Volcano wakes", body: VOLCANO, search: false }),
  makeArticle({ id: "e1", title: "Election called", body: "Voters choose a parliament in autumn." }),
  makeArticle({ id: "b1", title: "Budget passed", body: "Council agreed on taxes and roads." }),
]);

function ask(id: string, options: { limit?: number; threshold?: number; now?: number } = {}) {
  const ordinal = snapshot.findKey(`id:${id}`) ?? -1;
  const result = related(libraryOf(snapshot), { ordinal, limit: 20, threshold: 0, now: NOW, ...options });
  return { ...result, ids: result.hits.map((hit) => snapshot.article(hit.ordinal).id) };
}

describe("related", () => {
  it("puts the rest of the storyline first", () => {
    expect(ask("v1").ids.slice(0, 2).sort()).toEqual(["v-unsearched", "v2"]);
  });

  it.each(["v1", "v2", "e1", "v-later", "v-unrecommended"])("never recommends %s beside itself", (id) => {
    expect(ask(id).ids).not.toContain(id);
  });

  it("recommends nothing that is withdrawn from it or still to come", () => {
    expect(ask("v1").ids).not.toContain("v-unrecommended");
    expect(ask("v1").ids).not.toContain("v-later");
    expect(ask("v1", { now: Date.parse("2027-01-01") }).ids).toContain("v-later");
  });

  it("answers for an article that is itself not recommended", () => {
    expect(ask("v-unrecommended").ids.slice(0, 3).sort()).toEqual(["v-unsearched", "v1", "v2"]);
  });

  it("counts all that are above the threshold and shows as many as asked for", () => {
    const whole = ask("v1");
    expect(whole.total).toBe(4);
    expect(ask("v1", { limit: 1 })).toMatchObject({ hits: whole.hits.slice(0, 1), total: 4 });
    const threshold = whole.hits[1]?.score ?? 1;
    expect(ask("v1", { threshold })).toMatchObject({ hits: whole.hits.slice(0, 2), total: 2 });
    expect(ask("v1", { threshold: 1 })).toMatchObject({ hits: [], total: 0 });
  });

  it("gives scores from 0 to 1, falling along the list", () => {
    const scores = ask("v1").hits.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
  });

  it("shows the beginning of each article", () => {
    for (const { ordinal, passage } of ask("v1").hits) expect(passage).toBe(snapshot.firstPassage[ordinal]);
  });

  it("finds nothing in an archive of one", async () => {
    const alone = await openArticles([makeArticle()]);
    expect(related(libraryOf(alone), { ordinal: 0, limit: 5, threshold: 0, now: NOW })).toEqual({
      hits: [],
      total: 0,
    });
  });
});
