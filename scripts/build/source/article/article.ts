// An article after reading: validated, normalised, plain text. It has no passages or vectors; later steps of the build
// make those.

/** Who may read the body. A members-only article can be found by title and summary; its body is never served. */
export type Access = "public" | "members";

export interface ArticleImage {
  readonly src: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly alt: string | null;
}

/** Where an article's language comes from: its source, detection in its text, or the site's default. */
export type LanguageOrigin = "source" | "text" | "site";

export type FieldValue = string | number | boolean | readonly string[];

export interface Article {
  /** Unique in the archive, matches `[A-Za-z0-9._~-]{1,128}`. */
  readonly id: string;
  /** The id as the source has it, before it is made safe for a URL. */
  readonly sourceId: string;
  /** The article's file, relative to the source's root; with `:line` or `#number` in a file of several articles. */
  readonly sourcePath: string;
  /** Absolute http(s) URL; null if the source names none and no URL pattern is configured. */
  readonly url: string | null;
  readonly title: string;
  readonly summary: string | null;
  /** Plain text; paragraphs are separated by one empty line. May be empty. */
  readonly body: string;
  readonly sections: readonly string[];
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  /** ISO 8601 in UTC (`2025-06-24T00:00:00.000Z`); null for an undated article. */
  readonly publishedAt: string | null;
  readonly updatedAt: string | null;
  /** BCP 47 language tag, lower-case primary subtag (`en`, `pt-br`). */
  readonly lang: string;
  readonly langFrom: LanguageOrigin;
  /** Absolute http(s) URLs that the text links to, without fragment, in the text's order and without its own URL. */
  readonly links: readonly string[];
  /** Ids of articles in this archive that an editor wants first in the related list, in the editor's order. */
  readonly relatedIds: readonly string[];
  /** Has no related list and is in no other article's list; `recommend` is false then. */
  readonly relatedOff: boolean;
  readonly image: ArticleImage | null;
  readonly access: Access;
  /** May be a search result. */
  readonly search: boolean;
  /** May be in related lists of other articles. */
  readonly recommend: boolean;
  /** Values of the extra fields declared in the configuration with `store`, `filter` or `facet`. */
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** An article with these fields; otherwise public, in English, without section, date or author. */
export function plainArticle(id: string, fields: Partial<Article>): Article {
  return {
    id,
    sourceId: id,
    sourcePath: id,
    url: null,
    title: "",
    summary: null,
    body: "",
    sections: [],
    tags: [],
    authors: [],
    publishedAt: null,
    updatedAt: null,
    lang: "en",
    langFrom: "source",
    links: [],
    relatedIds: [],
    relatedOff: false,
    image: null,
    access: "public",
    search: true,
    recommend: true,
    fields: {},
    ...fields,
  };
}
