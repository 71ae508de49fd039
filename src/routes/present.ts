// Ranked articles as the HTTP contract shows them: stored fields, the matched passage's best part, highlights.

import { analyse } from "../lexical/analyser.ts";
import { termWeights } from "../lexical/bm25.ts";
import { type Excerpt, makeExcerpt } from "../search/excerpt.ts";
import type { RankedArticle } from "../search/search.ts";
import type { StoredArticle } from "../snapshot/format.ts";
import type { Snapshot } from "../snapshot/reader.ts";

export interface Hit extends StoredArticle {
  readonly excerpt: string;
  readonly highlights: Excerpt["highlights"];
  /** 0..1; rises with relevance, not yet calibrated to a probability. */
  readonly score: number;
}

/** `query` is what the reader asked, for highlights; null where there was no query. */
export async function presentHits(
  snapshot: Snapshot,
  hits: readonly RankedArticle[],
  query: string | null,
): Promise<Hit[]> {
  const terms =
    query === null ? [] : analyse(query, snapshot.manifest.settings.language).map(({ term }) => term);
  const weights = termWeights(snapshot.postings, terms);
  return Promise.all(
    hits.map(async ({ ordinal, score, passage }) => {
      const article = snapshot.article(ordinal);
      const text = await excerptText(snapshot, article, ordinal, passage, weights);
      const excerpt = makeExcerpt(text, article.lang, weights);
      return { ...article, excerpt: excerpt.text, highlights: excerpt.highlights, score };
    }),
  );
}

/** The passage that matched; without one, the passage that holds most of the query's words. */
async function excerptText(
  snapshot: Snapshot,
  article: StoredArticle,
  ordinal: number,
  passage: number | null,
  weights: ReadonlyMap<string, number>,
): Promise<string> {
  if (passage !== null) {
    const text = await snapshot.passageText(passage);
    return text === "" ? (article.summary ?? "") : text;
  }
  const [first = 0, end = 0] = snapshot.firstPassage.subarray(ordinal, ordinal + 2);
  let best = "";
  let bestWeight = -1;
  for (let number = first; number < end; number++) {
    const text = await snapshot.passageText(number);
    const terms = new Set(analyse(text, article.lang).map(({ term }) => term));
    let weight = 0;
    for (const [term, value] of weights) if (terms.has(term)) weight += value;
    if (weight > bestWeight) {
      best = text;
      bestWeight = weight;
    }
  }
  return best === "" ? (article.summary ?? "") : best;
}
