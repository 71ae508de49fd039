// Reads a model folder's tokenizer.json: the vocabulary in id order and the options of BERT's tokenizer.
// Any other kind of normaliser, pre-tokeniser or model is refused by its name, not approximated.

import { join } from "node:path";
import { z } from "zod";
import type { Vocabulary } from "../../src/encoder/bert/encoder-contents.ts";
import type { TokenizerOptions } from "../../src/encoder/bert/encoder-format.ts";
import { readJson } from "./folder-json.ts";
import { ModelFolderError } from "./model-error.ts";

const FILE = "tokenizer.json";
const id = z.int().min(0);
const typed = z.object({ type: z.string() }).nullable();
const kindsSchema = z.object({
  normalizer: typed,
  pre_tokenizer: typed,
  post_processor: typed,
  model: z.object({ type: z.string().default("WordPiece") }),
});

const partsSchema = z.object({
  added_tokens: z.array(z.object({ id, content: z.string().min(1) })).default([]),
  normalizer: z.object({
    clean_text: z.boolean(),
    handle_chinese_chars: z.boolean(),
    strip_accents: z.boolean().nullable(),
    lowercase: z.boolean(),
  }),
  model: z.object({
    unk_token: z.string(),
    continuing_subword_prefix: z.string().default("##"),
    max_input_chars_per_word: z.int().min(1).default(100),
    vocab: z.record(z.string(), id),
  }),
});

const specialToken = z.object({ SpecialToken: z.object({ id: z.string() }) });
const textSequence = z.object({ Sequence: z.object({ id: z.literal("A") }) });
const postProcessorSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("TemplateProcessing"),
    single: z.tuple([specialToken, textSequence, specialToken]),
  }),
  z.object({
    type: z.literal("BertProcessing"),
    cls: z.tuple([z.string(), z.number()]),
    sep: z.tuple([z.string(), z.number()]),
  }),
]);

const settingsSchema = z.object({
  do_lowercase_and_remove_accent: z.boolean().optional(),
  remove_space: z.boolean().optional(),
});

/** The only kinds that are read, by the part of tokenizer.json they stand in. */
const ACCEPTED = {
  normalizer: ["BertNormalizer"],
  pre_tokenizer: ["BertPreTokenizer"],
  post_processor: ["TemplateProcessing", "BertProcessing"],
  model: ["WordPiece"],
} as const;

export interface TokenizerFile {
  readonly options: TokenizerOptions;
  /** Ids from 0 to `rows` - 1. */
  readonly vocabulary: Vocabulary;
}

/** `rows` is the number of rows of the word table: every id lies below it. Anything unfit is a ModelFolderError. */
export async function readTokenizer(folder: string, rows: number): Promise<TokenizerFile> {
  const kinds = await readJson(folder, FILE, kindsSchema);
  for (const part of ["normalizer", "pre_tokenizer", "post_processor", "model"] as const) {
    const found = kinds[part]?.type ?? "none";
    if (!ACCEPTED[part].some((kind) => kind === found)) {
      throw new ModelFolderError(
        `${join(folder, FILE)} has the ${part} "${found}"; ${ACCEPTED[part].join(" or ")} is read, ` +
          "that is, the tokenizer of BERT. Choose a model of the BERT family.",
      );
    }
  }
  await refuseSettings(folder);
  const { added_tokens, normalizer, model } = await readJson(folder, FILE, partsSchema);
  const { post_processor } = await readJson(folder, FILE, z.object({ post_processor: postProcessorSchema }));

  const ids = new Map(Object.entries(model.vocab));
  for (const token of added_tokens) ids.set(token.content, token.id);
  const idOf = (token: string, role: string): number => {
    const found = ids.get(token);
    if (found !== undefined) return found;
    throw new ModelFolderError(`${join(folder, FILE)} has no id for its ${role} token "${token}".`);
  };
  const [startToken, endToken] =
    post_processor.type === "BertProcessing"
      ? [post_processor.cls[0], post_processor.sep[0]]
      : [post_processor.single[0].SpecialToken.id, post_processor.single[2].SpecialToken.id];
  const { lowercase, strip_accents } = normalizer;
  const options: TokenizerOptions = {
    cleanText: normalizer.clean_text,
    handleChineseChars: normalizer.handle_chinese_chars,
    lowercase,
    // Left open, it follows the lower-casing.
    stripAccents: strip_accents ?? lowercase,
    continuingPrefix: model.continuing_subword_prefix,
    maxCharsPerWord: model.max_input_chars_per_word,
    unknownId: idOf(model.unk_token, "unknown"),
    startId: idOf(startToken, "start"),
    endId: idOf(endToken, "end"),
    addedTokens: added_tokens.map((token) => ({ content: token.content, id: token.id })),
  };
  for (const { content } of options.addedTokens) {
    if (/\s/.test(content)) {
      throw new ModelFolderError(
        `${join(folder, FILE)} adds the token ${JSON.stringify(content)}, which has a space.`,
      );
    }
  }
  return { options, vocabulary: toVocabulary(ids, rows, join(folder, FILE)) };
}

/** Settings of other tokenizers that @xenova/transformers would heed for this one. */
async function refuseSettings(folder: string): Promise<void> {
  const settings = await readJson(folder, "tokenizer_config.json", settingsSchema, {});
  for (const [name, value] of Object.entries(settings)) {
    if (value === true) {
      throw new ModelFolderError(
        `${join(folder, "tokenizer_config.json")} sets "${name}", which BERT does not have.`,
      );
    }
  }
}

function toVocabulary(ids: ReadonlyMap<string, number>, rows: number, file: string): Vocabulary {
  const pieces: string[] = new Array(rows).fill("");
  for (const [piece, row] of ids) {
    if (row >= rows) {
      throw new ModelFolderError(
        `${file} gives "${piece}" the id ${row}; the word table ends at ${rows - 1}.`,
      );
    }
    if (pieces[row] !== "")
      throw new ModelFolderError(`${file} gives "${pieces[row]}" and "${piece}" the id ${row}.`);
    pieces[row] = piece;
  }
  const offsets = new Uint32Array(rows + 1);
  for (const [row, piece] of pieces.entries()) offsets[row + 1] = (offsets[row] ?? 0) + piece.length;
  const units = new Uint16Array(offsets[rows] ?? 0);
  let at = 0;
  for (const piece of pieces) for (let i = 0; i < piece.length; i++) units[at++] = piece.charCodeAt(i);
  return { units, offsets };
}
