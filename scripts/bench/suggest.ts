// `npm run bench:suggest`: what a suggestion costs while a reader types, on a generated archive. Figures go to stdout,
// progress to stderr; it exits with 1 if suggestions do not continue what is typed.

import { suggest } from "../../src/engine/suggest.ts";
import type { ArchiveIndex } from "../../src/index/archive-index.ts";
import type { Manifest } from "../../src/index/snapshot/format.ts";
import { readManifest } from "../../src/index/snapshot/manifest.ts";
import { openSnapshot } from "../../src/index/snapshot/open-snapshot.ts";
import { memorySource } from "../../src/index/source.ts";
import { defaultSettings } from "../build/config/default-settings.ts";
import { packSnapshot } from "../build/pack/pack.ts";
import { mean } from "../statistics/mean.ts";
import { createReport } from "../terminal/report.ts";
import { tableLines } from "../terminal/table.ts";
import { wholeNumber } from "../terminal/usage.ts";
import { benchCommand, runBench } from "./bench-command.ts";
import { timeVariants } from "./cpu-rounds.ts";
import { describeMachine, type Machine, machineLines } from "./machine.ts";
import { Mismatch } from "./mismatch.ts";
import { BENCH_NOW } from "./rank-archive.ts";
import { type Spread, spreadOf } from "./spread.ts";
import { makeSuggestArchive, QUERY_KINDS, type QueryKind, type SuggestArchive } from "./suggest-archive.ts";

const FULL = { articles: 10_000, rounds: 30, roundMs: 100, warmUpMs: 1000 };
const QUICK = { articles: 500, rounds: 3, roundMs: 10, warmUpMs: 50 };
const LIMIT = 5;

interface Options {
  readonly quick?: true;
  readonly json?: true;
  readonly articles?: number;
  readonly rounds?: number;
  readonly seed: number;
}

interface KindResult {
  readonly kind: QueryKind;
  /** CPU milliseconds of one answer. */
  readonly time: Spread;
  /** Mean number of suggestions. */
  readonly found: number;
}

interface Result {
  readonly machine: Machine;
  readonly seed: number;
  readonly counts: { readonly articles: number; readonly phrases: number; readonly titles: number };
  readonly bytes: { readonly completions: number; readonly snapshot: number };
  readonly kinds: readonly KindResult[];
}

await runBench(readOptions, measure, describe);

function readOptions(): Options {
  return benchCommand(
    "bench:suggest",
    "Measures suggest() on an archive of made-up words and names with the frequencies of real ones.",
  )
    .option("--articles <n>", "articles of the archive", wholeNumber(100, 100_000))
    .option("--rounds <n>", "rounds; every kind of query runs once in each", wholeNumber(1, 1000))
    .option("--seed <n>", "seed for words and queries", wholeNumber(0, 999_999_999), 1)
    .parse()
    .opts<Options>();
}

async function measure(options: Options): Promise<Result> {
  const report = createReport();
  const preset = options.quick ? QUICK : FULL;
  const plan = { ...preset, rounds: options.rounds ?? preset.rounds };
  const machine = describeMachine({});
  const count = options.articles ?? plan.articles;
  report.line(`Making and packing ${count} articles`);
  const archive = makeSuggestArchive(count, options.seed);
  const { index, sections } = await openArchive(archive);
  report.line("Checking");
  await check(index, archive);
  report.line("Timing");
  const bytesOf = (wanted: (name: string) => boolean) =>
    Object.entries(sections).reduce((sum, [name, { bytes }]) => sum + (wanted(name) ? bytes : 0), 0);
  return {
    machine,
    seed: options.seed,
    counts: {
      articles: index.size.articles,
      phrases: index.keywords.completions.phraseCount,
      titles: index.keywords.completions.size - index.keywords.completions.phraseCount,
    },
    bytes: { completions: bytesOf((name) => name.startsWith("completions.")), snapshot: bytesOf(() => true) },
    kinds: await time(index, archive, plan),
  };
}

/** Packed as by the build and opened as in the function, but without passages: suggestions need no vectors. */
async function openArchive({ articles }: SuggestArchive): Promise<{
  index: ArchiveIndex;
  sections: Manifest["sections"];
}> {
  const files = await packSnapshot({
    content: { articles, passages: [], vectors: [] },
    encoder: { fingerprint: "0".repeat(64), dims: 8, model: "bench", languages: ["*"] },
    settings: defaultSettings("Bench"),
  });
  const source = memorySource(files);
  return { index: await openSnapshot(source), sections: (await readManifest(source)).sections };
}

/** A cheap check before timing; tests/engine compares every kind of query with a plain search. */
async function check(index: ArchiveIndex, { queries }: SuggestArchive): Promise<void> {
  const suggestionsFor = (query: string) =>
    suggest({ segments: [index] }, { query, limit: LIMIT, now: BENCH_NOW });
  for (const query of queries["one letter"]) {
    const texts = (await suggestionsFor(query)).map(({ text }) => text);
    if (texts.length === 0 || texts.some((text) => !` ${text.toLowerCase()}`.includes(` ${query}`))) {
      throw new Mismatch(`"${query}" is completed by ${JSON.stringify(texts)}.`);
    }
  }
  for (const query of queries["nothing there"]) {
    const [wrong] = await suggestionsFor(query);
    if (wrong !== undefined) throw new Mismatch(`"${query}" is completed by "${wrong.text}".`);
  }
}

async function time(
  index: ArchiveIndex,
  { queries }: SuggestArchive,
  plan: typeof FULL,
): Promise<KindResult[]> {
  const suggestAll = async (kind: QueryKind): Promise<number[]> => {
    const found: number[] = [];
    for (const query of queries[kind]) {
      found.push((await suggest({ segments: [index] }, { query, limit: LIMIT, now: BENCH_NOW })).length);
    }
    return found;
  };
  const costs = await timeVariants(
    QUERY_KINDS.map((kind) => ({ name: kind, pass: () => suggestAll(kind) })),
    plan,
  );
  const results: KindResult[] = [];
  for (const [at, kind] of QUERY_KINDS.entries()) {
    const time = spreadOf((costs[at] ?? []).map((cost) => cost / queries[kind].length));
    results.push({ kind, time, found: mean(await suggestAll(kind)) });
  }
  return results;
}

function describe({ machine, seed, counts, bytes, kinds }: Result): string[] {
  return [
    ...machineLines(machine),
    `${counts.articles} articles: ${counts.phrases} phrases and ${counts.titles} titles in ` +
      `${Math.round(bytes.completions / 1024)} KiB, beside ${Math.round((bytes.snapshot - bytes.completions) / 1024)} KiB ` +
      `of other sections without vectors; seed ${seed}.`,
    `CPU milliseconds of one answer of at most ${LIMIT}.`,
    "",
    ...tableLines([
      ["Typed", "min", "median", "spread", "found"],
      ...kinds.map((result) => [
        result.kind,
        ...[result.time.min, result.time.median, result.time.spread].map((ms) => ms.toFixed(3)),
        result.found.toFixed(1),
      ]),
    ]),
  ];
}
