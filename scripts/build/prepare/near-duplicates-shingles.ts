// The words of an article as numbers, to be compared with those of another article: overlapping runs of words
// (shingles) in the order of the text. It compares nothing itself and keeps no text.
// Shingles: Broder, "On the resemblance and containment of documents" (1997). Word hash: FNV-1a; mixing: the last
// steps of MurmurHash3 (Appleby).

import type { Article } from "../source/article/article.ts";

export interface TextPrint {
  /** Hash of each run of three words, in order: `Uint32Array[words - 2]`. */
  readonly shingles: Uint32Array;
  readonly shingleSet: ReadonlySet<number>;
  /** Runs of four words with a number among them: as they stand, and with every number alike; in the same order. */
  readonly numbered: { readonly exact: Uint32Array; readonly masked: Uint32Array };
  /** Characters for a word: 1 where words are words, 2 where characters stand for them. */
  readonly scale: number;
  /** The body is too short to be read by itself: headline and summary are read with it. */
  readonly brief: boolean;
  /** Milliseconds, or null for an undated article. */
  readonly publishedAt: number | null;
}

export const SHINGLE_WORDS = 3;
const NUMBERED_WORDS = 4;
const BODY_MIN_WORDS = 40;
/** Two texts shorter than this look alike by chance, and by their form. */
export const TEXT_MIN_WORDS = 20;

const WORD = /\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{N}\p{M}]+/gu;
/** Where this finds nothing, which takes a fraction of the time, there is no character of SPACELESS. */
const PERHAPS_SPACELESS = /[\u0e00-\u0e7f\u2e80-\u9fff\ud840-\ud8ff\uf900-\ufaff]/;
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
/** Full-width digits are plain ones by then; the others are Arabic, Persian and Devanagari. */
const HAS_DIGIT = /[0-9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/;
const ANY_NUMBER = 0x9e3779b1;

/**
 * What two articles are compared by, or null where there are fewer than TEXT_MIN_WORDS words. Headline and summary are
 * left out where there is a body: they are what an editor rewrites first. Members-only bodies are read like others.
 */
export function printArticle(article: Article): TextPrint | null {
  const text = readText(article);
  if (text === null) return null;
  const { words, scale, brief } = text;
  const hashes = Uint32Array.from(words, hashWord);
  const shingles = runs(hashes, SHINGLE_WORDS * scale);
  return {
    shingles,
    shingleSet: new Set(shingles),
    numbered: numberedRuns(words, hashes, NUMBERED_WORDS * scale),
    scale,
    brief,
    publishedAt: article.publishedAt === null ? null : Date.parse(article.publishedAt),
  };
}

/** The shingles of the print alone; none where there is no print. */
export function shinglesOf(article: Article): Uint32Array {
  const text = readText(article);
  return text === null
    ? new Uint32Array(0)
    : runs(Uint32Array.from(text.words, hashWord), SHINGLE_WORDS * text.scale);
}

interface Text {
  readonly words: readonly string[];
  readonly scale: number;
  readonly brief: boolean;
}

function readText({ title, summary, body }: Article): Text | null {
  const own = wordsOf(body);
  if (own.words.length >= BODY_MIN_WORDS * own.scale) return { ...own, brief: false };
  const all = wordsOf(`${title}\n${summary ?? ""}\n${body}`);
  return all.words.length < TEXT_MIN_WORDS * all.scale ? null : { ...all, brief: true };
}

/** Lower-case words and numbers; a character at a time where a script puts no spaces between words. */
function wordsOf(text: string): { words: readonly string[]; scale: number } {
  const found: readonly string[] = text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
  if (!PERHAPS_SPACELESS.test(text)) return { words: found, scale: 1 };
  let characters = 0;
  const words = found.flatMap((word) => {
    if (!SPACELESS.test(word)) return [word];
    const own = [...word];
    characters += own.length;
    return own;
  });
  // A word of Chinese or Japanese has about two characters.
  return { words, scale: characters > words.length / 2 ? 2 : 1 };
}

function runs(hashes: Uint32Array, length: number): Uint32Array {
  const found = new Uint32Array(Math.max(0, hashes.length - length + 1));
  for (let at = 0; at < found.length; at++) found[at] = hashRun(hashes, at, length);
  return found;
}

function numberedRuns(
  words: readonly string[],
  hashes: Uint32Array,
  length: number,
): { exact: Uint32Array; masked: Uint32Array } {
  const isNumber = words.map((word) => HAS_DIGIT.test(word));
  const alike = hashes.map((hash, index) => (isNumber[index] ? ANY_NUMBER : hash));
  const starts: number[] = [];
  let last = -1;
  for (let end = 0; end < words.length; end++) {
    if (isNumber[end]) last = end;
    const start = end - length + 1;
    if (start >= 0 && last >= start) starts.push(start);
  }
  return {
    exact: Uint32Array.from(starts, (start) => hashRun(hashes, start, length)),
    masked: Uint32Array.from(starts, (start) => hashRun(alike, start, length)),
  };
}

function hashRun(hashes: Uint32Array, start: number, length: number): number {
  let hash = 0;
  for (let at = start; at < start + length; at++) hash = mix(Math.imul(hash, 31) + (hashes[at] ?? 0));
  return hash >>> 0;
}

function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return mix(hash) >>> 0;
}

function mix(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
