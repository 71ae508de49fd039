// The tokenizers that an `encoder.bin` can hold, one entry for each kind: its options in the header, its sections, and
// how to make it. To add a kind, write its Tokenizer in ../tokenizers and add it here; nothing else names one.

import type { z } from "zod";
import type { Tokenizer } from "../tokenizers/tokenizer.ts";
import type { Vocabulary } from "../tokenizers/vocabulary.ts";
import { buildSlots, slotCount } from "../tokenizers/vocabulary-index.ts";
import { WordPiece } from "../tokenizers/wordpiece.ts";
import { type WordPieceOptions, wordPieceOptionsSchema } from "../tokenizers/wordpiece-options.ts";
import type { SectionSpec } from "./sections.ts";

/** Options of any supported kind. */
export type TokenizerOptions = WordPieceOptions;

/** The part of a model that its tokenizer consists of. */
export interface TokenizerParts {
  readonly tokenizer: TokenizerOptions;
  readonly vocabulary: Vocabulary;
  /** `buildSlots` of this kind for the vocabulary; made when it is missing. */
  readonly vocabularySlots?: Uint32Array;
}

interface TokenizerKind {
  readonly optionsSchema: z.ZodType<TokenizerOptions>;
  /** Sections of the vocabulary, `units` UTF-16 units long. They come first in a file and count in its fingerprint. */
  vocabularySections(pieces: number, units: number): SectionSpec[];
  /** Length of the lookup table `vocabulary.slots`, the last section; it follows from the vocabulary. */
  slotsLength(pieces: number): number;
  buildSlots(vocabulary: Vocabulary): Uint32Array<ArrayBuffer>;
  /** Ids that the options name; each must be a row of the word table. */
  namedIds(options: TokenizerOptions): number[];
  create(parts: TokenizerParts): Tokenizer;
}

/** The kind of a header whose tokenizer names none: all files of format 1 before there was a second kind. */
const DEFAULT_KIND = "wordpiece";

const KINDS: Readonly<Record<string, TokenizerKind>> = {
  wordpiece: {
    optionsSchema: wordPieceOptionsSchema,
    vocabularySections: (pieces, units) => [
      { name: "vocabulary.units", type: "uint16", shape: [units] },
      { name: "vocabulary.offsets", type: "uint32", shape: [pieces + 1] },
    ],
    slotsLength: (pieces) => slotCount(pieces) + 1,
    buildSlots,
    namedIds: ({ unknownId, startId, endId, addedTokens }) => [
      unknownId,
      startId,
      endId,
      ...addedTokens.map((token) => token.id),
    ],
    create: ({ vocabulary, tokenizer, vocabularySlots }) =>
      new WordPiece(vocabulary, tokenizer, vocabularySlots),
  },
};

export const SUPPORTED_TOKENIZERS: readonly string[] = Object.keys(KINDS);

/** The kind that tokenizer options of a header name, or the reason why it can't be used, as half a sentence. */
export function findTokenizerKind(options: unknown): TokenizerKind | string {
  const isObject = typeof options === "object" && options !== null;
  const name = isObject && "kind" in options ? String(options.kind) : DEFAULT_KIND;
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  return kind ?? `the tokenizer is of the kind "${name}"; supported: ${SUPPORTED_TOKENIZERS.join(", ")}`;
}

/** The same for options that have been checked before; throws a RangeError if they haven't. */
export function tokenizerKind(options: TokenizerOptions): TokenizerKind {
  const kind = findTokenizerKind(options);
  if (typeof kind === "string") throw new RangeError(kind);
  return kind;
}

/** The tokenizer of a model, such as an `EncoderFile`. */
export function createTokenizer(parts: TokenizerParts): Tokenizer {
  return tokenizerKind(parts.tokenizer).create(parts);
}
