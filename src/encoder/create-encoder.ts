// The encoder of a model file: by the kernels where they fit its shape, in plain TypeScript where they don't.

import { chooseModule, type KernelModules } from "../wasm/kernels.ts";
import type { BertEncoder } from "./bert-encoder.ts";
import { attachEncoderFile, readEncoderHeader } from "./encoder-file.ts";
import { misfit } from "./memory-plan.ts";
import { createReferenceEncoder } from "./reference.ts";
import { createWasmEncoder } from "./wasm.ts";

/** Throws EncoderFileError where the bytes are not a whole, undamaged `encoder.bin` of this version. */
export async function createEncoder(
  bytes: Uint8Array<ArrayBuffer>,
  modules: KernelModules,
): Promise<BertEncoder> {
  const header = await readEncoderHeader(bytes);
  if (misfit(header.bert) === null) return createWasmEncoder(header, bytes, chooseModule(modules));
  return createReferenceEncoder(attachEncoderFile(header, bytes.slice().buffer, 0));
}
