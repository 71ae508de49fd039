// `npm run bench:rank`: what ranking costs beyond retrieval, on a generated archive. Figures go to stdout, progress to
// stderr; it exits with 1 if the engine's answers do not fit what retrieval found.

import type { Searcher } from "../../src/index/searcher.ts";
import { createScan } from "../../src/vector/create-scan.ts";
import { defaultSettings } from "../build/config/default-settings.ts";
import { openLayout } from "../build/fit/open-layout.ts";
import { buildKernels, loadKernels } from "../build/kernels.ts";
import { layOutSnapshot } from "../build/pack/pack.ts";
import { openProject } from "../files/project.ts";
import { createReport } from "../terminal/report.ts";
import { tableLines } from "../terminal/table.ts";
import { wholeNumber } from "../terminal/usage.ts";
import { benchCommand, runBench } from "./bench-command.ts";
import type { RoundPlan } from "./interleave.ts";
import { describeMachine, type Machine, machineLines } from "./machine.ts";
import { makeRankArchive, type RankArchive, type RankArchiveShape } from "./rank-archive.ts";
import { preparedEncoder, type RankResult, runRanking } from "./rank-run.ts";

const DIMS = 384;
const PASSAGES_PER_ARTICLE = 8;
const FULL = { articles: 10_000, queries: 50, rounds: 15, roundMs: 200, warmUpMs: 1500 };
const QUICK = { articles: 1000, queries: 20, rounds: 3, roundMs: 30, warmUpMs: 200 };
const MIN_ARTICLES = 200;
const MAX_ARTICLES = 100_000;
const FINGERPRINT = "0".repeat(64);

interface Options {
  readonly quick?: true;
  readonly json?: true;
  readonly articles?: number;
  readonly rounds?: number;
  readonly seed: number;
}
interface Result {
  readonly machine: Machine;
  readonly shape: RankArchiveShape;
  /** Articles that are grouped under another one. */
  readonly nearDuplicates: number;
  readonly plan: RoundPlan;
  readonly search: readonly RankResult[];
  readonly related: readonly RankResult[];
}

await runBench(readOptions, measure, describe);

function readOptions(): Options {
  return benchCommand(
    "bench:rank",
    "Measures what search() and related() cost beyond retrieval by vectors and words, on an archive\n" +
      "of made-up words and vectors with realistic frequencies. Encoding the query is not included.",
  )
    .option("--articles <n>", "articles of the archive", wholeNumber(MIN_ARTICLES, MAX_ARTICLES))
    .option("--rounds <n>", "rounds; every kind of request runs once in each", wholeNumber(1, 1000))
    .option("--seed <n>", "seed for words, vectors and queries", wholeNumber(0, 999_999_999), 1)
    .parse()
    .opts<Options>();
}

async function measure(options: Options): Promise<Result> {
  const project = openProject();
  const report = createReport();
  const { articles, queries, ...preset } = options.quick ? QUICK : FULL;
  const plan: RoundPlan = { ...preset, rounds: options.rounds ?? preset.rounds };
  await buildKernels(project, report);
  const machine = describeMachine({});
  const shape: RankArchiveShape = {
    articles: options.articles ?? articles,
    passagesPerArticle: PASSAGES_PER_ARTICLE,
    dims: DIMS,
    queries,
    seed: options.seed,
  };
  report.line(`Making ${shape.articles} articles of ${shape.passagesPerArticle} passages`);
  const archive = makeRankArchive(shape);
  report.line("Packing them");
  const searcher = await openArchive(archive);
  report.line("Checking and timing");
  const results = await runRanking(searcher, archive, plan);
  const [{ columns }] = searcher.segments;
  const nearDuplicates = columns.duplicateOf.filter((shown, ordinal) => shown !== ordinal).length;
  return { machine, shape, nearDuplicates, plan, ...results };
}

/** Packed as by the build and opened as in the function, with the default ranking parameters. */
function openArchive({ content, queries }: RankArchive): Promise<Searcher> {
  const kernels = loadKernels(openProject());
  const layout = layOutSnapshot({
    content,
    encoder: { fingerprint: FINGERPRINT, dims: DIMS, model: "bench", languages: ["*"] },
    settings: defaultSettings("Bench"),
    createScan: (vectors) => createScan(vectors, kernels),
  });
  return openLayout(layout, preparedEncoder(queries, FINGERPRINT), kernels);
}

function describe({ machine, shape, nearDuplicates, plan, search, related }: Result): string[] {
  const { articles, passagesPerArticle, dims, queries, seed } = shape;
  return [
    ...machineLines(machine),
    `${articles} articles of ${passagesPerArticle} passages, ${dims} dimensions, ${nearDuplicates} near-duplicates; ` +
      `${queries} queries of 2 to 4 words, as many articles.`,
    `CPU milliseconds of one answer; ${plan.rounds} rounds of about ${plan.roundMs} ms, seed ${seed}. Added: beyond the first line,`,
    "in the same round. Found: articles above the threshold, near-duplicates once.",
    "",
    "Search",
    ...tableLines(rowsOf(search)),
    "",
    "Related articles",
    ...tableLines(rowsOf(related)),
  ];
}

function rowsOf(results: readonly RankResult[]): string[][] {
  return [
    ["", "min", "median", "spread", "added", "share", "found"],
    ...results.map(({ name, time, added, share, total }) => [
      name,
      ...[time.min, time.median, time.spread].map((ms) => ms.toFixed(3)),
      added === null ? "–" : added.median.toFixed(3),
      share === null ? "–" : `${Math.round(share * 100)} %`,
      total === null ? "–" : total.toFixed(0),
    ]),
  ];
}
