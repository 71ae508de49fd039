// A draft as the subject of related articles: it has the same vector as an article with the same text.

import { describe, expect, it } from "vitest";
import { type DraftRequest, draftSubject } from "../../src/engine/draft-subject.ts";
import { rawDirection } from "../../src/engine/related-subject.ts";
import { dot, hasDirection } from "../../src/vector/article-vector.ts";
import { makeArticle } from "../support/articles.ts";
import { openArticles, ordinalOf, searcherOf } from "../support/packed-archive.ts";

const BODY = `${"Lava flows down to the harbour. ".repeat(8)}\n\n${"Boats leave for the mainland. ".repeat(8)}`;
const archive = await openArticles(
  [
    makeArticle({ id: "volcano", title: "Volcano erupts", body: BODY }),
    makeArticle({ id: "vote", title: "Parliament votes", body: "Members vote on pensions." }),
    makeArticle({ id: "match", title: "Cup final", body: "A late goal decides the match." }),
  ],
  { budget: 30, settings: { passageTokens: 30 } },
);
const searcher = searcherOf(archive);
const draft: DraftRequest = { title: "Volcano erupts", text: BODY, lang: null, publishedAt: null };

async function subjectWith(
  fields: Partial<typeof draft> & { lang?: string | null; publishedAt?: number | null },
) {
  const made = await draftSubject(searcher, { ...draft, ...fields });
  if (made.kind !== "subject" || made.subject.kind !== "text") throw new Error(`refused: ${made.kind}`);
  return made.subject;
}

describe("draftSubject", () => {
  it("has the direction of an article with the same title and text", async () => {
    const { direction } = await subjectWith({});
    // The article's stored vector is rounded to seven bits.
    expect(dot(direction, await rawDirection(archive, ordinalOf(archive, "volcano")))).toBeGreaterThan(0.999);
    expect(dot(direction, await rawDirection(archive, ordinalOf(archive, "vote")))).toBeLessThan(0.5);
  });

  it("passes the date on", async () => {
    expect(await subjectWith({ publishedAt: 86_400_000 })).toMatchObject({ publishedAt: 86_400_000 });
    expect(await subjectWith({})).toMatchObject({ publishedAt: null });
  });

  it("gives no direction to a draft in a language that the encoder does not support", async () => {
    expect(hasDirection((await subjectWith({ lang: "fr" })).direction)).toBe(false);
    expect(hasDirection((await subjectWith({ lang: "EN-gb" })).direction)).toBe(true);
  });

  it("says why there is no subject", async () => {
    expect(await draftSubject(searcher, { ...draft, title: "", text: " " })).toEqual({ kind: "no_words" });
    expect(await draftSubject(searcher, { ...draft, text: "x".repeat(20_000) })).toMatchObject({
      kind: "too_long",
      maxChars: 20_000,
    });
  });

  it("rejects invalid language tags", async () => {
    await expect(draftSubject(searcher, { ...draft, lang: "not a tag" })).rejects.toThrow(RangeError);
  });
});
