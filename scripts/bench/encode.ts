// `npm run bench:encode`: CPU time of encoding a text with our encoder and with onnxruntime, in Node and in workerd.
// Figures go to stdout, progress to stderr; it exits with 1 if our vectors are not those of the float model.

import { InvalidArgumentError, Option } from "commander";
import { buildKernels } from "../build/kernels.ts";
import { readSampleProse, textsOfLength } from "../eval/exact-length-texts.ts";
import { openProject } from "../files/project.ts";
import { createReport, formatBytes } from "../terminal/report.ts";
import { tableLines } from "../terminal/table.ts";
import { wholeNumber } from "../terminal/usage.ts";
import { benchCommand, runBench } from "./bench-command.ts";
import { HOSTS, type Host } from "./encode-engines.ts";
import { BENCH_MODELS, type BenchModel, type BenchModelName, openBenchModel } from "./encode-models.ts";
import { type EngineResult, runEncoders } from "./encode-run.ts";
import type { RoundPlan } from "./interleave.ts";
import { describeMachine, type Machine, machineLines, onnxruntimeVersions } from "./machine.ts";

const FULL = {
  tokens: [4, 8, 16, 32, 64, 128, 256],
  plan: { rounds: 15, roundMs: 120, warmUpMs: 2500 },
};
const QUICK: typeof FULL = {
  tokens: [8, 32],
  plan: { rounds: 3, roundMs: 30, warmUpMs: 200 },
};
/** Texts of each length, encoded in turn. */
const TEXTS = 8;

interface Options {
  readonly quick?: true;
  readonly json?: true;
  readonly models?: readonly BenchModelName[];
  readonly hosts?: readonly Host[];
  readonly tokens?: readonly number[];
  readonly rounds?: number;
  readonly seed: number;
}
interface ModelResult {
  readonly model: string;
  readonly host: Host;
  readonly engines: readonly EngineResult[];
}
interface Result {
  readonly machine: Machine;
  readonly seed: number;
  readonly texts: number;
  readonly plan: RoundPlan;
  readonly models: readonly ModelResult[];
}

await runBench(readOptions, measure, describe);

function readOptions(): Options {
  const list =
    <T extends string>(accepted: readonly T[]) =>
    (text: string): T[] =>
      text.split(",").map((name) => {
        const known = accepted.find((one) => one === name);
        if (known === undefined)
          throw new InvalidArgumentError(`Accepted are ${accepted.join(", ")}, separated by commas.`);
        return known;
      });
  return benchCommand(
    "bench:encode",
    "Measures how long it takes to encode a text, compared with onnxruntime-web and onnxruntime-node on one thread.\n" +
      'CPU time is read from /proc, so it needs Linux. Install the baselines with "npm ci --prefix scripts/bench/baselines".',
  )
    .addOption(new Option("--models <names>", "models to measure").argParser(list(BENCH_MODELS)))
    .addOption(new Option("--hosts <names>", "where to measure").argParser(list(HOSTS)))
    .option("--tokens <lengths>", "lengths of text in tokens, 3 to 256", (text) =>
      text.split(",").map(wholeNumber(3, 256)),
    )
    .option("--rounds <n>", "rounds; every engine runs once in each", wholeNumber(1, 1000))
    .option("--seed <n>", "seed for the choice of texts", wholeNumber(0, 999_999_999), 1)
    .parse()
    .opts<Options>();
}

async function measure(options: Options): Promise<Result> {
  const project = openProject();
  const report = createReport();
  const preset = options.quick ? QUICK : FULL;
  const plan: RoundPlan = { ...preset.plan, rounds: options.rounds ?? preset.plan.rounds };
  await buildKernels(project, report);
  const machine = describeMachine(onnxruntimeVersions());
  const prose = await readSampleProse(project.packageRoot);
  const models: ModelResult[] = [];
  for (const name of options.models ?? (options.quick ? (["bundled"] as const) : BENCH_MODELS)) {
    report.line(`Preparing ${name}`);
    const model: BenchModel = await openBenchModel(project, name);
    const inputs = new Map(
      (options.tokens ?? preset.tokens).map((tokens) => [
        tokens,
        textsOfLength(prose, model.tokenizer, tokens, TEXTS, options.seed),
      ]),
    );
    for (const host of options.hosts ?? HOSTS) {
      const engines = await runEncoders(model, host, inputs, plan, report.line);
      models.push({ model: model.name, host, engines });
    }
  }
  return { machine, seed: options.seed, texts: TEXTS, plan, models };
}

function describe({ machine, seed, texts, plan, models }: Result): string[] {
  const lines = [
    ...machineLines(machine),
    `CPU milliseconds of one text on one thread; ${plan.rounds} rounds of about ${plan.roundMs} ms, ${texts} texts a length, seed ${seed}.`,
    "Ours includes the tokenizer, the others begin at token ids. Ratio: median over ours. Cosine: the lowest to onnxruntime-web float.",
  ];
  for (const { model, host, engines } of models) {
    lines.push("", `${model} in ${host}`);
    const rows = [["", "tokens", "min", "median", "spread", "ratio", "cosine"]];
    for (const { engine, lengths } of engines) {
      for (const { tokens, time, ratio, cosine } of lengths) {
        const times = [time.min, time.median, time.spread].map((ms) => ms.toFixed(3));
        rows.push([engine, String(tokens), ...times, ratio.toFixed(2), cosine.toFixed(5)]);
      }
    }
    lines.push(...tableLines(rows));
    for (const { engine, load } of engines) {
      const memory =
        load.resident === null ? "" : `, memory grew by ${formatBytes(Math.max(0, load.resident))}`;
      lines.push(`${engine}: loaded in ${load.cpu.toFixed(0)} ms of CPU${memory}`);
    }
  }
  return lines;
}
