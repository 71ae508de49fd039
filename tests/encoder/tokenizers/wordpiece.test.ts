// WordPiece: what every tokenizer must do, and the ids of @xenova/transformers on real and on generated text.

import { beforeAll, describe, expect, it } from "vitest";
import type { EncoderFile } from "../../../src/encoder/file/encoder-file.ts";
import { createTokenizer } from "../../../src/encoder/file/tokenizer-kinds.ts";
import { buildSlots, VocabularyIndex } from "../../../src/encoder/tokenizers/vocabulary-index.ts";
import { WordPiece } from "../../../src/encoder/tokenizers/wordpiece.ts";
import { readArticleTexts } from "../../support/article-texts.ts";
import { BUNDLED_MODEL, openTokenizer, readBundledModel } from "../../support/bundled-encoder.ts";
import { seededRandom } from "../../support/random.ts";
import { describeTokenizer } from "./tokenizer-suite.ts";

const SEED = 20_190_425;
const GENERATED_TEXTS = 4_000;
/** A run of one alphabet this long passes the limit of characters in a word, in code points and in units. */
const RUN_MAX_LENGTH = 220;
const RUN_SHARE = 0.02;
const PRIVATE_USE_STEP = 97;

/** What generated texts are put together from; a range gives one of its code points. */
const ALPHABETS: readonly (readonly string[] | readonly [number, number])[] = [
  [0x61, 0x7a],
  [0x61, 0x7a],
  [0x41, 0x5a],
  [0x20, 0x7e],
  [0x00, 0x9f],
  [0xa0, 0x24f],
  [0x300, 0x36f],
  [0x370, 0x5ff],
  [0x600, 0x6ff],
  [0x900, 0x97f],
  [0xe00, 0xe7f],
  [0x1ab0, 0x1aff],
  [0x1e00, 0x1fff],
  [0x2000, 0x206f],
  [0x20a0, 0x2bff],
  [0x2f00, 0x30ff],
  [0x3400, 0x9fff],
  [0x1c80, 0x1cbf],
  [0xac00, 0xd7a3],
  [0x1100, 0x11ff],
  [0xab70, 0xabbf],
  [0xd800, 0xdbff],
  [0xdc00, 0xdfff],
  [0xe000, 0xf8ff],
  [0xf900, 0xfeff],
  [0xff00, 0xffff],
  [0x1_0000, 0x1_ffff],
  [0x1_d400, 0x1_d7ff],
  [0x1_f000, 0x1_faff],
  [0x2_0000, 0x2_fa1f],
  [0x3_0000, 0x3_23af],
  [0xe_0000, 0xe_01ef],
  [0x10_0000, 0x10_ffff],
  [" ", " ", " ", "\t", "\n", "\r\n", "\r"],
  // Everything that is white space to someone: to BERT, to JavaScript, to Unicode, or to the eye.
  [
    ..." \v\f\x1c\x1d\x1e\x1f\u0085\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a",
  ],
  [..."\u2028\u2029\u202f\u205f\u2060\u2800\u3000\u3164\ufeff\u200b\u200c\u200d\u200e\u00ad"],
  [
    "running",
    "Vladivostok",
    "unbelievably",
    "café",
    "naïve",
    "Straße",
    "ΟΔΥΣΣΕΥΣ",
    "ΑΣ.Α",
    "İstanbul",
    "ﬁnance",
  ],
  // Letters whose lower case is longer, depends on their neighbours, or is another letter's.
  [
    ..."İIıi\u0307ßẞΣσςΆΑ'’.\u00ad\u0301ŉǰΐﬃﬀﬆﬗ\u212a\u212bǅǲꭰᲐ",
    "ΣΑΣ",
    "ΑΣ\u0301",
    "I\u0307stanbul",
    "STRAẞE",
  ],
  // Marks that canonical order sorts and characters that decompose into several.
  [..."\u0323\u0307\u0327\u031b\u0345\u093c\u0591\u05b0\u064b\u0e38ệǖṩक़שּׁ각"],
  [
    "שָׁלוֹם",
    "مرحبا",
    "हिन्दी",
    "สวัสดี",
    "Việt",
    "ＦＵＬＬ",
    "ｆｕｌｌ１２",
    "ﾊﾝｶｸ",
    "①Ⅷ",
    "x²",
    "㎏",
    "豈",
    "你好",
  ],
  ["[SEP]", "[CLS]", "[MASK]", "[UNK]", "[PAD]", "[sep]", "[unused1]", "##ing", "#", "\ufffd", "\0"],
  ["👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇬🇧", "1️⃣", "e\u0301", "日本語", "한국어", "ที่นี่", "𝒜𝓁𝓅𝒽𝒶", "𠮷野家"],
];

function pickFrom(random: () => number, alphabet: (typeof ALPHABETS)[number]): string {
  const [first, last] = alphabet;
  return typeof first === "number" && typeof last === "number"
    ? String.fromCodePoint(first + Math.floor(random() * (last - first + 1)))
    : String(alphabet[Math.floor(random() * alphabet.length)]);
}

function generate(random: () => number): string {
  let text = "";
  for (let picks = Math.floor(random() * 40); picks >= 0; picks--) {
    const alphabet = ALPHABETS[Math.floor(random() * ALPHABETS.length)] ?? [" "];
    let length = random() < RUN_SHARE ? Math.floor(random() * RUN_MAX_LENGTH) : 1;
    for (; length > 0; length--) text += pickFrom(random, alphabet);
  }
  return text;
}

