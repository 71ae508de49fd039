// The archive's words beside a given one: those that begin with it, those one slip of the keyboard away, and those of
// its stem. All by bisection in the sorted table of terms, nothing is kept but the stems of each word.

import type { Postings } from "./postings.ts";
import { forEachForm, hasArticles } from "./postings.ts";

/** Numbers of the words with the stem `stem`; empty where there is none. */
export function wordsOfStem(postings: Postings, stem: string): number[] {
  const number = postings.terms.find(stem);
  if (number < 0) return [];
  const forms: number[] = [];
  forEachForm(postings, number, (form) => forms.push(form));
  return forms.length === 0 && hasArticles(postings, number) ? [number] : forms;
}

/** Which stems each word has, the other way round than the snapshot holds it. */
interface StemsOfWords {
  /** `Uint32Array[terms + 1]` into `stems`. */
  readonly offsets: Uint32Array;
  readonly stems: Uint32Array;
}

const stemsByArchive = new WeakMap<Postings, StemsOfWords>();

/**
 * Numbers of the words that share a stem with `word` in a language in which articles have it, itself first. A word
 * typed without its accents is told from the archive's, where no stemmer would know it.
 */
export function wordsLike(postings: Postings, word: number): number[] {
  const { offsets, stems } = stemsByArchive.get(postings) ?? invertForms(postings);
  const words = new Set([word]);
  for (let at = offsets[word] ?? 0; at < (offsets[word + 1] ?? 0); at++) {
    forEachForm(postings, stems[at] ?? 0, (form) => words.add(form));
  }
  return [...words];
}

function invertForms(postings: Postings): StemsOfWords {
  const { size } = postings.terms;
  const offsets = new Uint32Array(size + 1);
  forEachStemAndForm(postings, (_, form) => {
    offsets[form + 1] = (offsets[form + 1] ?? 0) + 1;
  });
  for (let word = 0; word < size; word++) offsets[word + 1] = (offsets[word + 1] ?? 0) + (offsets[word] ?? 0);
  const stems = new Uint32Array(offsets[size] ?? 0);
  const next = offsets.slice();
  forEachStemAndForm(postings, (stem, form) => {
    const at = next[form] ?? 0;
    stems[at] = stem;
    next[form] = at + 1;
  });
  const inverted = { offsets, stems };
  stemsByArchive.set(postings, inverted);
  return inverted;
}

function forEachStemAndForm(postings: Postings, visit: (stem: number, form: number) => void): void {
  const { formOffsets } = postings;
  let stem = 0;
  const visitForm = (form: number) => visit(stem, form);
  for (; stem < postings.terms.size; stem++) {
    if (formOffsets[stem] !== formOffsets[stem + 1]) forEachForm(postings, stem, visitForm);
  }
}

/** Numbers of the words that begin with `prefix`, itself included, the most frequent first, `limit` at most. */
export function wordsWithPrefix(postings: Postings, prefix: string, limit: number): number[] {
  const { first, end } = postings.terms.startingWith(prefix);
  const words: number[] = [];
  for (let term = first; term < end; term++) if (hasArticles(postings, term)) words.push(term);
  return mostFrequent(postings, words, limit);
}

/**
 * Numbers of the words one typing error away from `word`, the most frequent first, `limit` at most. Its first letter may
 * be wrong or missing only if `anyFirst`.
 */
export function wordsOneEditAway(
  postings: Postings,
  word: string,
  { anyFirst, limit }: { readonly anyFirst: boolean; readonly limit: number },
): number[] {
  const near = postings.terms.oneEditAway(word, (index) => anyFirst || index > 0);
  return mostFrequent(
    postings,
    near.filter((term) => hasArticles(postings, term)),
    limit,
  );
}

/** The longer its list, the more articles have a word: near enough for a choice, and no list is read. */
function mostFrequent(postings: Postings, words: readonly number[], limit: number): number[] {
  const bytes = (word: number) => (postings.offsets[word + 1] ?? 0) - (postings.offsets[word] ?? 0);
  return words.toSorted((a, b) => bytes(b) - bytes(a) || a - b).slice(0, limit);
}
