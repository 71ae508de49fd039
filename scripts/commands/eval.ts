// `backstory eval`: how good the ranking is, on sets with judgements or on the project's own archive.

import { dirname, extname, join } from "node:path";
import { InvalidArgumentError } from "commander";
import { SEARCH_MODES, type SearchMode } from "../../src/search/search.ts";
import { loadConfig } from "../config/load.ts";
import type { RankingFigures, RankingName } from "../eval/evaluate-set.ts";
import { evaluateSets } from "../eval/evaluate-sets.ts";
import { type Summary, summarise } from "../eval/evaluation-summary.ts";
import { evaluationLines } from "../eval/evaluation-tables.ts";
import { findSets } from "../eval/set-files.ts";
import { trecRun } from "../eval/trec-run.ts";
import { openProject } from "../project.ts";
import type { Report } from "../report.ts";
import { writeWhole } from "../whole-file.ts";
import { UsageError } from "./usage.ts";

export interface EvalArguments {
  readonly folders: readonly string[];
  readonly mode?: readonly SearchMode[];
  readonly model?: string;
  readonly queryTokens?: number;
  readonly limitQueries?: number;
  readonly run?: string;
  readonly seed: number;
  readonly json?: true;
  readonly report: Report;
  readonly signal: AbortSignal;
}

export async function runEval(args: EvalArguments): Promise<void> {
  const { seed, report, signal } = args;
  const project = openProject();
  const { config } = await loadConfig({ cwd: project.root });
  const modes = SEARCH_MODES.filter((mode) => args.mode === undefined || args.mode.includes(mode));
  if (args.folders.length === 0) throw new UsageError("Name a folder of a set.");
  const model = args.model ?? config.model;
  const queryTokens = args.queryTokens ?? config.limits.queryTokens;
  const { figures, fingerprint } = await evaluateSets({
    project,
    sets: await findSets(args.folders),
    model,
    modes,
    queryTokens,
    seed,
    limit: args.limitQueries ?? Number.POSITIVE_INFINITY,
    report,
    signal,
  });
  const summary = summarise(figures, seed);
  if (args.run !== undefined) await writeRuns(args.run, figures, report);
  const about = { model, fingerprint, queryTokens, seed };
  process.stdout.write(
    args.json ? `${JSON.stringify({ ...about, ...summary })}\n` : describe(about, summary),
  );
}

function describe(
  about: { model: string; fingerprint: string; queryTokens: number },
  summary: Summary,
): string {
  const first = `${about.model} (${about.fingerprint.slice(0, 16)}), queries of up to ${about.queryTokens} tokens`;
  return `${[first, "", ...evaluationLines(summary)].join("\n")}`;
}

/** `hybrid,semantic` of one `--mode` or of several. */
export function parseModes(text: string, former: readonly SearchMode[] = []): SearchMode[] {
  const named = text.split(",").map((name) => {
    const mode = SEARCH_MODES.find((one) => one === name.trim());
    if (mode === undefined) throw new InvalidArgumentError(`Accepted are ${SEARCH_MODES.join(", ")}.`);
    return mode;
  });
  return [...new Set([...former, ...named])];
}

/** One ranking is one run in the file named; several get a file each, named after set and ranking. */
async function writeRuns(file: string, figures: readonly RankingFigures[], report: Report): Promise<void> {
  for (const { set, ranking, run } of figures) {
    const path = figures.length === 1 ? file : besides(file, set, ranking);
    await writeWhole(path, trecRun(run, `backstory-${ranking}`));
    report.line(`Wrote ${path}`);
  }
}

function besides(file: string, set: string, ranking: RankingName): string {
  const ending = extname(file);
  const stem = file.slice(dirname(file) === "." && !file.startsWith("./") ? 0 : dirname(file).length + 1);
  const name = `${stem.slice(0, stem.length - ending.length)}-${set}-${ranking}${ending}`;
  return join(dirname(file), name);
}
