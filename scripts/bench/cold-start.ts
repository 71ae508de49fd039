// `npm run bench:cold`: what a new isolate pays before it encodes its first query, in the real workerd. Every round is
// a separate process. CPU time and resident memory are read from outside (process-usage.ts).

import { join } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { createEncoder } from "../../src/encoder/create-encoder.ts";
import { folderSource } from "../../src/hosts/node/folder-source.ts";
import { ENCODER_FILE } from "../../src/service/open-index.ts";
import { kernelFiles, loadKernels } from "../build/kernels.ts";
import { openProject, type Project } from "../files/project.ts";
import { startWorkerd } from "../serving/workerd.ts";
import { runEntry } from "../terminal/entry.ts";
import { createReport, formatBytes } from "../terminal/report.ts";
import { tableLines } from "../terminal/table.ts";
import { wholeNumber } from "../terminal/usage.ts";
import { describeMachine, machineLines } from "./machine.ts";
import { cpuMilliseconds, residentBytes } from "./process-usage.ts";
import { spreadOf } from "./spread.ts";

const QUERY = "where did the two leaders meet";
const REQUEST_TIMEOUT_MS = 60_000;
const STEPS = [
  ["read", "read the file and let go of it"],
  ["open", "read, check and attach it: the encoder is ready"],
  ["first", "first query"],
  ["second", "second query"],
] as const;
type Step = (typeof STEPS)[number][0];

const vectorSchema = z.object({ vector: z.array(z.number()) });

interface Round {
  readonly cpu: Readonly<Record<Step, number>>;
  /** Growth in bytes from opening and the first queries, after a garbage collection. */
  readonly resident: number;
}

await runEntry(benchColdStart);

async function benchColdStart(): Promise<void> {
  const program = new Command("npm run bench:cold --")
    .description("Measures the start of the encoder in new workerd processes. Needs a built index.")
    .option("--rounds <n>", "processes", wholeNumber(1, 100), 9)
    .option("--json", "print JSON")
    .exitOverride()
    .parse();
  const { rounds: count, json } = program.opts<{ rounds: number; json?: true }>();
  const project = openProject();
  const report = createReport();
  const bytes = await folderSource(join(project.assetsFolder, "model")).read(ENCODER_FILE);
  if (bytes === null) throw new Error(`There is no built index. Run "npm run build" first.`);
  const encoder = await createEncoder(bytes, loadKernels(project));
  const expected = Array.from((await encoder.encode(QUERY, "query")).vector);

  const rounds: Round[] = [];
  for (let round = 1; round <= count; round++) {
    report.line(`Process ${round} of ${count}`);
    rounds.push(await measureRound(project, expected));
  }
  const machine = describeMachine({});
  const resident = spreadOf(rounds.map((round) => round.resident));
  const share = resident.median / bytes.length;
  const figures = STEPS.map(([step, what]) => [what, spreadOf(rounds.map(({ cpu }) => cpu[step]))] as const);
  if (json) {
    print(
      JSON.stringify({ machine, encoderBytes: bytes.length, cpu: Object.fromEntries(figures), resident }),
    );
    return;
  }
  for (const line of machineLines(machine)) print(line);
  print(`\nCPU in workerd, ms, ${count} processes`);
  const rows = figures.map(([what, { min, median, spread }]) => [
    what,
    ...[min, median, spread].map((x) => x.toFixed(1)),
  ]);
  for (const line of tableLines([["", "min", "median", "spread"], ...rows])) print(line);
  print(
    `\nencoder.bin ${formatBytes(bytes.length)}; resident memory grew by ${formatBytes(resident.median)}, ` +
      `${share.toFixed(2)} times as much (least ${formatBytes(resident.min)})`,
  );
}

async function measureRound(project: Project, expected: readonly number[]): Promise<Round> {
  const { child, port, stop } = await startWorkerd({
    entry: join(import.meta.dirname, "engines", "cold-start-worker.ts"),
    wasm: kernelFiles(project),
    assets: { folder: project.assetsFolder },
  });
  const pid = child.pid ?? 0;
  const ask = async (path: string): Promise<unknown> => {
    const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", signal });
    if (!response.ok)
      throw new Error(`${path} was answered with ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const timed = async (path: string): Promise<number> => {
    const before = cpuMilliseconds(pid);
    await ask(path);
    return cpuMilliseconds(pid) - before;
  };
  try {
    const query = `/encode?text=${encodeURIComponent(QUERY)}`;
    // A process's first requests take memory that is not the encoder's, and one read leaves buffers behind.
    await ask("/");
    const read = await timed("/read");
    await ask("/collect");
    const resident = residentBytes(pid);
    const open = await timed("/open");
    const first = await timed(query);
    const second = await timed(query);
    const { vector } = vectorSchema.parse(await ask(query));
    if (vector.some((value, i) => value !== expected[i]) || vector.length !== expected.length)
      throw new Error("workerd gives another vector than Node does");
    await ask("/collect");
    return { cpu: { read, open, first, second }, resident: residentBytes(pid) - resident };
  } finally {
    await stop();
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
