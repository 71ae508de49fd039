// Which engines search for vectors, how each is started, and what it loads: ours the quantised vectors, Vectra an index
// on disk.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { JsonCodec, LocalIndex, ProtobufCodec } from "vectra";
import { quantise } from "../../src/vector/quantise.ts";
import { kernelFiles } from "../build/kernels.ts";
import { openProject } from "../files/project.ts";
import { type EngineProcess, type EngineSource, startInNode } from "./engine-process.ts";
import type { ScanVectors } from "./scan-vectors.ts";
import { startInWorkerd } from "./workerd-host.ts";

/** The engine that the ratios refer to. */
export const OURS = "Backstory in Node";
/** Recall is counted against its answer. */
export const EXACT_BASELINE = "Vectra JSON in Node";
export const BASELINES = [EXACT_BASELINE, "Vectra protobuf in Node"] as const;

export interface ScanEngine {
  readonly name: string;
  start(): Promise<EngineProcess>;
  readonly source: EngineSource;
}

/** Writes the engines' files to `folder`, which the caller removes. */
export async function prepareScanEngines(
  folder: string,
  { vectors, dims }: ScanVectors,
): Promise<ScanEngine[]> {
  await mkdir(folder, { recursive: true });
  const { scales, values } = quantise(vectors, dims);
  const packed = new Uint8Array(scales.byteLength + values.byteLength);
  packed.set(new Uint8Array(scales.buffer));
  packed.set(new Uint8Array(values.buffer), scales.byteLength);
  const file = join(folder, "vectors.bin");
  await writeFile(file, packed);
  const options = { count: String(vectors.length), dims: String(dims) };
  const inNode = (kernels: string): Omit<ScanEngine, "name"> => ({
    start: () => startInNode("backstory-scan.ts"),
    source: { model: { file }, options: { ...options, kernels } },
  });
  const engines: ScanEngine[] = [
    { name: OURS, ...inNode("") },
    { name: "without relaxed SIMD in Node", ...inNode("base") },
    {
      name: "Backstory in workerd",
      start: () =>
        startInWorkerd({ entry: "backstory-scan-worker.ts", aliases: {}, wasm: kernelFiles(openProject()) }),
      source: { model: packed, options },
    },
    { name: "plain TypeScript in Node", ...inNode("none") },
  ];
  for (const [i, codec] of (["json", "protobuf"] as const).entries()) {
    const index = join(folder, codec);
    await writeVectraIndex(index, codec, vectors);
    engines.push({
      name: BASELINES[i] ?? codec,
      start: () => startInNode("vectra-scan.ts"),
      source: { model: null, options: { folder: index, codec } },
    });
  }
  return engines;
}

async function writeVectraIndex(
  folder: string,
  codec: "json" | "protobuf",
  vectors: readonly Float32Array[],
): Promise<void> {
  const index = new LocalIndex(
    folder,
    undefined,
    undefined,
    codec === "json" ? new JsonCodec() : new ProtobufCodec(),
  );
  await index.createIndex({ version: 1 });
  await index.batchInsertItems(
    vectors.map((vector, row) => ({ id: String(row), metadata: {}, vector: Array.from(vector) })),
  );
}
