// Profiles of well-known models, found by name. Values follow the model cards on the Hub. Only models with a tokenizer
// that we support are listed, so the multilingual ones are missing. A profile is looked up, never guessed.

import { type ModelProfile, profileSchema } from "../../src/encoder/file/profile.ts";

const BGE_QUERY_PREFIX = "Represent this sentence for searching relevant passages: ";

const small = { dims: 384, normalize: true, languages: ["en"], queryPrefix: "", passagePrefix: "" } as const;

/** By the names that models have on the Hub. */
const PROFILES: readonly ModelProfile[] = [
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

export const KNOWN_MODELS: readonly string[] = PROFILES.map((profile) => profile.name);

/** Last part of a Hub name (`Xenova/all-MiniLM-L6-v2`) or of a folder's path. */
export function modelBaseName(nameOrFolder: string): string {
  return nameOrFolder.replace(/[\\/]+$/, "").replace(/^.*[\\/]/, "");
}

/**
 * Profile of a Hub name, with or without its organisation, or of a folder with that name; null if the model is unknown.
 */
export function findProfile(nameOrFolder: string): ModelProfile | null {
  const name = modelBaseName(nameOrFolder).toLowerCase();
  return PROFILES.find((profile) => profile.name.toLowerCase() === name) ?? null;
}
