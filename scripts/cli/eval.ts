// `backstory eval`: measures how good the ranking is, on judged test sets or on the project's own archive. Figures go to
// stdout. Exits with 1 if a figure is below a --fail-under.

import { basename, dirname, extname, join } from "node:path";
import { InvalidArgumentError } from "commander";
import { SEARCH_MODES, type SearchMode } from "../../src/engine/search-request.ts";
import { loadConfig } from "../build/config/load.ts";
import { differenceLines, type EncoderDifference, type QueryEncoding } from "../eval/encoder-difference.ts";
import type { RankingFigures } from "../eval/evaluate-set.ts";
import { type Summary, summarise } from "../eval/evaluation-summary.ts";
import { evaluationLines } from "../eval/evaluation-tables.ts";
import { checkGates, GATED, type Gate, type GateResult, gateLine } from "../eval/gates.ts";
import { findSets, type SetFiles } from "../eval/set-files.ts";
import { trecRun } from "../eval/trec-run.ts";
import { openProject, type Project } from "../files/project.ts";
import { writeWhole } from "../files/whole-file.ts";
import type { Report } from "../terminal/report.ts";
import { UsageError } from "../terminal/usage.ts";

export interface EvalArguments {
  /** Empty for the project's own archive. */
  readonly folders: readonly string[];
  readonly mode?: readonly SearchMode[];
  readonly model?: string;
  readonly queryTokens?: number;
  readonly querySyntax?: true;
  readonly sample?: number;
  readonly encoder: QueryEncoding;
  readonly run?: string;
  readonly failUnder?: readonly Gate[];
  readonly seed: number;
  readonly json?: true;
  readonly report: Report;
  readonly signal: AbortSignal;
}

interface Evaluated {
  readonly model: string;
  readonly fingerprint: string;
  /** Tokens of a query at most. */
  readonly queryTokens: number;
  readonly figures: readonly RankingFigures[];
  readonly differences: readonly EncoderDifference[];
}

export const EVAL_EXAMPLES = `
Examples:
  backstory eval                             your archive: queries made from its articles, and links in their texts
  backstory eval sets/scifact                one test set; off-topic queries are a list that comes with backstory
  backstory eval sets --mode hybrid,keyword  every set in a folder; off-topic queries come from the other sets
  backstory eval sets --fail-under ndcg=.65 --fail-under balanced=.9
  backstory eval sets/scifact --mode hybrid --run scifact.trec`;

export async function runEval(args: EvalArguments): Promise<void> {
  const { folders, seed, report } = args;
  const project = openProject();
  const modes = SEARCH_MODES.filter((mode) => args.mode === undefined || args.mode.includes(mode));
  const { figures, differences, ...about } = await (folders.length === 0
    ? ofArchive(args, project, modes)
    : ofSets(args, project, modes));
  const summary = summarise(figures, seed);
  const gates = checkGates(args.failUnder ?? [], summary, differences);
  if (args.run !== undefined) await writeRuns(args.run, figures, report);
  const text = args.json
    ? JSON.stringify({ ...about, seed, ...summary, differences, gates })
    : describe(about, summary, differences, gates);
  process.stdout.write(`${text}\n`);
  const failed = gates.filter(({ passed }) => !passed);
  if (args.json) for (const gate of failed) report.line(gateLine(gate));
  if (failed.length > 0) process.exitCode = 1;
}

async function ofSets(
  args: EvalArguments,
  project: Project,
  modes: readonly SearchMode[],
): Promise<Evaluated> {
  const { encoder, seed, report, signal } = args;
  const sets = await findSets(args.folders);
  refuseUnmeasured(args.failUnder ?? [], sets);
  if (encoder === "float" && modes.every((mode) => mode === "keyword")) {
    throw new UsageError("--encoder float compares vectors, and keyword mode uses none.");
  }
  const { config } = await loadConfig({ cwd: project.root });
  const model = args.model ?? config.model;
  const queryTokens = args.queryTokens ?? config.limits.queryTokens;
  const limit = args.sample ?? Number.POSITIVE_INFINITY;
  const operators = args.querySyntax === true;
  const options = {
    project,
    sets,
    model,
    modes,
    queryTokens,
    operators,
    encoder,
    seed,
    limit,
    report,
    signal,
  };
  const { evaluateSets } = await import("../eval/evaluate-sets.ts");
  return { model, ...(await evaluateSets(options)) };
}

