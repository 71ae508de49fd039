// Results as a few lines of plain text, for models that don't read structured content.

import type { Article, RelatedAnswer, RelatedHit, SearchAnswer, SearchHit } from "../../api-types.ts";

export function searchText({ hits, query, totalHits }: SearchAnswer): string {
  if (hits.length === 0) return `No articles found for "${query}".`;
  return [`${hits.length} of ${totalHits} articles for "${query}":`, ...hits.map(hitText)].join("\n\n");
}

export function relatedText(answer: RelatedAnswer, { title }: Article): string {
  const lists: readonly (readonly [string, readonly RelatedHit[]])[] =
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

export function articleText(article: Article): string {
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

function hitText(hit: SearchHit | RelatedHit, index: number): string {
  return `${index + 1}. ${headText(hit)}\n${hit.excerpt.text}`.trimEnd();
}

/** Title, date, id and URL. */
function headText({ title, publishedAt, access, url, id }: Article): string {
  const facts = [
    publishedAt?.slice(0, "2025-06-24".length) ?? "undated",
    ...(access === "members" ? ["members only"] : []),
    `id ${id}`,
  ];
  return `${title} (${facts.join(", ")})${url === null ? "" : `\n${url}`}`;
}
