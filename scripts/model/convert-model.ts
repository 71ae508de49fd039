// Converts a model folder in the Hub's layout (profile, tokenizer.json, config.json, weights) to `encoder.bin`. It
// downloads and runs nothing. What it can't read it refuses with a ModelFolderError instead of guessing.

import { readEncoderFile } from "../../src/encoder/file/encoder-file.ts";
import { writeEncoderFile } from "../../src/encoder/file/encoder-file-writer.ts";
import type { ModelProfile } from "../../src/encoder/file/profile.ts";
import { type BertParameters, quantiseBert } from "./bert-parameters.ts";
import { readProfile } from "./folder-profile.ts";
import { ModelFolderError } from "./model-error.ts";
import { readTokenizer } from "./tokenizer-file.ts";
import { readWeights } from "./weights-file.ts";

export interface ConvertedModel {
  readonly profile: ModelProfile;
  /** `encoder.bin`; the same folder gives the same bytes. */
  readonly encoderBytes: Uint8Array<ArrayBuffer>;
  readonly fingerprint: string;
  /** As in the folder, not quantised. */
  readonly parameters: BertParameters;
  /** See `ReadWeights`. */
  readonly batchDependent: boolean;
}

/** Throws a ModelFolderError unless the folder is a BERT with a tokenizer and weights that we can read. */
export async function loadModelFolder(folder: string): Promise<ConvertedModel> {
  const profile = await readProfile(folder);
  const { parameters, batchDependent } = await readWeights(folder);
  const { bert } = parameters;
  if (bert.hidden !== profile.dims || bert.maxPositions < profile.maxTokens) {
    throw new ModelFolderError(
      `The profile "${profile.name}" has ${profile.dims} dimensions and ${profile.maxTokens} tokens, but the model ` +
        `in ${folder} has ${bert.hidden} and ${bert.maxPositions}. Rename the folder if it contains another model.`,
    );
  }
  const { options, vocabulary } = await readTokenizer(folder, bert.vocabSize);
  const encoderBytes = await writeEncoderFile({
    profile,
    tokenizer: options,
    vocabulary,
    ...quantiseBert(parameters),
  });
  // Read it as the function will, so that the build never writes a file that can't be read.
  const { fingerprint } = await readEncoderFile(encoderBytes.buffer);
  return { profile, encoderBytes, fingerprint, parameters, batchDependent };
}
