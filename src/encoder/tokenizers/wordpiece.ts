// BERT's tokenizer: clean, space out CJK, lower-case, strip accents, split at white space and punctuation, then
// greedy longest-match WordPiece (Schuster and Nakajima 2012; Devlin et al. 2019). The ids are those of
// @xenova/transformers' BertTokenizer, down to its reading of CJK by UTF-16 unit; unlike it, a text that is cut
// keeps its end token, as BERT was trained. It does not join pieces back to text.

import type { Vocabulary } from "../bert/encoder-contents.ts";
import type { TokenizerOptions } from "../bert/encoder-format.ts";
import { VocabularyIndex } from "./vocabulary-index.ts";

/** The start and the end token that `encode` puts around the pieces. */
export const SPECIAL_TOKENS = 2;

export interface WordPieceOptions {
  /** `buildSlots` of the same vocabulary, where they are at hand; otherwise they are built (5 to 10 ms when cold). */
  readonly slots?: Uint32Array;
}

export interface TokenIds {
  /** Start token, pieces, end token. */
  readonly ids: Int32Array;
  readonly truncated: boolean;
}

/** Words separated by white space that have at least one piece, in text order; three arrays of equal length. */
export interface WordMeasures {
  /** UTF-16 offsets into the text, end exclusive. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly pieces: Uint32Array;
}

const CLASS = { irregular: 0, word: 1, punctuation: 2, separator: 3 } as const;

const REMOVED = /(?![\t\n\r])[\uFFFD\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
const WHITE_SPACE = /\s/g;
/** By UTF-16 unit and so without the ideographs beyond the basic plane, as @xenova/transformers does. */
const CJK = /[\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]/g;
const COMBINING_MARKS = /[\u0300-\u036f]/g;
const PUNCTUATION = "\\p{P}\\u0021-\\u002F\\u003A-\\u0040\\u005B-\\u0060\\u007B-\\u007E";
const WORD_OR_PUNCTUATION = new RegExp(`[^\\s${PUNCTUATION}]+|[${PUNCTUATION}]`, "gu");

/** Called with the pieces of a word or a part of it and the bounds of the word; false stops the scan. */
type Visitor = (ids: readonly number[], start: number, end: number) => boolean;

export class WordPiece {
  readonly #options: TokenizerOptions;
  readonly #vocabulary: VocabularyIndex;
  readonly #addedTokens: RegExp | null;
  readonly #addedIds: ReadonlyMap<string, number>;
  /** CLASS of each ASCII character; one with which an added token begins is irregular. */
  readonly #classes: Uint8Array;

  /** An added token with white space in it is a RangeError: words are looked at one by one. */
  constructor(vocabulary: Vocabulary, options: TokenizerOptions, { slots }: WordPieceOptions = {}) {
    this.#options = options;
    this.#vocabulary = new VocabularyIndex(vocabulary, options.continuingPrefix, slots);
    const contents = options.addedTokens.map((token) => token.content);
    for (const content of contents) {
      if (/\s/.test(content))
        throw new RangeError(`WordPiece: the added token ${JSON.stringify(content)} has a space`);
    }
    this.#addedIds = new Map(options.addedTokens.map((token) => [token.content, token.id]));
    const alternatives = contents.map((content) => content.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    this.#addedTokens = contents.length > 0 ? new RegExp(`(${alternatives.join("|")})`) : null;
    this.#classes = asciiClasses(contents);
  }

  /**
   * Ids with the start and the end token, at most `maxTokens` (an integer ≥ 3; default: no limit) of them.
   * Of a longer text the first pieces are kept.
   */
  encode(text: string, maxTokens = Number.POSITIVE_INFINITY): TokenIds {
    if (
      !(maxTokens > SPECIAL_TOKENS) ||
      (maxTokens !== Number.POSITIVE_INFINITY && !Number.isInteger(maxTokens))
    ) {
      throw new RangeError(
        `encode: maxTokens is ${maxTokens}; an integer above ${SPECIAL_TOKENS} is expected`,
      );
    }
    const { startId, endId } = this.#options;
    const ids = [startId];
    let truncated = false;
    this.#scan(text, (pieces) => {
      for (const id of pieces) {
        if (ids.length === maxTokens - 1) {
          truncated = true;
          return false;
        }
        ids.push(id);
      }
      return true;
    });
    ids.push(endId);
    return { ids: Int32Array.from(ids), truncated };
  }