/** Every code point that Unicode has assigned, surrogates included, and a sample of the private ones. */
function assignedCharacters(): string[] {
  const assigned = /[\p{Assigned}\p{Cs}]/u;
  const privateUse = /\p{Co}/u;
  const characters: string[] = [];
  for (let code = 0; code <= 0x10_ffff; code++) {
    const character = String.fromCodePoint(code);
    if (!assigned.test(character)) continue;
    if (!privateUse.test(character) || code % PRIVATE_USE_STEP === 0) characters.push(character);
  }
  return characters;
}

describeTokenizer("WordPiece", async () => createTokenizer(await readBundledModel()));

describe("WordPiece", () => {
  let model: EncoderFile;
  let wordPiece: WordPiece;
  let expectedIds: (text: string) => number[];
  const ids = (text: string) => Array.from(wordPiece.encode(text).ids);

  beforeAll(async () => {
    model = await readBundledModel();
    wordPiece = new WordPiece(model.vocabulary, model.tokenizer);
    const tokenizer = await openTokenizer(BUNDLED_MODEL);
    expectedIds = (text) => tokenizer.encode(text);
  });

  it("gives the ids of @xenova/transformers for every article of the sample archive", () => {
    const articles = readArticleTexts();
    expect(articles.length).toBeGreaterThan(0);
    for (const { file, source } of articles) expect(ids(source), file).toEqual(expectedIds(source));
  });

  it("gives the ids of @xenova/transformers for generated Unicode", () => {
    console.log(`wordpiece: ${GENERATED_TEXTS} generated texts from seed ${SEED}`);
    const random = seededRandom(SEED);
    for (let round = 0; round < GENERATED_TEXTS; round++) {
      const text = generate(random);
      expect(ids(text), `seed ${SEED}, round ${round}: ${JSON.stringify(text)}`).toEqual(expectedIds(text));
    }
  });

  it("gives the ids of @xenova/transformers for every assigned character in a word and alone", () => {
    const characters = assignedCharacters();
    expect(characters.length).toBeGreaterThan(150_000);
    for (let at = 0; at < characters.length; at += 64) {
      const text = characters
        .slice(at, at + 64)
        .map((character) => `a${character}b ${character}`)
        .join(" ");
      expect(ids(text), `from U+${characters[at]?.codePointAt(0)?.toString(16)} on`).toEqual(
        expectedIds(text),
      );
    }
  });

  it.each([
    ["nothing", ""],
    ["white space only", " \t\n\u3000"],
    ["control characters that join their neighbours", "a\vb a\u0000b a\u200bb a\u0085b a\u00adb"],
    ["lone surrogates", "a\ud800 \udc00b \udc00\ud800 x\ud83d"],
    ["accents, composed and not", "Élodie E\u0301lodie \u0301 ñandú Ång\u0323stro\u0308m"],
    ["emoji sequences", "👩‍👩‍👧‍👦 is a family, 🏳️‍🌈 a flag, 👍🏽ok 🇬🇧🇫🇷"],
    ["ideographs inside a word", "abc日本def 𠮷野家 豈"],
    ["a final sigma before punctuation", "ΟΔΥΣΣΕΥΣ ΑΣ.Α ΑΣ' ΣΑΣ-Σ"],
    ["special tokens in the text", "a[SEP]b [MASK] [sep] [[CLS]] [UNK]."],
    ["a word of 100 characters", "a".repeat(100)],
    ["a word of 101 characters", `x ${"a".repeat(101)} y`],
    ["a word of 100 characters beyond the basic plane", "𝒜".repeat(100)],
    ["a word of 100,000 characters", `${"a".repeat(100_000)} end`],
    ["a word of 100,000 ideographs", `${"山".repeat(100_000)} end`],
    ["a word of 100,000 characters beyond the basic plane", `${"𠮷".repeat(100_000)} end`],
    ["a word of 100,000 lone surrogates", `${"\udc00".repeat(100_000)} end`],
    ["a word of 100,000 accents", `a${"\u0301".repeat(100_000)} end`],
    ["100,000 characters of punctuation", "-a".repeat(50_000)],
  ])("agrees on %s", (_, text) => {
    expect(ids(text)).toEqual(expectedIds(text));
  });

  it("finds every piece of the vocabulary, with stored slots as with slots that it builds itself", () => {
    const { vocabulary } = model;
    const prefix = model.tokenizer.continuingPrefix;
    const stored = new VocabularyIndex(vocabulary, prefix, Uint32Array.from(buildSlots(vocabulary)));
    const built = new VocabularyIndex(vocabulary, prefix);
    for (let id = 0; id + 1 < vocabulary.offsets.length; id++) {
      const piece = String.fromCharCode(
        ...vocabulary.units.subarray(vocabulary.offsets[id], vocabulary.offsets[id + 1]),
      );
      const continues = piece.startsWith(prefix) && piece.length > prefix.length;
      const word = continues ? `x${piece.slice(prefix.length)}` : piece;
      for (const index of [stored, built]) {
        expect(index.longestMatch(word, continues ? 1 : 0, word.length), piece).toBe(id);
        expect(index.matchEnd).toBe(word.length);
      }
    }
  });

  it("refuses slots of another vocabulary's size", () => {
    const slots = buildSlots({ units: Uint16Array.of(97), offsets: Uint32Array.of(0, 1) });
    expect(() => new WordPiece(model.vocabulary, model.tokenizer, slots)).toThrow(
      new RangeError("VocabularyIndex: 3 entries; the table of 30522 pieces has 65537"),
    );
  });

  it("puts one start and one end token around the pieces", () => {
    const { startId, endId } = model.tokenizer;
    expect(wordPiece.specialTokens).toBe(2);
    expect(ids("")).toEqual([startId, endId]);
    expect(Array.from(wordPiece.encode("one two three", 4).ids)).toEqual([
      ...ids("one two").slice(0, 3),
      endId,
    ]);
  });
});