async function ofArchive(
  args: EvalArguments,
  project: Project,
  modes: readonly SearchMode[],
): Promise<Evaluated> {
  const { seed, sample: limit = null, report, signal } = args;
  const isForSets = [args.model, args.queryTokens, args.querySyntax].some((option) => option !== undefined);
  if (isForSets || args.encoder === "float") {
    throw new UsageError(
      "--model, --query-tokens, --query-syntax and --encoder need the folders of test sets. Your own archive is measured as it was built.",
    );
  }
  const { evaluateArchive } = await import("../eval/evaluate-archive.ts");
  return { ...(await evaluateArchive({ project, modes, seed, limit, report, signal })), differences: [] };
}

/** Checked before hours of embedding, not after. */
function refuseUnmeasured(gates: readonly Gate[], sets: readonly SetFiles[]): void {
  for (const { measure } of gates) {
    const isRelated = measure === "related";
    if (sets.some((set) => (isRelated ? set.related : set.search) !== null)) continue;
    const lacking = isRelated ? "judgements of related articles" : "judged queries";
    throw new UsageError(`--fail-under ${measure} has nothing to check: none of the sets has ${lacking}.`);
  }
}

function describe(
  { model, fingerprint, queryTokens }: Omit<Evaluated, "figures" | "differences">,
  summary: Summary,
  differences: readonly EncoderDifference[],
  gates: readonly GateResult[],
): string {
  return [
    `${model} (${fingerprint.slice(0, 16)}), queries of up to ${queryTokens} tokens`,
    "",
    ...evaluationLines(summary),
    ...differenceLines(differences),
    ...gates.map(gateLine),
  ]
    .join("\n")
    .trimEnd();
}

/** The modes of one `--mode` (`hybrid,semantic`), added to those of earlier ones. */
export function parseModes(text: string, former: readonly SearchMode[] = []): SearchMode[] {
  const named = text.split(",").map((name) => {
    const mode = SEARCH_MODES.find((one) => one === name.trim());
    if (mode === undefined) throw new InvalidArgumentError(`The modes are ${SEARCH_MODES.join(", ")}.`);
    return mode;
  });
  return [...new Set([...former, ...named])];
}

/** One `--fail-under` (`ndcg=.6`), added to the earlier ones. */
export function parseGate(text: string, former: readonly Gate[] = []): Gate[] {
  const [name = "", value = "", ...more] = text.split("=");
  const measure = GATED.find((one) => one === name);
  const least = /^\d*\.?\d+$/.test(value) ? Number(value) : Number.NaN;
  if (measure === undefined || !(least <= 1) || more.length > 0) {
    throw new InvalidArgumentError(
      `It must be one of ${GATED.join(", ")}, then "=" and a number from 0 to 1, as in ndcg=.6.`,
    );
  }
  return [...former, { measure, least }];
}

/** One ranking goes into the given file; several get a file each, named after set and ranking. */
async function writeRuns(file: string, figures: readonly RankingFigures[], report: Report): Promise<void> {
  const ending = extname(file);
  const stem = basename(file, ending);
  for (const { set, ranking, run } of figures) {
    const name = `${stem}-${set}-${ranking}`.replace(/[^\w.-]+/g, "-");
    const path = figures.length === 1 ? file : join(dirname(file), `${name}${ending}`);
    await writeWhole(path, trecRun(run, `backstory-${ranking}`));
    report.line(`Wrote ${path}`);
  }
}
