// BERT's tokenizer: clean, space out CJK, lower-case, strip accents, split at white space and punctuation, then
// greedy longest-match WordPiece (Schuster and Nakajima 2012; Devlin et al. 2019). The ids are those of
// @xenova/transformers' BertTokenizer, which reads CJK by UTF-16 unit; unlike it, a text that is cut keeps its end
// token, as in BERT's training. It does not turn ids back into text.

import { requireTokenLimit, type TokenIds, type Tokenizer } from "./tokenizer.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { VocabularyIndex } from "./vocabulary-index.ts";
import type { WordPieceOptions } from "./wordpiece-options.ts";

/** One start token and one end token. */
const SPECIAL_TOKENS = 2;

const CLASS = { irregular: 0, word: 1, punctuation: 2, separator: 3 } as const;

const REMOVED = /(?![\t\n\r])[\uFFFD\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
const WHITE_SPACE = /\s/g;
/** By UTF-16 unit, so without the ideographs beyond the basic plane, as @xenova/transformers does. */
const CJK = /[\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]/g;
const COMBINING_MARKS = /[\u0300-\u036f]/g;
const PUNCTUATION = "\\p{P}\\u0021-\\u002F\\u003A-\\u0040\\u005B-\\u0060\\u007B-\\u007E";
const WORD_OR_PUNCTUATION = new RegExp(`[^\\s${PUNCTUATION}]+|[${PUNCTUATION}]`, "gu");

/** Receives the pieces of a word or of a part of it; returns false to stop the scan. */
type Visitor = (ids: readonly number[]) => boolean;

export class WordPiece implements Tokenizer {
  readonly specialTokens = SPECIAL_TOKENS;
  readonly #options: WordPieceOptions;
  readonly #vocabulary: VocabularyIndex;
  readonly #addedTokens: RegExp | null;
  readonly #addedIds: ReadonlyMap<string, number>;
  /** CLASS of each ASCII character; the first character of an added token is irregular. */
  readonly #classes: Uint8Array;

  /**
   * `slots` are `buildSlots(vocabulary)`; without them they are built here, which takes 5 to 10 ms in a cold isolate.
   * Throws a RangeError if an added token contains white space, since words are looked at one by one.
   */
  constructor(vocabulary: Vocabulary, options: WordPieceOptions, slots?: Uint32Array) {
    this.#options = options;
    this.#vocabulary = new VocabularyIndex(vocabulary, options.continuingPrefix, slots);
    const contents = options.addedTokens.map((token) => token.content);
    for (const content of contents) {
      if (/\s/.test(content))
        throw new RangeError(`WordPiece: the added token ${JSON.stringify(content)} contains white space`);
    }
    this.#addedIds = new Map(options.addedTokens.map((token) => [token.content, token.id]));
    const alternatives = contents.map((content) => content.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    this.#addedTokens = contents.length > 0 ? new RegExp(`(${alternatives.join("|")})`) : null;
    this.#classes = asciiClasses(contents);
  }

  /** Start token, pieces, end token. */
  encode(text: string, maxTokens = Number.POSITIVE_INFINITY): TokenIds {
    requireTokenLimit(maxTokens, SPECIAL_TOKENS);
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

  count(text: string): number {
    let count = 0;
    this.#scan(text, (pieces) => {
      count += pieces.length;
      return true;
    });
    return count;
  }

  /**
   * Visits the words between white space. No step of the normaliser looks across white space, so words are independent;
   * and a word of printable ASCII can be split at punctuation before it is normalised.
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
      return ids.length === 0 || visit(ids);
    }
    let from = start;
    for (let at = start; at < end; at++) {
      if (this.#classes[text.charCodeAt(at)] !== CLASS.punctuation) continue;
      if (at > from && !visit(this.#asciiPieces(text.slice(from, at)))) return false;
      if (!visit(this.#asciiPieces(text.charAt(at)))) return false;
      from = at + 1;
    }
    return from === end || visit(this.#asciiPieces(text.slice(from, end)));
  }

  /**
   * Pieces of ASCII letters and digits, or of one ASCII punctuation mark: only the case can change. This is cheaper
   * than a cache of words, and it saves the first query in an isolate from compiling Unicode regular expressions.
   */
  #asciiPieces(word: string): readonly number[] {
    const ids: number[] = [];
    this.#splitWord(this.#options.lowercase ? word.toLowerCase() : word, ids);
    return ids;
  }

  #pieces(raw: string): readonly number[] {
    const ids: number[] = [];
    // With the capturing group, `split` returns the added tokens among the parts.
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

  /** A word that is too long or has a part without a matching piece becomes a single unknown token. */
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

/**
 * White space that the normaliser turns into a space. It deletes other control characters, which joins their
 * neighbours.
 */
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
