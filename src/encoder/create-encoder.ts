// The encoder of a model file: by the kernels where they fit its shape, in plain TypeScript where they don't.

import { chooseModule, type KernelModules } from "../wasm/kernels.ts";
import { loadIntoMemory, type Pieces } from "../wasm/memory.ts";
import type { BertEncoder } from "./bert/bert-encoder.ts";
import { attachEncoderFile, readEncoderHeader } from "./bert/encoder-file.ts";
import { FILE_MAX_BYTES } from "./bert/encoder-format.ts";
import { misfit } from "./bert/memory-plan.ts";
import { createReferenceEncoder } from "./bert/reference.ts";
import { createWasmEncoder } from "./bert/wasm.ts";

/**
 * `encoder.bin` whole or in pieces, which are copied. Throws EncoderFileError where it is not a whole, undamaged file of
 * this version.
 */
export async function createEncoder(
  file: Uint8Array<ArrayBuffer> | Pieces,
  modules: KernelModules,
): Promise<BertEncoder> {
  const loaded = await loadIntoMemory(file instanceof Uint8Array ? [file] : file, FILE_MAX_BYTES);
  const header = await readEncoderHeader(loaded.file);
  if (misfit(header.bert) === null) return createWasmEncoder(header, loaded, chooseModule(modules));
  return createReferenceEncoder(attachEncoderFile(header, loaded.file.slice().buffer, 0));
}
