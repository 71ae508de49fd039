// Reads the tokenizer.json of a model folder with the reader for its kind. To support another kind, write its reader
// and add it to the table; src/encoder/file/tokenizer-kinds.ts has the same kinds for the finished file.

import { join } from "node:path";
import { z } from "zod";
import type { TokenizerOptions } from "../../src/encoder/file/tokenizer-kinds.ts";
import type { Vocabulary } from "../../src/encoder/tokenizers/vocabulary.ts";
import { readJson } from "./folder-json.ts";
import { ModelFolderError } from "./model-error.ts";
import { readWordPiece } from "./wordpiece-file.ts";

const FILE = "tokenizer.json";
/** Early files name no type; they are all WordPiece. */
const kindSchema = z.object({ model: z.object({ type: z.string().default("WordPiece") }) });

export interface TokenizerFile {
  readonly options: TokenizerOptions;
  /** Ids from 0 to `rows` - 1. */
  readonly vocabulary: Vocabulary;
}

/** By `model.type` of tokenizer.json. */
const READERS: Readonly<Record<string, (folder: string, rows: number) => Promise<TokenizerFile>>> = {
  WordPiece: readWordPiece,
};

/**
 * `rows` is the number of rows of the word table; every id must be below it. Throws a ModelFolderError that says what
 * is not supported.
 */
export async function readTokenizer(folder: string, rows: number): Promise<TokenizerFile> {
  const { type } = (await readJson(folder, FILE, kindSchema)).model;
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (reader !== undefined) return reader(folder, rows);
  throw new ModelFolderError(
    `${join(folder, FILE)} has a tokenizer of the kind "${type}"; supported: ${Object.keys(READERS).join(", ")}. ` +
      "Choose a model with one of these.",
  );
}
