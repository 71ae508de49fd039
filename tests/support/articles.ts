// Articles for tests: every field has a plain default, so that a test names only the fields it is about.

import { type Article, plainArticle } from "../../scripts/build/source/article/article.ts";

export function makeArticle(fields: Partial<Article> = {}): Article {
  const id = fields.id ?? "story";
  return plainArticle(id, {
    sourcePath: `${id}.md`,
    title: `Title of ${id}`,
    publishedAt: "2024-05-06T07:08:09.000Z",
    ...fields,
  });
}

/** What of an article is stored in a snapshot and returned: all but its body, its flags and where it came from. */
export function storedFieldsOf(article: Article) {
  const { id, url, title, summary, sections, tags, authors } = article;
  const { publishedAt, updatedAt, lang, image, access, fields } = article;
  return {
    id,
    url,
    title,
    summary,
    sections,
    tags,
    authors,
    publishedAt,
    updatedAt,
    lang,
    image,
    access,
    fields,
  };
}
