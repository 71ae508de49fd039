// API responses as the widgets read them: `unknown` narrowed field by field, and only the fields that are shown. Missing and
// malformed fields are left out, and no address is trusted to be a link.

import type { ArticleImage, SearchHit } from "../api-types.ts";

export type Json = Readonly<Record<string, unknown>>;

/** The fields of one of the API's shapes by name, before anybody has looked at what is in them. */
export type Unchecked<Shape> = { readonly [Field in Shape extends unknown ? keyof Shape : never]?: unknown };

export interface Article {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  /** Several are separated by commas. */
  readonly section: string;
  readonly author: string;
  /** ISO 8601; empty if there is none, like every text here. */
  readonly date: string;
  readonly lang: string;
  readonly members: boolean;
  readonly image: Unchecked<ArticleImage>;
  /** In a timeline, `before` or `after` its article; empty in other lists. */
  readonly side: string;
  /** The whole hit, for fields that only one widget shows. */
  readonly hit: Json & Unchecked<SearchHit>;
}

/** Anything but an object becomes an object without fields. */
export function json(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The articles of a list. An item without a title is left out. */
export function articles(value: unknown, side = ""): Article[] {
  return list(value)
    .map((one) => article(json(one), side))
    .filter(({ title }) => title);
}

function article(hit: Json & Unchecked<SearchHit>, side: string): Article {
  const { id, url, title, summary, sections, authors, publishedAt, lang, access, image } = hit;
  return {
    id: text(id),
    url: text(url),
    title: text(title),
    summary: text(summary),
    section: list(sections).map(text).join(", "),
    author: list(authors).map(text).join(", "),
    date: text(publishedAt),
    lang: text(lang),
    members: access === "members",
    image: json(image),
    side,
    hit,
  };
}
