// A model folder in the Hub's layout to `encoder.bin`: profile, tokenizer.json, config.json and the weights.
// It downloads nothing and runs nothing; what it can't read it refuses (ModelFolderError) rather than guess.

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
  /** As the folder has them, before they were quantised. */
  readonly parameters: BertParameters;
  /** See `ReadWeights`. */
  readonly batchDependent: boolean;
}

/** Throws a ModelFolderError where the folder is no WordPiece BERT with weights that we read. */
export async function loadModelFolder(folder: string): Promise<ConvertedModel> {
  const profile = await readProfile(folder);
  const { parameters, batchDependent } = await readWeights(folder);
  const { bert } = parameters;
  if (bert.hidden !== profile.dims || bert.maxPositions < profile.maxTokens) {
    throw new ModelFolderError(
      `The profile "${profile.name}" has ${profile.dims} dimensions and ${profile.maxTokens} tokens, the model in ` +
        `${folder} has ${bert.hidden} and ${bert.maxPositions}. Rename the folder if it holds another model.`,
    );
  }
  const { options, vocabulary } = await readTokenizer(folder, bert.vocabSize);
  const encoderBytes = await writeEncoderFile({
    profile,
    tokenizer: options,
    vocabulary,
    ...quantiseBert(parameters),
  });
  // Read once as the function will: what can't be read must not leave the build.
  const { fingerprint } = await readEncoderFile(encoderBytes.buffer);
  return { profile, encoderBytes, fingerprint, parameters, batchDependent };
}
