// The options of BERT's tokenizer as stored in the header of a model file. Ids are rows of the model's word table; code
// that knows the table's length checks that they are in range.

import { z } from "zod";

const id = z.int().min(0).max(0xffff_fffe);

export const wordPieceOptionsSchema = z.strictObject({
  cleanText: z.boolean(),
  handleChineseChars: z.boolean(),
  lowercase: z.boolean(),
  stripAccents: z.boolean(),
  /** Prefix of a piece that continues a word, such as "##". */
  continuingPrefix: z.string().max(16),
  /** Code points; a longer word becomes the unknown token. */
  maxCharsPerWord: z.int().min(1).max(10_000),
  unknownId: id,
  startId: id,
  endId: id,
  /** Strings that are one token wherever they occur in the raw text, in the order in which they are tried. */
  addedTokens: z.array(z.strictObject({ content: z.string().min(1).max(200), id })).max(10_000),
});
export type WordPieceOptions = z.output<typeof wordPieceOptionsSchema>;
