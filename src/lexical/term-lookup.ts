// The archive's words beside a given one: those that begin with it, those one slip of the keyboard away, and those of
// its stem. All by bisection in the sorted table of terms, nothing is kept but the stems of each word.

import type { Postings } from "./postings.ts";
import { forEachForm, hasArticles } from "./postings.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

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

/** Numbers of the words that begin with `prefix`, the most frequent first, `limit` at most; the prefix itself too. */
export function wordsWithPrefix(postings: Postings, prefix: string, limit: number): number[] {
  const bytes = encoder.encode(prefix);
  const first = lowerBound(postings, bytes, 0, postings.terms.size);
  const words: number[] = [];
  for (let term = first; term < postings.terms.size && startsWith(postings, term, bytes); term++) {
    if (hasArticles(postings, term)) words.push(term);
  }
  return mostFrequent(postings, words, limit);
}

/**
 * Numbers of the words that differ from `word` by one letter added, left out or replaced, or by two neighbours
 * exchanged (Damerau 1964), the most frequent first, `limit` at most. Digits are never added or replaced, the first
 * letter only if `anyFirst`.
 */
export function wordsOneEditAway(
  postings: Postings,
  word: string,
  { anyFirst, limit }: { readonly anyFirst: boolean; readonly limit: number },
): number[] {
  const letters = [...word];
  const found = new Set<number>();
  const add = (edited: string): void => {
    const term = postings.terms.find(edited);
    if (term >= 0 && edited !== word && hasArticles(postings, term)) found.add(term);
  };
  for (let at = anyFirst ? 0 : 1; at <= letters.length; at++) {
    const before = letters.slice(0, at).join("");
    const rest = letters.slice(at).join("");
    const [letter = "", next = ""] = letters.slice(at, at + 2);
    const afterLetter = rest.slice(letter.length);
    if (letter !== "") add(before + afterLetter);
    if (next !== "") add(before + next + letter + afterLetter.slice(next.length));
    for (const other of lettersAfter(postings, before)) {
      if (/\p{N}/u.test(other)) continue;
      add(before + other + rest);
      if (letter !== "") add(before + other + afterLetter);
    }
  }
  return mostFrequent(postings, [...found], limit);
}

/** Characters that follow `prefix` in some term. */
function lettersAfter(postings: Postings, prefix: string): string[] {
  const bytes = encoder.encode(prefix);
  const { size } = postings.terms;
  const letters: string[] = [];
  let term = lowerBound(postings, bytes, 0, size);
  while (term < size && startsWith(postings, term, bytes)) {
    const text = bytesOf(postings, term);
    if (text.length === bytes.length) {
      term++;
      continue;
    }
    const width = characterBytes(text[bytes.length] ?? 0);
    const character = text.slice(bytes.length, bytes.length + width);
    letters.push(decoder.decode(character));
    // On to the first term in which a greater character follows: greater by its last byte, since UTF-8 keeps order.
    const beyond = new Uint8Array([...bytes, ...character]);
    beyond[beyond.length - 1] = (beyond[beyond.length - 1] ?? 0) + 1;
    term = lowerBound(postings, beyond, term, size);
  }
  return letters;
}

function characterBytes(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

/** The longer its list, the more articles have a word; near enough for a choice, and nothing is read. */
function mostFrequent(postings: Postings, words: readonly number[], limit: number): number[] {
  const bytes = (word: number) => (postings.offsets[word + 1] ?? 0) - (postings.offsets[word] ?? 0);
  return words.toSorted((a, b) => bytes(b) - bytes(a) || a - b).slice(0, limit);
}

function bytesOf({ termBytes, termOffsets }: Postings, term: number): Uint8Array {
  return termBytes.subarray(termOffsets[term], termOffsets[term + 1]);
}

function startsWith(postings: Postings, term: number, prefix: Uint8Array): boolean {
  const start = postings.termOffsets[term] ?? 0;
  if ((postings.termOffsets[term + 1] ?? 0) - start < prefix.length) return false;
  for (let i = 0; i < prefix.length; i++) if (postings.termBytes[start + i] !== prefix[i]) return false;
  return true;
}

/** The first term from `low` that does not come before `wanted`; `high` where all do. */
function lowerBound(postings: Postings, wanted: Uint8Array, low: number, high: number): number {
  let first = low;
  let end = high;
  while (first < end) {
    const middle = (first + end) >>> 1;
    if (comesBefore(postings, middle, wanted)) first = middle + 1;
    else end = middle;
  }
  return first;
}

function comesBefore({ termBytes, termOffsets }: Postings, term: number, wanted: Uint8Array): boolean {
  const start = termOffsets[term] ?? 0;
  const length = (termOffsets[term + 1] ?? 0) - start;
  const shared = Math.min(length, wanted.length);
  for (let i = 0; i < shared; i++) {
    const difference = (termBytes[start + i] ?? 0) - (wanted[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return length < wanted.length;
}
