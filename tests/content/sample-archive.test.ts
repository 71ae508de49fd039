// The sample archive keeps what measurements rely on: its size, its kinds of pieces, and tags that do not give
// a storyline away.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const pieceSchema = z.strictObject({
  title: z.string().min(10),
  summary: z.string().min(40),
  date: z.string().regex(/^\d{4}-\d\d-\d\d/),
  section: z.string(),
  tags: z.array(z.string()).min(2).max(4),
  author: z.string().regex(/ Desk$/),
  lang: z.literal("en"),
  story: z.string().optional(),
  access: z.literal("members").optional(),
  draft: z.literal(true).optional(),
  rewrite_of: z.string().optional(),
});

const pieces = readdirSync("content/articles")
  .filter((name) => name.endsWith(".md"))
  .map((name) => {
    const [, yaml = "", body = ""] = readFileSync(`content/articles/${name}`, "utf8").split(/^---$/m);
    return { id: name.slice(0, -3), body: body.trim(), ...pieceSchema.parse(parse(yaml)) };
  });

describe("the sample archive", () => {
  it("has at least 140 briefs of 120 to 350 words", () => {
    expect(pieces.length).toBeGreaterThanOrEqual(140);
    const words = pieces.map(({ id, body }) => [id, body.split(/\s+/).length] as const);
    expect(words.filter(([, count]) => count < 120 || count > 350)).toEqual([]);
  });

  it("has about thirty storylines of three pieces or more, and twenty single pieces", () => {
    const sizes = new Map<string, number>();
    for (const { story } of pieces) if (story !== undefined) sizes.set(story, (sizes.get(story) ?? 0) + 1);
    expect(sizes.size).toBeGreaterThanOrEqual(28);
    expect([...sizes].filter(([, size]) => size < 3)).toEqual([]);
    expect(pieces.filter(({ story }) => story === undefined).length).toBeGreaterThanOrEqual(20);
  });

  it("has eight rewrites, three members-only pieces, two drafts and one dated in the future", () => {
    const ids = new Set(pieces.map(({ id }) => id));
    const rewrites = pieces.flatMap(({ rewrite_of }) => (rewrite_of === undefined ? [] : [rewrite_of]));
    expect(rewrites).toHaveLength(8);
    expect(rewrites.filter((id) => !ids.has(id))).toEqual([]);
    expect(pieces.filter(({ access }) => access === "members")).toHaveLength(3);
    expect(pieces.filter(({ draft }) => draft === true)).toHaveLength(2);
    expect(pieces.filter(({ date }) => date > "2027")).toHaveLength(1);
  });

  it("uses no tag in one storyline only", () => {
    const users = new Map<string, Set<string>>();
    for (const { id, story, tags } of pieces) {
      for (const tag of tags) users.set(tag, (users.get(tag) ?? new Set()).add(story ?? id));
    }
    expect([...users].filter(([, of]) => of.size < 2).map(([tag]) => tag)).toEqual([]);
  });
});
