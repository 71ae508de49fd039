// Ranked articles as the HTTP contract shows them: stored fields, the matched passage's best part, highlights.

import type { SearchHit } from "../api-types.ts";
import type { RankedArticle } from "../engine/search-request.ts";
import type { PageRequests, Snapshot } from "../index/snapshot/reader.ts";
import { analyse } from "../lexical/analyser.ts";
import { highlightsOf, highlightWords, makeExcerpt, type SoughtWord } from "./excerpt.ts";

/** An article is looked through no further than this for the passage to show. */
export const PASSAGES_LOOKED_AT = 64;

/** What the articles of every list of hits have. */
export type PresentedHit = Omit<SearchHit, "duplicates" | "scoreDetails">;

export interface Presenting {
  /** What the reader asked, for highlights; empty where there was no query. */
  readonly words: readonly SoughtWord[];
  readonly withPassages: boolean;
}

/** The hits in their order. Texts that lie on one page are fetched together. */
export async function presentHits(
  snapshot: Snapshot,
  hits: readonly RankedArticle[],
  { words, withPassages }: Presenting,
): Promise<PresentedHit[]> {
  const pages: PageRequests = new Map();
  return Promise.all(
    hits.map(async ({ ordinal, score, passage }) => {
      const article = snapshot.article(ordinal);
      const text =
        passage === null
          ? await bestPassageText(snapshot, ordinal, article.lang, words, pages)
          : await snapshot.passageText(passage, pages);
      const excerpt = makeExcerpt(text === "" ? (article.summary ?? "") : text, article.lang, words);
      const titleHighlights = highlightsOf(article.title, article.lang, words);
      const hit = { ...article, excerpt, titleHighlights, score };
      return withPassages && text !== ""
        ? { ...hit, bestPassage: highlightWords(text, article.lang, words) }
        : hit;
    }),
  );
}

/** Ids of articles; `{}` where there are none, so that the answer leaves the field out. */
export function duplicatesOf(
  snapshot: Snapshot,
  { duplicates }: { readonly duplicates: readonly number[] },
): { duplicates?: readonly string[] } {
  if (duplicates.length === 0) return {};
  return { duplicates: duplicates.map((ordinal) => snapshot.article(ordinal).id) };
}

/** The article's passage that holds most of the query's words, the first of several; empty where it has no text. */
async function bestPassageText(
  snapshot: Snapshot,
  ordinal: number,
  lang: string,
  words: readonly SoughtWord[],
  pages: PageRequests,
): Promise<string> {
  const [first = 0, end = 0] = snapshot.firstPassage.subarray(ordinal, ordinal + 2);
  let best = "";
  let bestWeight = -1;
  for (let passage = first; passage < Math.min(end, first + PASSAGES_LOOKED_AT); passage++) {
    const text = await snapshot.passageText(passage, pages);
    const terms = new Set(analyse(text, lang).map(({ term }) => term));
    let weight = 0;
    const found = words.filter((word) => word.terms.some((term) => terms.has(term)));
    for (const { idf } of found) weight += idf;
    if (weight > bestWeight) {
      best = text;
      bestWeight = weight;
    }
    if (found.length === words.length) break;
  }
  return best;
}
