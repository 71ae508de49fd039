// What editors decide about related lists: pinned articles, excluded articles, links and labels as evidence, and the
// newest as a fallback on request.

import { describe, expect, it } from "vitest";
import type { Article } from "../../scripts/build/source/article/article.ts";
import { related } from "../../src/engine/related.ts";
import type { ListRequest } from "../../src/engine/related-request.ts";
import { makeArticle } from "../support/articles.ts";
import { openArticles, searcherOf } from "../support/packed-archive.ts";

const NOW = Date.parse("2025-01-01T00:00:00Z");
const FUTURE = "2026-01-01T00:00:00.000Z";
const SITE = "https://gazette.example";

function piece(id: string, title: string, fields: Partial<Article> = {}): Article {
  return makeArticle({ id, title, url: `${SITE}/${id}`, ...fields });
}

async function ask(articles: readonly Article[], id: string, options: Partial<ListRequest> = {}) {
  const archive = await openArticles(articles);
  const subject = { kind: "articles", ids: [id] } as const;
  const result = await related(searcherOf(archive), { subject, limit: 10, now: NOW, ...options });
  return {
    ...result,
    rows: result.hits.map((hit) => ({ id: hit.article.id, ...hit })),
    ids: result.hits.map((hit) => hit.article.id),
  };
}

describe("pinned articles", () => {
  const archive = (pins: readonly string[], fields: Partial<Article> = {}) => [
    piece("main", "Volcano wakes above the town", { relatedIds: pins }),
    piece("near", "Volcano wakes above the harbour"),
    piece("far", "Budget passed", fields),
    piece("farther", "Poet honoured"),
  ];

  it("come first in the editor's order and are marked, however dissimilar they are", async () => {
    const { rows, total } = await ask(archive(["farther", "far"]), "main");
    expect(rows.map(({ id, pinned }) => [id, pinned])).toEqual([
      ["farther", true],
      ["far", true],
      ["near", false],
    ]);
    expect(total).toBe(3);
  });

  it("take up places in the list, and never more than there are", async () => {
    expect((await ask(archive(["farther", "far"]), "main", { limit: 1 })).ids).toEqual(["farther"]);
  });

  it.each([
    ["not recommended", { recommend: false }],
    ["excluded from related lists", { relatedOff: true, recommend: false }],
    ["still to come", { publishedAt: FUTURE }],
  ])("are not shown if %s", async (_, fields) => {
    expect((await ask(archive(["far"], fields), "main")).ids).toEqual(["near"]);
  });

  it("are not shown if excluded, nor against the direction", async () => {
    const older = { publishedAt: "2020-01-01T00:00:00.000Z" };
    expect((await ask(archive(["far"], older), "main", { direction: "after" })).ids).toEqual([]);
    expect((await ask(archive(["far"], older), "main", { direction: "before" })).ids).toEqual(["far"]);
  });

  it("do not come twice if they are also related", async () => {
    expect((await ask(archive(["near"]), "main")).ids).toEqual(["near"]);
  });
});

describe("an article that is excluded from related lists", () => {
  const articles = [
    piece("main", "Volcano wakes above the town", { relatedOff: true, relatedIds: ["near"] }),
    piece("near", "Volcano wakes above the harbour"),
  ];

  it("has no related list, not even a fallback", async () => {
    expect(await ask(articles, "main", { threshold: 0, fallback: "recent" })).toMatchObject({
      hits: [],
      total: 0,
    });
  });

  it("is in no other article's list", async () => {
    expect((await ask(articles, "near", { threshold: 0, fallback: "recent" })).ids).toEqual([]);
  });
});

describe("links between articles", () => {
  const others = [piece("far", "Budget passed"), piece("farther", "Poet honoured")];
  const links = [`${SITE}/farther`];

  it("count in both directions", async () => {
    const articles = [piece("main", "Volcano wakes", { links }), ...others];
    const from = await ask(articles, "main", { threshold: 0 });
    expect(from.ids[0]).toBe("farther");
    expect(from.rows[0]?.details.links).toBeGreaterThan(0);
    const to = await ask(articles, "farther", { threshold: 0 });
    expect(to.rows.map(({ id, details }) => [id, details.links > 0])).toEqual([
      ["main", true],
      ["far", false],
    ]);
  });

  it("alone do not make dissimilar articles related", async () => {
    expect((await ask([piece("main", "Volcano wakes", { links }), ...others], "main")).ids).toEqual([]);
  });
});

describe("labels", () => {
  it("that are shared decide ties, rare ones before frequent ones", async () => {
    const { rows } = await ask(
      [
        piece("main", "Volcano", { tags: ["iceland", "news"] }),
        piece("common", "Budget", { tags: ["news"] }),
        piece("rare", "Budget", { tags: ["iceland"] }),
        piece("none", "Budget"),
        piece("more", "Budget", { tags: ["news", "opinion"] }),
      ],
      "main",
      { threshold: 0, diversity: 0 },
    );
    expect(rows[0]?.id).toBe("rare");
    expect(rows.at(-1)?.id).toBe("none");
    expect(rows.find(({ id }) => id === "common")?.details.tags).toBeGreaterThan(0);
  });

  it("of hidden articles change nothing: the rest score as if they were not there", async () => {
    const shown = [
      piece("main", "Volcano", { tags: ["iceland"] }),
      piece("other", "Budget", { tags: ["iceland"] }),
      piece("none", "Poet"),
    ];
    const hidden = ["x", "y", "z"].map((id) =>
      piece(id, "Match", { tags: ["iceland"], publishedAt: FUTURE, links: [] }),
    );
    const options = { threshold: 0, diversity: 0 };
    const alone = await ask(shown, "main", options);
    const beside = await ask([...shown, ...hidden], "main", options);
    const tags = (rows: typeof alone.rows) => rows.map(({ id, details }) => [id, details.tags]);
    expect(tags(beside.rows)).toEqual(tags(alone.rows));
  });

  it("that every article has do not count", async () => {
    const { rows } = await ask(
      [piece("main", "Volcano", { sections: ["World"] }), piece("other", "Budget", { sections: ["World"] })],
      "main",
      { threshold: 0 },
    );
    expect(rows.map(({ details }) => details.sections)).toEqual([0]);
  });
});

describe("the newest as a fallback", () => {
  const articles = [
    piece("main", "Volcano wakes above the town"),
    piece("near", "Volcano wakes above the harbour", { publishedAt: "2021-01-01T00:00:00.000Z" }),
    piece("newest", "Poet honoured", { publishedAt: "2024-12-01T00:00:00.000Z" }),
    piece("older", "Budget passed", { publishedAt: "2022-12-01T00:00:00.000Z" }),
    piece("coming", "Match tomorrow", { publishedAt: FUTURE }),
  ];

  it("follow what is related, newest first and marked, and are not counted", async () => {
    const { rows, total } = await ask(articles, "main", { fallback: "recent" });
    expect(rows.map(({ id, fallback }) => [id, fallback])).toEqual([
      ["near", false],
      ["newest", true],
      ["older", true],
    ]);
    expect(total).toBe(1);
  });

  it("fill no more places than requested, and none unless requested", async () => {
    expect((await ask(articles, "main", { fallback: "recent", limit: 2 })).ids).toEqual(["near", "newest"]);
    expect((await ask(articles, "main")).ids).toEqual(["near"]);
  });
});
