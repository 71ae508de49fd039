// BERT's tokenizer from a tokenizer.json: the vocabulary in id order and the options of normaliser and WordPiece.
// Another normaliser, pre-tokeniser or post-processor is refused by name rather than approximated.

import { join } from "node:path";
import { z } from "zod";
import type { Vocabulary } from "../../src/encoder/tokenizers/vocabulary.ts";
import type { WordPieceOptions } from "../../src/encoder/tokenizers/wordpiece-options.ts";
import { readJson } from "./folder-json.ts";
import { ModelFolderError } from "./model-error.ts";

const FILE = "tokenizer.json";
const id = z.int().min(0);
const typed = z.object({ type: z.string() }).nullable();
const kindsSchema = z.object({ normalizer: typed, pre_tokenizer: typed, post_processor: typed });

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

const partsSchema = z.object({
  added_tokens: z.array(z.object({ id, content: z.string().min(1) })).default([]),
  normalizer: z.object({
    clean_text: z.boolean(),
    handle_chinese_chars: z.boolean(),
    strip_accents: z.boolean().nullable(),
    lowercase: z.boolean(),
  }),
  post_processor: postProcessorSchema,
  model: z.object({
    unk_token: z.string(),
    continuing_subword_prefix: z.string().default("##"),
    max_input_chars_per_word: z.int().min(1).default(100),
    vocab: z.record(z.string(), id),
  }),
});

const settingsSchema = z.object({
  do_lowercase_and_remove_accent: z.boolean().optional(),
  remove_space: z.boolean().optional(),
});

/** The supported kinds of each part of tokenizer.json. */
const SUPPORTED = {
  normalizer: ["BertNormalizer"],
  pre_tokenizer: ["BertPreTokenizer"],
  post_processor: ["TemplateProcessing", "BertProcessing"],
} as const;

/** See `readTokenizer`. */
export async function readWordPiece(
  folder: string,
  rows: number,
): Promise<{ options: WordPieceOptions; vocabulary: Vocabulary }> {
  const file = join(folder, FILE);
  await refuseOtherParts(folder);
  await refuseSettings(folder);
  const { added_tokens, normalizer, post_processor, model } = await readJson(folder, FILE, partsSchema);

  const ids = new Map(Object.entries(model.vocab));
  for (const token of added_tokens) ids.set(token.content, token.id);
  const idOf = (token: string, role: string): number => {
    const tokenId = ids.get(token);
    if (tokenId !== undefined) return tokenId;
    throw new ModelFolderError(`${file} has no id for its ${role} token "${token}".`);
  };
  const [startToken, endToken] =
    post_processor.type === "BertProcessing"
      ? [post_processor.cls[0], post_processor.sep[0]]
      : [post_processor.single[0].SpecialToken.id, post_processor.single[2].SpecialToken.id];
  const { lowercase, strip_accents } = normalizer;
  const options: WordPieceOptions = {
    cleanText: normalizer.clean_text,
    handleChineseChars: normalizer.handle_chinese_chars,
    lowercase,
    // null means: the same as lower-casing.
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
        `${file} adds the token ${JSON.stringify(content)}; an added token can't contain white space.`,
      );
    }
  }
  return { options, vocabulary: toVocabulary(ids, rows, file) };
}

async function refuseOtherParts(folder: string): Promise<void> {
  const kinds = await readJson(folder, FILE, kindsSchema);
  for (const part of ["normalizer", "pre_tokenizer", "post_processor"] as const) {
    const kind = kinds[part]?.type ?? "none";
    if (SUPPORTED[part].some((supported) => supported === kind)) continue;
    throw new ModelFolderError(
      `${join(folder, FILE)} has the ${part} "${kind}"; a WordPiece tokenizer is only supported with ` +
        `${SUPPORTED[part].join(" or ")}, as in BERT. Choose a model of the BERT family.`,
    );
  }
}

/** Settings of other tokenizers, which @xenova/transformers would apply to this one. */
async function refuseSettings(folder: string): Promise<void> {
  const settings = await readJson(folder, "tokenizer_config.json", settingsSchema, {});
  for (const [name, value] of Object.entries(settings)) {
    if (value === true) {
      throw new ModelFolderError(
        `${join(folder, "tokenizer_config.json")} sets "${name}", which the tokenizer of BERT does not have.`,
      );
    }
  }
}

function toVocabulary(ids: ReadonlyMap<string, number>, rows: number, file: string): Vocabulary {
  const pieces: string[] = new Array(rows).fill("");
  for (const [piece, row] of ids) {
    if (row >= rows) {
      throw new ModelFolderError(
        `${file} gives "${piece}" the id ${row}, but the word table ends at ${rows - 1}.`,
      );
    }
    if (pieces[row] !== "")
      throw new ModelFolderError(`${file} gives both "${pieces[row]}" and "${piece}" the id ${row}.`);
    pieces[row] = piece;
  }
  const offsets = new Uint32Array(rows + 1);
  for (const [row, piece] of pieces.entries()) offsets[row + 1] = (offsets[row] ?? 0) + piece.length;
  const units = new Uint16Array(offsets[rows] ?? 0);
  let at = 0;
  for (const piece of pieces) for (let i = 0; i < piece.length; i++) units[at++] = piece.charCodeAt(i);
  return { units, offsets };
}
