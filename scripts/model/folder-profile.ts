// Reads the profile of a model folder: by its name from the table of known models, else from the files that
// sentence-transformers writes. Pooling is never guessed: a folder without either is refused.

import { basename } from "node:path";
import { z } from "zod";
import { type ModelProfile, profileSchema } from "../../src/encoder/file/profile.ts";
import { readJson } from "./folder-json.ts";
import { findProfile, KNOWN_MODELS, modelBaseName } from "./known-models.ts";
import { ModelFolderError } from "./model-error.ts";

const POOLING_FILE = "1_Pooling/config.json";
/** Other modes that `1_Pooling/config.json` may switch on. */
const UNSUPPORTED_POOLING = [
  "pooling_mode_max_tokens",
  "pooling_mode_mean_sqrt_len_tokens",
  "pooling_mode_weightedmean_tokens",
  "pooling_mode_lasttoken",
] as const;

const poolingSchema = z
  .object({
    word_embedding_dimension: z.int().min(1),
    pooling_mode_cls_token: z.boolean().default(false),
    pooling_mode_mean_tokens: z.boolean().default(false),
    include_prompt: z.boolean().default(true),
  })
  .catchall(z.unknown());
const lengthSchema = z.object({ max_seq_length: z.int().min(8).nullish() });
const tokenizerSchema = z.object({ model_max_length: z.number().nullish() });
const configSchema = z.object({ max_position_embeddings: z.int().min(8) });
const modulesSchema = z.array(z.object({ type: z.string() }));
const promptsSchema = z.object({ prompts: z.record(z.string(), z.string()).nullish() });

/** Throws a ModelFolderError for an unknown model without a pooling file, and for unsupported pooling. */
export async function readProfile(folder: string): Promise<ModelProfile> {
  const name = modelBaseName(basename(folder));
  const knownProfile = findProfile(name);
  if (knownProfile !== null) return knownProfile;

  const pooling = await readJson(folder, POOLING_FILE, poolingSchema.nullable(), null);
  if (pooling === null) {
    throw new ModelFolderError(
      `The model "${name}" is unknown, and ${folder} has no ${POOLING_FILE} that says how it pools. ` +
        `Known models: ${KNOWN_MODELS.join(", ")}. For another model, add the pooling file that sentence-transformers writes.`,
    );
  }
  const unsupported = UNSUPPORTED_POOLING.filter((mode) => pooling[mode] === true);
  const { pooling_mode_cls_token: cls, pooling_mode_mean_tokens: mean } = pooling;
  if (unsupported.length > 0 || cls === mean) {
    const modes =
      [...(cls ? ["cls"] : []), ...(mean ? ["mean"] : []), ...unsupported].join(" and ") || "no mode";
    throw new ModelFolderError(`The model "${name}" pools by ${modes}; supported is either mean or cls.`);
  }
  await refuseOtherModules(folder, name);
  const { prompts } = await readJson(folder, "config_sentence_transformers.json", promptsSchema, {});
  const queryPrefix = prompts?.query ?? "";
  const passagePrefix = prompts?.passage ?? prompts?.document ?? "";
  if (!pooling.include_prompt && (queryPrefix !== "" || passagePrefix !== "")) {
    throw new ModelFolderError(
      `The model "${name}" excludes its prompt from the pooling, which isn't supported.`,
    );
  }
  return profileSchema.parse({
    name,
    pooling: cls ? "cls" : "mean",
    queryPrefix,
    passagePrefix,
    maxTokens: await readMaxTokens(folder),
    dims: pooling.word_embedding_dimension,
    normalize: true,
    languages: ["*"],
  });
}

/** The smallest of the limits in the folder's files. */
async function readMaxTokens(folder: string): Promise<number> {
  const { max_position_embeddings } = await readJson(folder, "config.json", configSchema);
  const { max_seq_length } = await readJson(folder, "sentence_bert_config.json", lengthSchema, {});
  const { model_max_length } = await readJson(folder, "tokenizer_config.json", tokenizerSchema, {});
  return Math.floor(
    Math.min(max_position_embeddings, max_seq_length ?? Infinity, model_max_length ?? Infinity),
  );
}

async function refuseOtherModules(folder: string, name: string): Promise<void> {
  for (const { type } of await readJson(folder, "modules.json", modulesSchema, [])) {
    const module = type.replace(/^.*\./, "");
    if (!["Transformer", "Pooling", "Normalize"].includes(module)) {
      throw new ModelFolderError(
        `The model "${name}" has a ${module} module after its transformer, which isn't supported.`,
      );
    }
  }
}
