// Where the chosen phrases occur in the texts of an archive: their articles, and how each is written.

import type { PhraseCounts } from "./phrase-counts.ts";
import { type ArticleWords, CUT, type PhraseSource, phraseText } from "./phrase-words.ts";

export interface PhraseUse {
  /** Indices of the articles that have it, ascending. */
  readonly articles: number[];
  /** How many of them have it in their head. */
  heads: number;
  /** How often each spelling occurs. */
  readonly forms: Map<string, number>;
}

/** `words[a]` are the words of `sources[a]`. Returns the uses in the order of `nodes`. */
export function phraseUses(
  sources: readonly (PhraseSource | null)[],
  words: readonly (ArticleWords | null)[],
  counts: PhraseCounts,
  nodes: readonly number[],
): PhraseUse[] {
  const uses = new Map<number, PhraseUse & { lastHead: number }>();
  /** 1 for the chosen phrases and for their beginnings, because nothing else is worth following. */
  const followed = new Uint8Array(counts.endNode);
  for (const node of nodes) {
    uses.set(node, { articles: [], heads: 0, forms: new Map(), lastHead: -1 });
    for (let at = node; at >= counts.firstNode; at = counts.parentOf(at)) followed[at] = 1;
  }
  for (const [article, source] of sources.entries()) {
    const articleWords = words[article] ?? null;
    if (source === null || articleWords === null) continue;
    const text = phraseText(source);
    const { numbers, starts, ends } = articleWords;
    for (let start = 0; start < numbers.length; start++) {
      let node = numbers[start] as number;
      for (let end = start + 1; node !== CUT && end < numbers.length; end++) {
        const next = numbers[end] as number;
        const longer = next === CUT ? null : counts.child(node, next);
        if (longer === null || followed[longer] !== 1) break;
        node = longer;
        const use = uses.get(node);
        if (use === undefined) continue;
        if (use.articles.at(-1) !== article) use.articles.push(article);
        if (use.lastHead !== article && (ends[end] as number) <= source.head.length) {
          use.lastHead = article;
          use.heads++;
        }
        const form = formOf(text.slice(starts[start], ends[end]));
        use.forms.set(form, (use.forms.get(form) ?? 0) + 1);
      }
    }
  }
  return [...uses.values()];
}

/** On one line, without a possessive at the end: "next year's" becomes next year. */
function formOf(text: string): string {
  return text.replace(/\s+/g, " ").replace(/['’]s?$/, "");
}

/** The most frequent one; of several the first. */
export function chosenForm(forms: ReadonlyMap<string, number>): string {
  let best = "";
  let most = 0;
  for (const [form, count] of forms) {
    if (count > most) [best, most] = [form, count];
  }
  return best;
}