  /** Number of word pieces, without the special tokens. It is additive over parts separated by white space. */
  count(text: string): number {
    let count = 0;
    this.#scan(text, (pieces) => {
      count += pieces.length;
      return true;
    });
    return count;
  }

  /** The number of pieces of every word, for those who look for a place to cut. */
  measure(text: string): WordMeasures {
    const starts: number[] = [];
    const ends: number[] = [];
    const pieces: number[] = [];
    this.#scan(text, (ids, start, end) => {
      const last = pieces.length - 1;
      if (starts[last] === start) {
        pieces[last] = (pieces[last] ?? 0) + ids.length;
      } else {
        starts.push(start);
        ends.push(end);
        pieces.push(ids.length);
      }
      return true;
    });
    return {
      starts: Uint32Array.from(starts),
      ends: Uint32Array.from(ends),
      pieces: Uint32Array.from(pieces),
    };
  }

  /**
   * Goes through the words between white space. No step of the normaliser looks across white space, so words are
   * independent; and a word of printable ASCII may be split at punctuation before it is normalised.
   */
  #scan(text: string, visit: Visitor): void {
    const classes = this.#classes;
    let at = 0;
    while (at < text.length) {
      const start = at;
      let regular = true;
      for (; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        const kind =
          unit < 128 ? (classes[unit] as number) : isSeparator(unit) ? CLASS.separator : CLASS.irregular;
        if (kind === CLASS.separator) break;
        if (kind === CLASS.irregular) regular = false;
      }
      if (at > start && !this.#visitWord(text, start, at, regular, visit)) return;
      at++;
    }
  }

  #visitWord(text: string, start: number, end: number, regular: boolean, visit: Visitor): boolean {
    if (!regular) {
      const ids = this.#pieces(text.slice(start, end));
      return ids.length === 0 || visit(ids, start, end);
    }
    let from = start;
    for (let at = start; at < end; at++) {
      if (this.#classes[text.charCodeAt(at)] !== CLASS.punctuation) continue;
      if (at > from && !visit(this.#asciiPieces(text.slice(from, at)), start, end)) return false;
      if (!visit(this.#asciiPieces(text.charAt(at)), start, end)) return false;
      from = at + 1;
    }
    return from === end || visit(this.#asciiPieces(text.slice(from, end)), start, end);
  }

  /**
   * Of ASCII letters and digits, or of one ASCII punctuation mark: only the case can change. That is cheaper than a
   * cache of words, and without it the first query in an isolate would wait for Unicode's regular expressions.
   */
  #asciiPieces(word: string): readonly number[] {
    const ids: number[] = [];
    this.#splitWord(this.#options.lowercase ? word.toLowerCase() : word, ids);
    return ids;
  }

  #pieces(raw: string): readonly number[] {
    const ids: number[] = [];
    // The capturing group keeps the added tokens themselves among the parts.
    const parts = this.#addedTokens === null ? [raw] : raw.split(this.#addedTokens);
    for (const part of parts) {
      if (part === "") continue;
      const added = this.#addedIds.get(part);
      if (added !== undefined) {
        ids.push(added);
        continue;
      }
      for (const word of this.#normalise(part).match(WORD_OR_PUNCTUATION) ?? []) this.#splitWord(word, ids);
    }
    return ids;
  }

  #normalise(part: string): string {
    const { cleanText, handleChineseChars, lowercase, stripAccents } = this.#options;
    let text = part;
    if (cleanText) text = text.replace(REMOVED, "").replace(WHITE_SPACE, " ");
    if (handleChineseChars) text = text.replace(CJK, " $& ");
    if (lowercase) text = text.toLowerCase();
    if (stripAccents) text = text.normalize("NFD").replace(COMBINING_MARKS, "");
    return text;
  }

  /** A word that is too long, or some part of which is no piece, is unknown as a whole. */
  #splitWord(word: string, ids: number[]): void {
    const { unknownId, maxCharsPerWord } = this.#options;
    if (
      word.length > maxCharsPerWord &&
      (word.length > 2 * maxCharsPerWord || [...word].length > maxCharsPerWord)
    ) {
      ids.push(unknownId);
      return;
    }
    const before = ids.length;
    for (let start = 0; start < word.length; start = this.#vocabulary.matchEnd) {
      const id = this.#vocabulary.longestMatch(word, start, word.length);
      if (id < 0) {
        ids.length = before;
        ids.push(unknownId);
        return;
      }
      ids.push(id);
    }
  }
}

/** White space that the normaliser turns into a space; other control characters vanish and join their neighbours. */
function isSeparator(unit: number): boolean {
  if (unit < 0x1680) return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09 || unit === 0xa0;
  if (unit < 0x2000) return unit === 0x1680;
  if (unit <= 0x200a) return true;
  return unit === 0x2028 || unit === 0x2029 || unit === 0x202f || unit === 0x205f || unit === 0x3000;
}

function asciiClasses(addedTokens: readonly string[]): Uint8Array {
  const classes = new Uint8Array(128);
  for (let unit = 0x21; unit < 0x7f; unit++) {
    classes[unit] = /[A-Za-z0-9]/.test(String.fromCharCode(unit)) ? CLASS.word : CLASS.punctuation;
  }
  for (let unit = 0; unit < 128; unit++) if (isSeparator(unit)) classes[unit] = CLASS.separator;
  for (const token of addedTokens) {
    const first = token.charCodeAt(0);
    if (first < 128) classes[first] = CLASS.irregular;
  }
  return classes;
}
