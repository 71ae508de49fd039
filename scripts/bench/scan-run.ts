// One size of archive: load every engine in a fresh process, compare its neighbours with Vectra's exact ones, then time
// all of them.

import type { EngineProcess, LoadCost } from "./engine-process.ts";
import { measureInterleaved, type RoundPlan } from "./interleave.ts";
import { Mismatch } from "./mismatch.ts";
import { BASELINES, EXACT_BASELINE, OURS, type ScanEngine } from "./scan-engines.ts";
import type { ScanVectors } from "./scan-vectors.ts";
import type { Spread } from "./spread.ts";

/** Neighbours per query. */
export const NEAREST = 10;
/** Nothing is timed below this recall of Vectra's exact answer. */
export const MIN_RECALL = 0.99;

export interface ScanResult {
  readonly engine: string;
  readonly load: LoadCost;
  /** CPU milliseconds of one query. */
  readonly time: Spread;
  /** This engine's median over ours in Node; above 1 we are faster. */
  readonly ratio: number;
  /** Share of Vectra's exact neighbours that were found, over all queries. */
  readonly recall: number;
}

export async function runScans(
  vectors: ScanVectors,
  sources: readonly ScanEngine[],
  plan: RoundPlan,
  progress: (text: string) => void,
): Promise<ScanResult[]> {
  const engines = new Map<string, EngineProcess>();
  try {
    const loads = new Map<string, LoadCost>();
    const answers = new Map<string, number[][]>();
    const inputs = vectors.queries.map((vector) => ({ vector: Array.from(vector), k: NEAREST }));
    for (const { name, start, source } of sources) {
      progress(`${vectors.vectors.length} vectors: loading ${name}`);
      const engine = await start();
      engines.set(name, engine);
      loads.set(name, await engine.load(source));
      await engine.prepare(inputs);
      answers.set(name, await engine.answers());
    }
    const exact = answers.get(EXACT_BASELINE) ?? [];
    const recalls = new Map([...answers].map(([name, nearest]) => [name, recall(nearest, exact)]));
    for (const [name, share] of recalls) {
      if (BASELINES.some((baseline) => baseline === name) || share >= MIN_RECALL) continue;
      throw new Mismatch(
        `${name}, ${vectors.vectors.length} vectors: recall@${NEAREST} ${share.toFixed(4)} of Vectra's exact answer, ` +
          `at least ${MIN_RECALL} was expected.`,
      );
    }
    progress(`${vectors.vectors.length} vectors: timing`);
    const times = await measureInterleaved(engines, plan);
    const ours = times.get(OURS)?.median ?? Number.NaN;
    return sources.map(({ name }) => {
      const [load, time] = [loads.get(name), times.get(name)];
      if (load === undefined || time === undefined) throw new Error(`${name} was not measured`);
      return { engine: name, load, time, ratio: time.median / ours, recall: recalls.get(name) ?? Number.NaN };
    });
  } finally {
    for (const engine of engines.values()) await engine.stop();
  }
}

/** Mean share of the exact neighbours that were found. */
function recall(nearest: readonly number[][], exact: readonly number[][]): number {
  const shares = exact.map((rows, query) => {
    const there = new Set(nearest[query]);
    return rows.filter((row) => there.has(row)).length / rows.length;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
