// `npm run bench:scan`: CPU time and memory of finding the nearest stored vectors, ours in Node and in workerd and
// Vectra's in Node. Figures go to stdout, progress to stderr; it exits with 1 if ours are not the exact nearest.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildKernels } from "../build/kernels.ts";
import { openProject } from "../files/project.ts";
import { createReport, formatBytes } from "../terminal/report.ts";
import { tableLines } from "../terminal/table.ts";
import { wholeNumber } from "../terminal/usage.ts";
import { benchCommand, runBench } from "./bench-command.ts";
import type { RoundPlan } from "./interleave.ts";
import { describeMachine, type Machine, machineLines, vectraVersion } from "./machine.ts";
import { prepareScanEngines } from "./scan-engines.ts";
import { NEAREST, runScans, type ScanResult } from "./scan-run.ts";
import { pickVectors, readArchiveVectors } from "./scan-vectors.ts";

const FULL = { counts: [10_000, 50_000], queries: 50, rounds: 15, roundMs: 200, warmUpMs: 1500 };
const QUICK = { counts: [2000], queries: 20, rounds: 3, roundMs: 30, warmUpMs: 200 };
/** With more vectors Vectra's JSON is longer than a V8 string may be. */
const MAX_VECTORS = 60_000;

interface Options {
  readonly quick?: true;
  readonly json?: true;
  readonly index?: string;
  readonly counts?: readonly number[];
  readonly rounds?: number;
  readonly seed: number;
}
interface SizeResult {
  readonly vectors: number;
  /** How many of these are passages repeated with noise. */
  readonly repeated: number;
  readonly engines: readonly ScanResult[];
}
interface Result {
  readonly machine: Machine;
  readonly index: string;
  readonly passages: number;
  readonly dims: number;
  readonly queries: number;
  readonly seed: number;
  readonly plan: RoundPlan;
  readonly sizes: readonly SizeResult[];
}

await runBench(readOptions, measure, describe);

function readOptions(): Options {
  return benchCommand(
    "bench:scan",
    `Measures the search for the ${NEAREST} nearest of many stored vectors, compared with Vectra's exact search.\n` +
      "CPU time is read from /proc, so it needs Linux.",
  )
    .option("--index <folder>", "project whose index/ has the vectors (default: this project)")
    .option("--counts <numbers>", "numbers of stored vectors", (text) =>
      text.split(",").map(wholeNumber(NEAREST, MAX_VECTORS)),
    )
    .option("--rounds <n>", "rounds; every engine runs once in each", wholeNumber(1, 1000))
    .option("--seed <n>", "seed for vectors and queries", wholeNumber(0, 999_999_999), 1)
    .parse()
    .opts<Options>();
}

async function measure(options: Options): Promise<Result> {
  const project = openProject(options.index);
  const report = createReport();
  const { counts, queries, ...preset } = options.quick ? QUICK : FULL;
  const plan: RoundPlan = { ...preset, rounds: options.rounds ?? preset.rounds };
  await buildKernels(openProject(), report);
  const machine = describeMachine({ vectra: vectraVersion() });
  const archive = await readArchiveVectors(project.indexFolder);
  const sizes: SizeResult[] = [];
  for (const count of options.counts ?? counts) {
    const vectors = pickVectors(archive, count, queries, options.seed);
    const folder = await mkdtemp(join(tmpdir(), "backstory-scan-"));
    try {
      report.line(`${count} vectors: writing what the engines load`);
      const engines = await prepareScanEngines(folder, vectors);
      const results = await runScans(vectors, engines, plan, report.line);
      sizes.push({ vectors: count, repeated: vectors.repeated, engines: results });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  const dims = archive[0]?.length ?? 0;
  const { seed } = options;
  return { machine, index: project.indexFolder, passages: archive.length, dims, queries, seed, plan, sizes };
}

function describe({ machine, passages, dims, queries, seed, plan, sizes }: Result): string[] {
  const lines = [
    ...machineLines(machine),
    `Vectors of an archive of ${passages} passages, ${dims} dimensions; ${queries} other passages of it are the queries.`,
    `CPU milliseconds of one query for the nearest ${NEAREST}; ${plan.rounds} rounds of about ${plan.roundMs} ms, seed ${seed}.`,
    "Ratio: median over ours in Node. Recall: of Vectra's exact answer over float vectors. Memory: growth by loading.",
  ];
  for (const { vectors, repeated, engines } of sizes) {
    lines.push("", `${vectors} vectors${repeated > 0 ? `, ${repeated} of them repeated with noise` : ""}`);
    const rows = [["", "min", "median", "spread", "ratio", "recall", "load ms", "memory"]];
    for (const { engine, time, ratio, recall, load } of engines) {
      const times = [time.min, time.median, time.spread].map((ms) => ms.toFixed(3));
      const memory = load.resident === null ? "–" : formatBytes(Math.max(0, load.resident));
      rows.push([engine, ...times, ratio.toFixed(2), recall.toFixed(4), load.cpu.toFixed(0), memory]);
    }
    lines.push(...tableLines(rows));
  }
  return lines;
}
