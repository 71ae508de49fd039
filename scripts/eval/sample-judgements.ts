// What is known about the sample archive without any ranking: the judged queries in content/judgements, and the
// storyline that each article names in its front matter (which is not indexed).

import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const answerableSchema = z.strictObject({
  id: z.string(),
  query: z.string().min(1),
  /** `words`: shares its words with the articles; `meaning`: shares few. */
  kind: z.enum(["words", "meaning"]),
  grades: z.record(z.string(), z.int().min(1).max(2)),
  /** Why a judgement was changed after the first ranking run. */
  reason: z.string().optional(),
});
export type AnswerableQuery = z.output<typeof answerableSchema>;

const unanswerableSchema = z.strictObject({
  id: z.string(),
  query: z.string().min(1),
  /** The article that a careless engine would return. */
  near: z.string(),
  why: z.string(),
  reason: z.string().optional(),
});
export type UnanswerableQuery = z.output<typeof unanswerableSchema>;

export function readAnswerable(folder: string): Promise<AnswerableQuery[]> {
  return readLines(join(folder, "answerable.jsonl"), answerableSchema);
}

export function readUnanswerable(folder: string): Promise<UnanswerableQuery[]> {
  return readLines(join(folder, "unanswerable.jsonl"), unanswerableSchema);
}

async function readLines<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line !== "");
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

/** Storyline by article id, for articles that have one. Drafts and articles with a future date are left out. */
export async function readStorylines(folder: string): Promise<Map<string, string>> {
  const storylines = new Map<string, string>();
  for (const name of (await readdir(folder)).filter((file) => file.endsWith(".md")).sort()) {
    const [, yaml = ""] = (await readFile(join(folder, name), "utf8")).split(/^---$/m);
    const fields: unknown = parse(yaml);
    if (typeof fields !== "object" || fields === null || !("story" in fields)) continue;
    if ("draft" in fields && fields.draft === true) continue;
    storylines.set(basename(name, ".md"), String(fields.story));
  }
  return storylines;
}
