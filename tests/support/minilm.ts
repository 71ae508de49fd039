// all-MiniLM-L6-v2 as `npm run model:minilm` leaves it, and the output of sentence-transformers for it
// (tests/fixtures/minilm, with the script that wrote it). A test without the model fails and says how to get it.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { openProject } from "../../scripts/files/project.ts";
import { MINILM_COMMAND, MINILM_NAME } from "../../scripts/model/fetch-minilm.ts";

const GOLDEN_FILE = "tests/fixtures/minilm/golden.json";
const BYTES_PER_FLOAT = 4;

const floats = z.base64().transform((text) => {
  const bytes = Buffer.from(text, "base64");
  return Float32Array.from({ length: bytes.length / BYTES_PER_FLOAT }, (_, i) =>
    bytes.readFloatLE(i * BYTES_PER_FLOAT),
  );
});
const goldenSchema = z.object({
  vectors: z.array(z.object({ text: z.string(), vector: floats })).min(40),
  states: z.object({ text: z.string(), ids: z.array(z.int()), layers: z.array(floats).length(7) }),
});

export interface Golden {
  /** Unit vectors, `Float32Array[384]`. */
  readonly vectors: readonly { readonly text: string; readonly vector: Float32Array }[];
  /** Of one text: behind the embeddings, then behind each of the six layers, each `[ids.length][384]`. */
  readonly states: {
    readonly text: string;
    readonly ids: readonly number[];
    readonly layers: readonly Float32Array[];
  };
}

export function readGolden(): Golden {
  return goldenSchema.parse(JSON.parse(readFileSync(GOLDEN_FILE, "utf8")));
}

/** The model's folder; an Error with the command that fetches it where it is not there. */
export function minilmFolder(): string {
  const folder = join(openProject().modelCache, MINILM_NAME);
  if (existsSync(join(folder, "model.safetensors"))) return folder;
  throw new Error(`${MINILM_NAME} is not in ${folder}. Run "${MINILM_COMMAND}" to fetch it.`);
}
