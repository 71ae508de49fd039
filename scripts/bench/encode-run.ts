// One model on one host: load every engine, check its vectors, then time all of them for every length of text.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cosine } from "../eval/cosine-figures.ts";
import { encodeEngines, FLOAT_BASELINE, type Host, OURS } from "./encode-engines.ts";
import type { BenchModel } from "./encode-models.ts";
import type { EngineProcess, LoadCost } from "./engine-process.ts";
import type { EncodeInput } from "./engines/onnxruntime.ts";
import { measureInterleaved, type RoundPlan } from "./interleave.ts";
import { Mismatch } from "./mismatch.ts";
import type { Spread } from "./spread.ts";

export interface EngineResult {
  readonly engine: string;
  readonly load: LoadCost;
  readonly lengths: readonly LengthResult[];
}
export interface LengthResult {
  readonly tokens: number;
  /** CPU milliseconds of one text. */
  readonly time: Spread;
  /** This engine's median over ours; above 1 we are faster. */
  readonly ratio: number;
  /** Lowest cosine to the float model in onnxruntime-web, over all texts of the length. */
  readonly cosine: number;
}

export async function runEncoders(
  model: BenchModel,
  host: Host,
  inputs: ReadonlyMap<number, readonly EncodeInput[]>,
  plan: RoundPlan,
  progress: (text: string) => void,
): Promise<EngineResult[]> {
  const engines = new Map<string, EngineProcess>();
  const folder = await mkdtemp(join(tmpdir(), "backstory-encode-"));
  try {
    const loads = new Map<string, LoadCost>();
    for (const { name, start, model: form, options = {} } of encodeEngines(host)) {
      progress(`${model.name} in ${host}: loading ${name}`);
      const engine = await start();
      engines.set(name, engine);
      const bytes = form(model);
      // Node reads the file itself: a model that is sent is in memory twice and would count as the engine's.
      const file = join(folder, "model");
      if (host === "node") await writeFile(file, bytes);
      loads.set(name, await engine.load({ model: host === "node" ? { file } : bytes, options }));
    }
    const lengths = new Map<string, LengthResult[]>();
    for (const [tokens, texts] of inputs) {
      progress(`${model.name} in ${host}: ${tokens} tokens`);
      for (const engine of engines.values()) await engine.prepare(texts);
      const cosines = await checkAnswers(
        engines,
        model.minCosine,
        `${model.name} in ${host}, ${tokens} tokens`,
      );
      const times = await measureInterleaved(engines, plan);
      const ours = times.get(OURS);
      if (ours === undefined) throw new Error(`${OURS} was not measured`);
      for (const [name, time] of times) {
        const ratio = time.median / ours.median;
        const result = { tokens, time, ratio, cosine: cosines.get(name) ?? Number.NaN };
        lengths.set(name, [...(lengths.get(name) ?? []), result]);
      }
    }
    return [...loads].map(([engine, load]) => ({ engine, load, lengths: lengths.get(engine) ?? [] }));
  } finally {
    for (const engine of engines.values()) await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lowest cosine of each engine's vectors to the float baseline's; a Mismatch if ours is below `min`. */
async function checkAnswers(
  engines: ReadonlyMap<string, EngineProcess>,
  min: number,
  where: string,
): Promise<Map<string, number>> {
  const reference = (await engines.get(FLOAT_BASELINE)?.answers()) ?? [];
  const cosines = new Map<string, number>();
  for (const [name, engine] of engines) {
    const answers = await engine.answers();
    const each = answers.map((vector, i) => cosine(vector, reference[i] ?? []));
    cosines.set(name, Math.min(...each));
  }
  const ours = cosines.get(OURS) ?? Number.NaN;
  if (!(ours >= min)) {
    throw new Mismatch(
      `${where}: cosine ${ours.toFixed(5)} to ${FLOAT_BASELINE}, at least ${min} was expected.`,
    );
  }
  return cosines;
}
