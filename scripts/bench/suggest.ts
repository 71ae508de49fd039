// `npm run bench:suggest`: what a suggestion costs while a reader types, on an archive made for it. Figures go to stdout,
// progress to stderr; it exits with 1 where the answers are not those of a look at every completion.

import { suggest } from "../../src/engine/suggest.ts";
import type { Snapshot } from "../../src/index/snapshot/reader.ts";
import { openSnapshot } from "../../src/index/snapshot/reader.ts";
import { memorySource } from "../../src/index/source.ts";
import { defaultSettings } from "../build/config/default-settings.ts";
import { packSnapshot } from "../build/pack/pack.ts";
import { createReport } from "../terminal/report.ts";
import { tableLines } from "../terminal/table.ts";
import { wholeNumber } from "../terminal/usage.ts";
import { benchCommand, runBench } from "./bench-command.ts";
import { describeMachine, type Machine, machineLines } from "./machine.ts";
import { Mismatch } from "./mismatch.ts";
import { createPlainSuggest } from "./plain-suggest.ts";
import { BENCH_NOW } from "./rank-archive.ts";
import { type Spread, spreadOf } from "./spread.ts";
import { makeSuggestArchive, QUERY_KINDS, type QueryKind, type SuggestArchive } from "./suggest-archive.ts";

const FULL = { articles: 10_000, rounds: 30, roundMs: 100, warmUpMs: 1000, checked: 12 };
const QUICK = { articles: 500, rounds: 3, roundMs: 10, warmUpMs: 50, checked: 40 };
const LIMIT = 5;

interface Options {
  readonly quick?: true;
  readonly json?: true;
  readonly articles?: number;
  readonly rounds?: number;
  readonly seed: number;
}

interface Variant {
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
  readonly variants: readonly Variant[];
}

await runBench(readOptions, measure, describe);

function readOptions(): Options {
  return benchCommand(
    "bench:suggest",
    "Measures suggest() on an archive of made-up words and names with the frequencies of real ones.",
  )
    .option("--articles <n>", "articles of the archive", wholeNumber(100, 100_000))
    .option("--rounds <n>", "rounds in which every kind of query runs once", wholeNumber(1, 1000))
    .option("--seed <n>", "choice of words and queries", wholeNumber(0, 999_999_999), 1)
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
  const snapshot = await openArchive(archive);
  report.line("Checking");
  check(snapshot, archive, plan.checked);
  report.line("Timing");
  const { sections, counts } = snapshot.manifest;
  const bytesOf = (wanted: (name: string) => boolean) =>
    Object.entries(sections).reduce((sum, [name, { bytes }]) => sum + (wanted(name) ? bytes : 0), 0);
  return {
    machine,
    seed: options.seed,
    counts: {
      articles: counts.articles,
      phrases: snapshot.keywords.completions.phraseCount,
      titles: snapshot.keywords.completions.size - snapshot.keywords.completions.phraseCount,
    },
    bytes: { completions: bytesOf((name) => name.startsWith("completions.")), snapshot: bytesOf(() => true) },
    variants: time(snapshot, archive, plan),
  };
}

/** As the build packs it and the function opens it, but without passages: no suggestion needs a vector. */
async function openArchive({ articles }: SuggestArchive): Promise<Snapshot> {
  const files = await packSnapshot({
    content: { articles, passages: [], vectors: [] },
    encoder: { fingerprint: "0".repeat(64), dims: 8, model: "bench", languages: ["*"] },
    settings: defaultSettings("Bench"),
  });
  return openSnapshot(memorySource(files));
}

function check(snapshot: Snapshot, { queries }: SuggestArchive, most: number): void {
  const plain = createPlainSuggest(snapshot);
  for (const query of QUERY_KINDS.flatMap((kind) => queries[kind].slice(0, most))) {
    const request = { query, limit: LIMIT, now: BENCH_NOW };
    const [found, expected] = [suggest(snapshot, request).map(({ text }) => text), plain(request)];
    if (found.join("\n") !== expected.join("\n")) {
      throw new Mismatch(
        `"${query}" is completed by ${JSON.stringify(found)}, a look at every completion gives ${JSON.stringify(expected)}.`,
      );
    }
  }
}

function time(snapshot: Snapshot, { queries }: SuggestArchive, plan: typeof FULL): Variant[] {
  const run = (kind: QueryKind, times: number): number => {
    const before = process.cpuUsage();
    for (let i = 0; i < times; i++) {
      for (const query of queries[kind]) suggest(snapshot, { query, limit: LIMIT, now: BENCH_NOW });
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const repeats = QUERY_KINDS.map((kind) => {
    let last = 1;
    for (let used = 0; used < plan.warmUpMs; used += last) last = Math.max(0.01, run(kind, 1));
    return Math.max(1, Math.round(plan.roundMs / last));
  });
  const costs = QUERY_KINDS.map((): number[] => []);
  for (let round = 0; round < plan.rounds; round++) {
    // The order turns, so that none always follows the same neighbour.
    for (let i = 0; i < QUERY_KINDS.length; i++) {
      const at = (round + i) % QUERY_KINDS.length;
      const kind = QUERY_KINDS[at] as QueryKind;
      const times = repeats[at] as number;
      costs[at]?.push(run(kind, times) / (times * queries[kind].length));
    }
  }
  return QUERY_KINDS.map((kind, at) => {
    const found = queries[kind].map(
      (query) => suggest(snapshot, { query, limit: LIMIT, now: BENCH_NOW }).length,
    );
    return {
      kind,
      time: spreadOf(costs[at] ?? []),
      found: found.reduce((sum, count) => sum + count, 0) / found.length,
    };
  });
}

function describe({ machine, seed, counts, bytes, variants }: Result): string[] {
  return [
    ...machineLines(machine),
    `${counts.articles} articles: ${counts.phrases} phrases and ${counts.titles} titles in ` +
      `${Math.round(bytes.completions / 1024)} KiB, beside ${Math.round((bytes.snapshot - bytes.completions) / 1024)} KiB ` +
      `of other sections without vectors; seed ${seed}.`,
    `CPU milliseconds of one answer of at most ${LIMIT}.`,
    "",
    ...tableLines([
      ["Typed", "min", "median", "spread", "found"],
      ...variants.map((variant) => [
        variant.kind,
        ...[variant.time.min, variant.time.median, variant.time.spread].map((ms) => ms.toFixed(3)),
        variant.found.toFixed(1),
      ]),
    ]),
  ];
}
