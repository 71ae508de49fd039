// What a model's files do not say about it: how its word vectors become one vector, which prefix a query and a
// passage get, how long a text may be, which languages it reads. A profile is looked up, never guessed.
// Values follow the model cards on the Hub. Models that are not WordPiece (the multilingual ones) are absent.

import { z } from "zod";

export const profileSchema = z.strictObject({
  /** Hub name without its organisation, or the base name of the folder. */
  name: z.string().min(1).max(200),
  /** `mean`: average over all word pieces, special tokens included; `cls`: the first one. */
  pooling: z.enum(["mean", "cls"]),
  /** Put in front of a query, with the space that separates them. */
  queryPrefix: z.string().max(500),
  passagePrefix: z.string().max(500),
  /** Longest input in word pieces, special tokens included. */
  maxTokens: z.int().min(8).max(8192),
  /** Length of a vector. */
  dims: z.int().min(1).max(4096),
  /** Every vector is scaled to unit length; the `Encoder` interface promises it. */
  normalize: z.literal(true),
  /** Primary language tags it reads; `["*"]` where any language, or unknown. */
  languages: z.array(z.string().min(1)).min(1),
});

/** See the comment at the top of the file. */
export type ModelProfile = z.output<typeof profileSchema>;

const BGE_QUERY_PREFIX = "Represent this sentence for searching relevant passages: ";

const small = { dims: 384, normalize: true, languages: ["en"], queryPrefix: "", passagePrefix: "" } as const;

/** Models whose profile is known, by the names under which the Hub has them. */
const KNOWN: readonly ModelProfile[] = [
  { ...small, name: "backstory-encoder-v0", pooling: "mean", maxTokens: 256 },
  { ...small, name: "all-MiniLM-L6-v2", pooling: "mean", maxTokens: 256 },
  { ...small, name: "all-MiniLM-L12-v2", pooling: "mean", maxTokens: 128 },
  { ...small, name: "bge-small-en-v1.5", pooling: "cls", maxTokens: 512, queryPrefix: BGE_QUERY_PREFIX },
  {
    ...small,
    name: "e5-small-v2",
    pooling: "mean",
    maxTokens: 512,
    queryPrefix: "query: ",
    passagePrefix: "passage: ",
  },
  {
    ...small,
    name: "snowflake-arctic-embed-xs",
    pooling: "cls",
    maxTokens: 512,
    queryPrefix: BGE_QUERY_PREFIX,
  },
].map((profile) => profileSchema.parse(profile));

export const KNOWN_MODELS: readonly string[] = KNOWN.map((profile) => profile.name);

/** Last part of a Hub name (`Xenova/all-MiniLM-L6-v2`) or of a folder's path. */
export function modelBaseName(nameOrFolder: string): string {
  return nameOrFolder.replace(/[\\/]+$/, "").replace(/^.*[\\/]/, "");
}

/** The profile of a Hub name, with or without its organisation, or of a folder of that name; null if unknown. */
export function findProfile(nameOrFolder: string): ModelProfile | null {
  const name = modelBaseName(nameOrFolder).toLowerCase();
  return KNOWN.find((profile) => profile.name.toLowerCase() === name) ?? null;
}
