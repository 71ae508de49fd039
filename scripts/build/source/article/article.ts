// An article as every reader delivers it: validated, normalised, plain text. It knows nothing of
// passages or vectors; those are made from it by the later steps.

/** Who may read the body. A members-only article is found by title and summary; its body is never served. */
export type Access = "public" | "members";

export interface ArticleImage {
  readonly src: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly alt: string | null;
}

/** Who named an article's language: its source, the detector that read its text, or the site's default. */
export type LanguageOrigin = "source" | "text" | "site";

export type FieldValue = string | number | boolean | readonly string[];

export interface Article {
  /** Unique in the archive, matches `[A-Za-z0-9._~-]{1,128}`. */
  readonly id: string;
  /** The id as the source wrote it, before it was made safe for a URL. */
  readonly sourceId: string;
  /** File the article came from, relative to the source's root; for JSONL with `:line`. */
  readonly sourcePath: string;
  /** Absolute http(s) URL, or null where the source names none and no URL pattern is configured. */
  readonly url: string | null;
  readonly title: string;
  readonly summary: string | null;
  /** Plain text; paragraphs are separated by one empty line. May be empty. */
  readonly body: string;
  readonly sections: readonly string[];
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  /** ISO 8601 in UTC (`2025-06-24T00:00:00.000Z`), or null for an undated article. */
  readonly publishedAt: string | null;
  readonly updatedAt: string | null;
  /** BCP 47 language tag, lower-case primary subtag (`en`, `pt-br`). */
  readonly lang: string;
  readonly langFrom: LanguageOrigin;
  /** Absolute http(s) URLs that the text links to, without fragment, in the text's order; itself left out. */
  readonly links: readonly string[];
  /** Ids of articles of this archive that an editor wants first in its related list, in the editor's order. */
  readonly relatedIds: readonly string[];
  /** Takes no part in related lists: has none of its own and is in nobody's (`recommend` is false then). */
  readonly relatedOff: boolean;
  readonly image: ArticleImage | null;
  readonly access: Access;
  /** May be an answer to a search. */
  readonly search: boolean;
  /** May be recommended beside another article. */
  readonly recommend: boolean;
  /** Values of the extra fields declared in the configuration with `store`, `filter` or `facet`. */
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** An article of which only this is known: public, in English, of no section, date or author. */
export function plainArticle(id: string, known: Partial<Article>): Article {
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
    ...known,
  };
}
