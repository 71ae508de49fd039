// What editors may say about related lists: the field `related` and the configuration's `rules`.

import { describe, expect, it } from "vitest";
import { configSchema } from "../../../../../scripts/build/config/schema.ts";
import { createNormaliser, type Outcome } from "../../../../../scripts/build/source/article/normalise.ts";
import { readArchive } from "../../../../../scripts/build/source/read.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

type Input = Parameters<typeof configSchema.parse>[0];

function run(fields: Record<string, unknown>, config: Input = {}): Outcome {
  return createNormaliser(configSchema.parse(config)).normalise({
    kind: "record",
    nullMeansAbsent: false,
    idFromPath: "a",
    path: "a.md",
    line: 1,
    sourcePath: "a.md",
    fields: new Map(Object.entries({ title: "T", ...fields })),
    content: { heading: null, body: "Text.", hrefs: [] },
  });
}

function wish(fields: Record<string, unknown>, config: Input = {}) {
  const outcome = run(fields, config);
  if (outcome.kind !== "article") throw new Error(JSON.stringify(outcome));
  const { relatedOff, recommend } = outcome.article;
  return { relatedOff, recommend, related: outcome.related };
}

const AS_USUAL = { relatedOff: false, recommend: true, related: [] };
const OFF = { relatedOff: true, recommend: false, related: [] };

describe("the field related", () => {
  it.each([undefined, null, true, "true", "yes", "", [], [" "]])("%j changes nothing", (related) => {
    expect(wish({ related })).toEqual(AS_USUAL);
  });

  it.each([false, "false", " No "])("%j takes the article out of related lists", (related) => {
    expect(wish({ related })).toEqual(OFF);
  });

  it.each([
    ["2019/summit", ["2019/summit"]],
    [42, ["42"]],
    [
      ["b", 7, " https://a.example/c ", "b"],
      ["b", "7", "https://a.example/c"],
    ],
    [["no"], ["no"]],
    [
      [{ id: "b", title: "B" }, { url: "https://a.example/c" }, { id: 7 }],
      ["b", "https://a.example/c", "7"],
    ],
  ])("%j names the articles that come first", (related, references) => {
    expect(wish({ related })).toEqual({ ...AS_USUAL, related: references });
  });

  it.each([
    1.5,
    { slug: "b" },
    ["b", false],
    ["b", null],
    [{ id: ["b"] }],
    [["b"]],
  ])("%j can't be understood, so the article is a problem that says what is expected", (related) => {
    expect(run({ related })).toMatchObject({
      code: "invalid_field",
      path: "a.md",
      reason: expect.stringMatching(/^related: found .+, expected false, or ids or URLs/),
    });
  });

  it("has the name that the configuration gives it", () => {
    const config = { fieldMap: { seeAlso: "related" as const, related: "tags" as const } };
    expect(wish({ seeAlso: ["b"], related: ["peace"] }, config).related).toEqual(["b"]);
  });

  it("takes the article out if one of two fields says so", () => {
    const config = { fieldMap: { seeAlso: "related" as const } };
    expect(wish({ seeAlso: ["b"], related: false }, config)).toEqual(OFF);
  });

  it("leaves out an article that search must not show either", () => {
    expect(run({ related: false, search: false })).toMatchObject({ kind: "skipped", reason: "excluded" });
  });
});

describe("rules", () => {
  const rules = [
    { sections: [" Obituaries"], recommend: false },
    { tags: ["Advertorial", "Ökologie"], recommend: false },
  ] as const;
  const never = { rules: rules.map((rule) => ({ ...rule })) } as Input;

  it.each([
    { section: "obituaries" },
    { tags: "x, ADVERTORIAL" },
    { tags: ["o\u0308kologie"] },
  ])("keeps an article with %j out of the lists of others", (fields) => {
    expect(wish(fields, never)).toEqual({ ...AS_USUAL, recommend: false });
  });

  it.each([
    { section: "Advertorial" },
    { tags: "obituaries" },
    { section: "Obituaries and more" },
  ])("does not touch an article with %j", (fields) => {
    expect(wish(fields, never)).toEqual(AS_USUAL);
  });

  it("leaves out an article that search must not show either", () => {
    expect(run({ section: "Obituaries", search: false }, never)).toMatchObject({ reason: "excluded" });
  });
});

describe("articles that an editor put first", () => {
  const site = { site: { url: "https://a.example", urlPattern: "/{id}" } };
  const read = async (files: Record<string, string>, config: Input = {}) =>
    readArchive({ root: await tempFolder(files), patterns: ["."], config: configSchema.parse(config) });
  const pinsOf = (report: Awaited<ReturnType<typeof read>>, id: string) =>
    report.articles.find((article) => article.id === id)?.relatedIds;

  it("are found by id and by URL, in the editor's order and each once, the article itself left out", async () => {
    const report = await read(
      {
        "a.md": '---\ntitle: A\nrelated: [news/b, "http://www.a.example/c/?utm_source=x", /d, c, a]\n---\n',
        "news/b.md": "# B",
        "c.md": "# C",
        "d.md": "# D",
      },
      site,
    );
    expect(pinsOf(report, "a")).toEqual(["news~2Fb", "c", "d"]);
    expect(report.warnings).toEqual([]);
    expect(report.counts.withPins).toBe(1);
  });

  it("are a warning with file, line and reference if the archive has no such article", async () => {
    const report = await read({
      "a.jsonl": `${JSON.stringify({ id: "b", title: "B" })}\n${JSON.stringify({ id: "a", title: "A", related: ["gone", "b"] })}`,
      "draft.md": "---\ntitle: D\ndraft: true\n---\n",
      "e.md": "---\ntitle: E\nrelated: draft\n---\n",
    });
    expect(pinsOf(report, "a")).toEqual(["b"]);
    expect(report.problems).toEqual([]);
    expect(report.warnings).toEqual([
      {
        path: "a.jsonl",
        line: 2,
        reason: expect.stringContaining('related: no article in this archive has the id or URL "gone"'),
      },
      { path: "e.md", line: 1, reason: expect.stringContaining('"draft"') },
    ]);
  });

  it("are counted separately from articles that are in no list, by reason", async () => {
    const { counts } = await read(
      {
        "a.md": "---\ntitle: A\nrelated: false\n---\n",
        "b.md": "---\ntitle: B\ntags: [Ad]\n---\n[x](https://b.example)",
        "c.md": "---\ntitle: C\nrecommend: false\n---\n",
      },
      { rules: [{ tags: ["ad"], recommend: false }] },
    );
    expect(counts).toMatchObject({
      notRecommended: 3,
      relatedOff: 1,
      notRecommendedByRules: 1,
      withPins: 0,
      withLinks: 1,
    });
  });
});
