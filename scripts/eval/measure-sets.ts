// `npm run measure:sets -- FOLDER`: relevance on public search sets, with queries encoded in f32 and by the kernels.
// Figures go to stdout, progress to stderr; it exits with 1 where the two differ by more than is allowed.

import { join, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { createEncoder } from "../../src/encoder/create-encoder.ts";
import type { Encoder } from "../../src/encoder/encoder.ts";
import { buildKernels, loadKernels } from "../build/kernels.ts";
import { openProject } from "../files/project.ts";
import { mean } from "../statistics/mean.ts";
import { abortOnInterrupt, runEntry } from "../terminal/entry.ts";
import { createReport } from "../terminal/report.ts";
import { tableLines } from "../terminal/table.ts";
import { share, UsageError, wholeNumber } from "../terminal/usage.ts";
import { type EmbeddedSetOptions, indexSearchSet } from "./embedded-set.ts";
import { FloatEncoder } from "./float-encoder.ts";
import { DEFAULT_MODEL, encoderBytes, openMeasuredModel } from "./measured-model.ts";
import { type ScoreDocuments, type SetScore, scoreSet } from "./score-set.ts";
import { loadSearchSet, searchSetNames } from "./search-set.ts";
import { nearestPassages } from "./set-index.ts";

interface Options {
  readonly sets?: readonly string[];
  readonly model: string;
  readonly queryTokens?: number;
  readonly tolerance: number;
  readonly json?: true;
}
interface SetResult {
  readonly set: string;
  readonly documents: number;
  readonly passages: number;
  readonly queries: number;
  /** nDCG@10 with queries in f32, and by the kernels. */
  readonly float: number;
  readonly kernels: number;
  readonly difference: number;
  /** Queries whose nDCG@10 is another. */
  readonly changed: number;
}
interface Result {
  readonly model: string;
  readonly fingerprint: string;
  /** Tokens of a query at most. */
  readonly queryTokens: number;
  readonly tolerance: number;
  readonly sets: readonly SetResult[];
  readonly mean: Pick<SetResult, "float" | "kernels" | "difference">;
  /** Names of the sets where the difference is larger than the tolerance. */
  readonly beyond: readonly string[];
}
type QueryEncoder = Pick<Encoder, "encode">;

await runEntry(async () => {
  const program = new Command("npm run measure:sets --")
    .description(
      "Measures nDCG@10 (linear gain) on search sets: passages embedded as the build does, queries encoded in f32 " +
        "and by the kernels. Exits with 1 where the two differ by more than the tolerance on any set.",
    )
    .argument(
      "<folder>",
      "folder of the sets, each a folder with corpus.jsonl.gz, queries.jsonl.gz and qrels.tsv",
    )
    .option("--sets <names>", "sets to measure, separated by commas; all without it", names)
    .option("--model <folder>", "folder of the model, or its name on the Hub", DEFAULT_MODEL)
    .option(
      "--query-tokens <n>",
      "tokens of a query at most; what the model reads without it",
      wholeNumber(8, 8192),
    )
    .option("--tolerance <difference>", "largest difference of nDCG@10 that is allowed", share, 0.003)
    .option("--json", "print the figures as JSON")
    .exitOverride()
    .parse();
  const options = program.opts<Options>();
  const result = await measure(resolve(program.args[0] ?? ""), options);
  const lines = options.json ? [JSON.stringify(result)] : describe(result);
  process.stdout.write(`${lines.join("\n")}\n`);
  if (result.beyond.length > 0) process.exitCode = 1;
});

function names(text: string): string[] {
  const found = text.split(",").filter((name) => name !== "");
  if (found.length === 0) throw new InvalidArgumentError("Accepted are names, separated by commas.");
  return found;
}

async function measure(folder: string, options: Options): Promise<Result> {
  const project = openProject();
  const report = createReport();
  const signal = abortOnInterrupt();
  const chosen = await chooseSets(folder, options.sets);
  await buildKernels(project, report);
  const kernels = loadKernels(project);
  const model = await openMeasuredModel(project, options.model, report);
  const { fingerprint, profile } = model.encoder;
  const queryTokens = Math.min(options.queryTokens ?? profile.maxTokens, profile.maxTokens);
  const float = await FloatEncoder.open({ ...model, profile });
  const encoder = await createEncoder(await encoderBytes(model), kernels);
  const embedding = { project, model, encoder, kernels, report, signal };

  const sets: SetResult[] = [];
  for (const name of chosen)
    sets.push(await measureSet(join(folder, name), { float, kernels: encoder, queryTokens }, embedding));
  const of = (column: "float" | "kernels") => mean(sets.map((set) => set[column]));
  return {
    model: model.name,
    fingerprint,
    queryTokens,
    tolerance: options.tolerance,
    sets,
    mean: { float: of("float"), kernels: of("kernels"), difference: of("kernels") - of("float") },
    beyond: sets.filter(({ difference }) => Math.abs(difference) > options.tolerance).map(({ set }) => set),
  };
}

async function chooseSets(folder: string, wanted: readonly string[] | undefined): Promise<readonly string[]> {
  const found = await searchSetNames(folder);
  if (found.length === 0) throw new UsageError(`There is no search set in ${folder}.`);
  const unknown = wanted?.find((name) => !found.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no set "${unknown}" in ${folder}; there are ${found.join(", ")}.`);
  }
  return wanted ?? found;
}

interface QueryEncoders {
  readonly float: QueryEncoder;
  readonly kernels: QueryEncoder;
  readonly queryTokens: number;
}

async function measureSet(
  folder: string,
  { float, kernels, queryTokens }: QueryEncoders,
  embedding: EmbeddedSetOptions,
): Promise<SetResult> {
  const { report, signal } = embedding;
  const set = await loadSearchSet(folder);
  const index = await indexSearchSet(set, embedding);
  const progress = report.progress(`${set.name}: queries`, 2 * set.queries.length);
  const scoreWith = (encoder: QueryEncoder): Promise<SetScore> => {
    const scores: ScoreDocuments = async ({ text }) => {
      signal?.throwIfAborted();
      return nearestPassages(index, (await encoder.encode(text, "query", queryTokens)).vector);
    };
    return scoreSet(set, scores, progress.advance);
  };
  try {
    const before = await scoreWith(float);
    const after = await scoreWith(kernels);
    return {
      set: set.name,
      documents: set.documents.length,
      passages: index.passages.length,
      queries: set.queries.length,
      float: before.ndcg,
      kernels: after.ndcg,
      difference: after.ndcg - before.ndcg,
      changed: set.queries.filter(({ id }) => before.byQuery.get(id) !== after.byQuery.get(id)).length,
    };
  } finally {
    progress.stop();
  }
}

function describe({ model, fingerprint, queryTokens, tolerance, sets, mean, beyond }: Result): string[] {
  const rows = [["nDCG@10", "documents", "passages", "queries", "f32", "kernels", "difference", "changed"]];
  const figures = ({ float, kernels, difference }: Result["mean"]) => [
    float.toFixed(4),
    kernels.toFixed(4),
    `${difference < 0 ? "" : "+"}${difference.toFixed(4)}`,
  ];
  for (const row of sets) {
    const counts = [row.documents, row.passages, row.queries].map(String);
    rows.push([row.set, ...counts, ...figures(row), String(row.changed)]);
  }
  rows.push(["mean", "", "", "", ...figures(mean), ""]);
  return [
    `${model} (${fingerprint}), queries of up to ${queryTokens} tokens`,
    "",
    ...tableLines(rows),
    "",
    beyond.length === 0
      ? `Within the tolerance of ${tolerance} on every set.`
      : `Beyond the tolerance of ${tolerance} on ${beyond.join(", ")}.`,
  ];
}
