// Turns ranked articles into the hits of a response: stored fields, the best part of the matching passage, highlights.

import type { SearchHit } from "../api-types.ts";
import { hitTexts } from "../engine/hit-texts.ts";
import type { RankedArticle } from "../engine/search-request.ts";
import { highlightsOf, highlightWords, makeExcerpt, type SoughtWord } from "./excerpt.ts";

/** What search hits and related hits have in common. */
export type PresentedHit = Omit<SearchHit, "duplicates" | "scoreDetails">;

export interface Presenting {
  /** The query's words, to highlight; empty without a query. */
  readonly words: readonly SoughtWord[];
  readonly withPassages: boolean;
}

/** The hits, in the given order. */
export async function presentHits(
  hits: readonly RankedArticle[],
  { words, withPassages }: Presenting,
): Promise<PresentedHit[]> {
  const texts = await hitTexts(hits, words);
  return hits.map(({ article, score }, at) => {
    const text = texts[at] ?? "";
    const excerpt = makeExcerpt(text === "" ? (article.summary ?? "") : text, article.lang, words);
    const titleHighlights = highlightsOf(article.title, article.lang, words);
    const hit = { ...article, excerpt, titleHighlights, score };
    return withPassages && text !== ""
      ? { ...hit, bestPassage: highlightWords(text, article.lang, words) }
      : hit;
  });
}

/** `{}` if there are none, so that the response omits the field. */
export function duplicatesOf({ duplicates }: { readonly duplicates: readonly string[] }): {
  duplicates?: readonly string[];
} {
  return duplicates.length === 0 ? {} : { duplicates };
}
