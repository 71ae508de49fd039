// Turns the words of an article into numbers that can be compared with those of another: overlapping runs of words
// (shingles) in the order of the text. Nothing is compared here, and no text is stored. Shingles: Broder, "On the
// resemblance and containment of documents" (1997). Word hash: FNV-1a. Mixing: the last steps of MurmurHash3 (Appleby).

import type { Article } from "../source/article/article.ts";

export interface TextPrint {
  /** Hash of each run of three words, in order: `Uint32Array[words - 2]`. */
  readonly shingles: Uint32Array;
  readonly shingleSet: ReadonlySet<number>;
  /** Runs of four words with a number among them: as they are, and with all numbers equal; in the same order. */
  readonly numbered: { readonly exact: Uint32Array; readonly masked: Uint32Array };
  /** Units per word: 1 if the units are words, 2 if they are characters. */
  readonly scale: number;
  /** The body is too short by itself, so headline and summary are included. */
  readonly brief: boolean;
  /** Milliseconds; null for an undated article. */
  readonly publishedAt: number | null;
}

const SHINGLE_WORDS = 3;
const NUMBERED_WORDS = 4;
const BODY_MIN_WORDS = 40;
/** Texts shorter than this look similar by chance and because of boilerplate. */
const TEXT_MIN_WORDS = 20;

const WORD = /\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{N}\p{M}]+/gu;
/** If this matches nothing, no character is in SPACELESS; it takes a fraction of the time. */
const PERHAPS_SPACELESS = /[\u0e00-\u0e7f\u2e80-\u9fff\ud840-\ud8ff\uf900-\ufaff]/;
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
/** ASCII, Arabic, Persian and Devanagari digits. Normalisation has already replaced full-width ones. */
const HAS_DIGIT = /[0-9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/;
const ANY_NUMBER = 0x9e3779b1;

/**
 * The print by which an article is compared; null for fewer than TEXT_MIN_WORDS words. Headline and summary are left
 * out if there is a body, since editors rewrite them first. Members-only bodies are treated like others.
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

/** Only the shingles of the print; none if there is no print. */
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
  const bodyWords = wordsOf(body);
  if (bodyWords.words.length >= BODY_MIN_WORDS * bodyWords.scale) return { ...bodyWords, brief: false };
  const all = wordsOf(`${title}\n${summary ?? ""}\n${body}`);
  return all.words.length < TEXT_MIN_WORDS * all.scale ? null : { ...all, brief: true };
}

/** Lower-case words and numbers; single characters in a script without spaces between words. */
function wordsOf(text: string): { words: readonly string[]; scale: number } {
  const matches: readonly string[] = text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
  if (!PERHAPS_SPACELESS.test(text)) return { words: matches, scale: 1 };
  let characters = 0;
  const words = matches.flatMap((word) => {
    if (!SPACELESS.test(word)) return [word];
    const units = [...word];
    characters += units.length;
    return units;
  });
  // A word of Chinese or Japanese has about two characters.
  return { words, scale: characters > words.length / 2 ? 2 : 1 };
}

function runs(hashes: Uint32Array, length: number): Uint32Array {
  const runHashes = new Uint32Array(Math.max(0, hashes.length - length + 1));
  for (let at = 0; at < runHashes.length; at++) runHashes[at] = hashRun(hashes, at, length);
  return runHashes;
}

function numberedRuns(
  words: readonly string[],
  hashes: Uint32Array,
  length: number,
): { exact: Uint32Array; masked: Uint32Array } {
  const isNumber = words.map((word) => HAS_DIGIT.test(word));
  const masked = hashes.map((hash, index) => (isNumber[index] ? ANY_NUMBER : hash));
  const starts: number[] = [];
  let last = -1;
  for (let end = 0; end < words.length; end++) {
    if (isNumber[end]) last = end;
    const start = end - length + 1;
    if (start >= 0 && last >= start) starts.push(start);
  }
  return {
    exact: Uint32Array.from(starts, (start) => hashRun(hashes, start, length)),
    masked: Uint32Array.from(starts, (start) => hashRun(masked, start, length)),
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
