// Answers as a few lines of plain text, for models that read no structured content.

import type { RelatedAnswer, RelatedAnswerHit } from "../../answers/related-answer.ts";
import type { SearchAnswer } from "../../answers/search-answer.ts";
import type { StoredArticle } from "../../index/stored-article.ts";

type ShownHit = StoredArticle & { readonly excerpt: string };

export function searchText({ hits, query, estimatedTotalHits }: SearchAnswer): string {
  if (hits.length === 0) return `Nothing in the archive answers "${query}".`;
  return [`${hits.length} of ${estimatedTotalHits} articles for "${query}":`, ...hits.map(hitText)].join(
    "\n\n",
  );
}

export function relatedText(answer: RelatedAnswer, { title }: StoredArticle): string {
  const lists: readonly (readonly [string, readonly RelatedAnswerHit[]])[] =
    "hits" in answer
      ? [["Related to", answer.hits]]
      : [
          ["Before", answer.before],
          ["After", answer.after],
        ];
  return lists
    .map(([heading, hits]) =>
      hits.length === 0
        ? `${heading} "${title}": nothing.`
        : [`${heading} "${title}":`, ...hits.map(hitText)].join("\n\n"),
    )
    .join("\n\n");
}

export function articleText(article: StoredArticle): string {
  const { summary, authors, sections, tags } = article;
  const lists = [
    ["Authors", authors],
    ["Sections", sections],
    ["Tags", tags],
  ] as const;
  const named = lists.flatMap(([name, values]) =>
    values.length === 0 ? [] : [`${name}: ${values.join(", ")}`],
  );
  return [headText(article), ...(summary === null ? [] : [summary]), ...named].join("\n");
}

function hitText(hit: ShownHit, index: number): string {
  return `${index + 1}. ${headText(hit)}\n${hit.excerpt}`.trimEnd();
}

/** Title, date and where it is found. */
function headText({ title, publishedAt, access, url, id }: StoredArticle): string {
  const facts = [
    publishedAt?.slice(0, "2025-06-24".length) ?? "undated",
    ...(access === "members" ? ["members only"] : []),
    `id ${id}`,
  ];
  return `${title} (${facts.join(", ")})${url === null ? "" : `\n${url}`}`;
}
