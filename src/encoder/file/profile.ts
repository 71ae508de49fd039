// A model's profile: what its weights and tokenizer don't say about it, such as how word vectors become one vector,
// which prefixes queries and passages get, how long a text may be, and which languages the model reads. It is part of
// encoder.bin; the profiles of well-known models are in scripts/model/known-models.ts.

import { z } from "zod";

export const profileSchema = z.strictObject({
  /** Hub name without its organisation, or the base name of the folder. */
  name: z.string().min(1).max(200),
  /** `mean`: average over all tokens, special tokens included; `cls`: the first token. */
  pooling: z.enum(["mean", "cls"]),
  /** Put in front of a query as it is, so a separating space belongs to it. */
  queryPrefix: z.string().max(500),
  passagePrefix: z.string().max(500),
  /** Longest input in tokens, special tokens included. */
  maxTokens: z.int().min(8).max(8192),
  /** Length of a vector. */
  dims: z.int().min(1).max(4096),
  /** Every vector is scaled to unit length, as the `Encoder` interface promises. */
  normalize: z.literal(true),
  /** Primary language tags that the model reads; `["*"]` if any language, or unknown. */
  languages: z.array(z.string().min(1)).min(1),
});

/** See the comment at the top of the file. */
export type ModelProfile = z.output<typeof profileSchema>;
