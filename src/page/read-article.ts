// An article of a response as both pages show it: the API's article, of which a page keeps the fields it shows, with dates
// as dates. `unknown` is narrowed field by field; null for anything without id and title.

import type { Article as ApiArticle } from "../api-types.ts";
import { isRecord, textOf, textsOf, timeOf } from "./narrowing.ts";

type Shown = "id" | "url" | "title" | "summary" | "sections" | "tags" | "authors" | "lang" | "access";

export interface Article extends Pick<ApiArticle, Shown> {
  readonly publishedAt: Date | null;
  readonly updatedAt: Date | null;
}

export function readArticle(value: unknown): Article | null {
  if (!isRecord(value)) return null;
  const [id, title] = [textOf(value.id), textOf(value.title)];
  if (id === null || title === null) return null;
  return {
    id,
    url: textOf(value.url),
    title,
    summary: textOf(value.summary),
    sections: textsOf(value.sections),
    tags: textsOf(value.tags),
    authors: textsOf(value.authors),
    publishedAt: timeOf(value.publishedAt),
    updatedAt: timeOf(value.updatedAt),
    lang: textOf(value.lang) ?? "",
    access: value.access === "members" ? "members" : "public",
  };
}
