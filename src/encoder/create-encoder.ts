// Makes the encoder of a model file: with the WebAssembly kernels if they support the model's shape, otherwise in plain
// TypeScript.

import { chooseModule, type KernelModules } from "../wasm/kernels.ts";
import { loadIntoMemory, type Pieces } from "../wasm/memory.ts";
import { misfit } from "./bert/memory-plan.ts";
import { ReferencePass } from "./bert/reference.ts";
import { createWasmPass } from "./bert/wasm.ts";
import { attachEncoderFile, type EncoderFile, readEncoderHeader } from "./file/encoder-file.ts";
import { FILE_MAX_BYTES } from "./file/encoder-format.ts";
import { ModelEncoder } from "./model-encoder.ts";

/**
 * `file` is `encoder.bin`, whole or in pieces, which are copied. Throws an EncoderFileError unless it is a whole,
 * undamaged file of this version.
 */
export async function createEncoder(
  file: Uint8Array<ArrayBuffer> | Pieces,
  modules: KernelModules,
): Promise<ModelEncoder> {
  const loaded = await loadIntoMemory(file instanceof Uint8Array ? [file] : file, FILE_MAX_BYTES);
  const header = await readEncoderHeader(loaded.file);
  if (misfit(header.bert) !== null) {
    return createReferenceEncoder(attachEncoderFile(header, loaded.file.slice().buffer, 0));
  }
  const { attached, pass } = createWasmPass(header, loaded, chooseModule(modules));
  return new ModelEncoder(attached, pass);
}

/** The encoder in plain TypeScript, which defines the numbers; useful to check the kernels, slow to serve with. */
export function createReferenceEncoder(file: EncoderFile): ModelEncoder {
  return new ModelEncoder(file, new ReferencePass(file));
}
