// `npm run measure:duplicates -- [FOLDER|FILE]`: precision and recall of near-duplicates, on what the front matter calls
// a rewrite and on edited copies of the archive's own articles. Without an argument the sample archive.
// It exits with 1 where either falls short.

import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { Command } from "commander";
import { parse } from "yaml";
import { z } from "zod";
import { loadConfig } from "../build/config/load.ts";
import { groupNearDuplicates, likenessOf } from "../build/prepare/near-duplicates.ts";
import type { Article } from "../build/source/article/article.ts";
import { readArchive } from "../build/source/read.ts";
import { openProject, SAMPLE_PATTERN } from "../files/project.ts";
import { seededRandom } from "../statistics/seeded-random.ts";
import { runEntry } from "../terminal/entry.ts";
import { createReport, plural } from "../terminal/report.ts";
import { tableLines } from "../terminal/table.ts";
import { UsageError, wholeNumber } from "../terminal/usage.ts";
import { EDIT_KINDS } from "./measure-duplicates-edits.ts";
import {
  EDIT_SHARES,
  type EditedArchive,
  editArchive,
  ORIGINAL_MIN_WORDS,
  type PairFigures,
  pairFigures,
} from "./measure-duplicates-set.ts";

const MIN_PRECISION = 0.98;
const MIN_RECALL = 0.95;
const frontMatterSchema = z.object({ rewrite_of: z.string().optional() });

interface Options {
  readonly copies: number;
  readonly seed: number;
  readonly groups?: true;
  readonly json?: true;
}

await runEntry(async () => {
  const program = new Command("npm run measure:duplicates --")
    .description(
      "Measures near-duplicates: pairs grouped against pairs of one origin, on the rewrites that front matter names and " +
        `on edited copies of the articles. Exits with 1 below a precision of ${MIN_PRECISION} or a recall of ${MIN_RECALL}.`,
    )
    .argument("[source]", "folder or file of articles; the sample archive without it")
    .option("--copies <n>", "articles of which an edited copy is made", wholeNumber(1, 100_000), 2000)
    .option("--seed <n>", "seed of the edits", wholeNumber(1, 1_000_000), 1)
    .option("--groups", "list what is grouped in the archive as it is")
    .option("--json", "print the figures as JSON")
    .exitOverride()
    .parse();
  const options = program.opts<Options>();
  const result = await measure(program.args[0] ?? null, options);
  const lines = options.json ? [JSON.stringify(result.figures)] : result.lines;
  process.stdout.write(`${lines.join("\n")}\n`);
  if (!result.enough) process.exitCode = 1;
});

async function measure(path: string | null, { copies, seed, groups }: Options) {
  const project = openProject();
  const source = resolve(project.root, path ?? SAMPLE_PATTERN);
  if (!existsSync(source)) {
    throw new UsageError(`${source} does not exist. Accepted is a folder or a file of articles.`);
  }
  const { config } = await loadConfig({ cwd: project.root });
  const pattern = relative(project.root, source);
  const { articles, problems } = await readArchive({ root: project.root, patterns: [pattern], config });
  if (problems.length > 0)
    createReport().line(`Left out for ${plural(problems.length, "problem")} in ${source}`);
  if (articles.length === 0) throw new UsageError(`${source} has no article that can be read.`);

  const start = performance.now();
  const canonical = groupNearDuplicates(articles);
  const seconds = (performance.now() - start) / 1000;
  const rewrites = rewriteOrigins(articles, await readRewrites(source));
  const named = rewrites === null ? null : pairFigures(canonical, rewrites);
  const edited = editArchive(articles, rewrites ?? canonical, copies, seededRandom(seed));
  if (edited.copies.length === 0) {
    throw new UsageError(
      `${source} has no article to edit: it takes two articles with ${ORIGINAL_MIN_WORDS} words of text or more.`,
    );
  }
  const editedGroups = groupNearDuplicates(edited.articles);
  const generated = pairFigures(editedGroups, edited.origins);
  const measured = named === null ? [generated] : [named, generated];
  const grouped = articles.filter((_, at) => canonical[at] !== at).length;
  const lines = [
    `${plural(articles.length, "article")}, ${grouped} of them shown by another one (${seconds.toFixed(1)} s)`,
    ...(groups ? groupLines(articles, canonical) : []),
    ...(named === null
      ? []
      : [`Rewrites named in front matter: ${figureWords(named)}`, ...wrongLines(articles, named)]),
    `${plural(edited.copies.length, "edited article")} (${EDIT_SHARES.map((x) => x * 100).join(" to ")} % of the words), ` +
      `${edited.instalments} instalments with other numbers, ${edited.backgrounds} reports with the background of another; seed ${seed}`,
    figureWords(generated),
    ...wrongLines(edited.articles, generated),
    ...tableLines(recallRows(edited, editedGroups)),
  ];
  return {
    lines,
    enough: measured.every(({ precision, recall }) => precision >= MIN_PRECISION && recall >= MIN_RECALL),
    figures: {
      articles: articles.length,
      grouped,
      seed,
      rewrites: bare(named),
      copies: edited.copies.length,
      generated: bare(generated),
    },
  };
}

/** Id of the original by the id of its rewrite; empty where the source is a file. Folders within are not looked at. */
async function readRewrites(source: string): Promise<Map<string, string>> {
  const rewrites = new Map<string, string>();
  const names = (await stat(source)).isDirectory() ? await readdir(source) : [];
  for (const name of names.filter((file) => file.endsWith(".md")).sort()) {
    const [, yaml = ""] = (await readFile(join(source, name), "utf8")).split(/^---$/m);
    const original = frontMatterSchema.safeParse(parse(yaml)).data?.rewrite_of;
    if (original !== undefined) rewrites.set(basename(name, ".md"), original);
  }
  return rewrites;
}

/** The origin of each article, or null where no rewrite is named. */
function rewriteOrigins(
  articles: readonly Article[],
  rewrites: ReadonlyMap<string, string>,
): Int32Array | null {
  if (rewrites.size === 0) return null;
  const index = new Map(articles.map(({ id }, at) => [id, at]));
  return Int32Array.from(articles, ({ id }, at) => index.get(rewrites.get(id) ?? id) ?? at);
}

function figureWords({ grouped, right, wanted, precision, recall }: PairFigures): string {
  return (
    `${plural(wanted, "pair")} of one origin, ${grouped} grouped, ${right} rightly: ` +
    `precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`
  );
}

function bare(figures: PairFigures | null) {
  if (figures === null) return null;
  const { wrong, ...rest } = figures;
  return { ...rest, wrong: wrong.length };
}

function wrongLines(articles: readonly Article[], { wrong }: PairFigures): string[] {
  return wrong.slice(0, 20).map(([a, b]) => `  wrong: ${pairWords(articles, a, b)}`);
}

function groupLines(articles: readonly Article[], canonical: Int32Array): string[] {
  return [...canonical.entries()]
    .filter(([at, shown]) => at !== shown)
    .sort(([, a], [, b]) => a - b)
    .map(([at, shown]) => `  ${pairWords(articles, shown, at)}`);
}

function pairWords(articles: readonly Article[], a: number, b: number): string {
  const [first, second] = [articles[a], articles[b]];
  if (first === undefined || second === undefined) return "";
  const { share } = likenessOf(first, second);
  const words = [first, second].map(
    ({ title, publishedAt }) => `${publishedAt?.slice(0, 10) ?? "undated"} ${title}`,
  );
  return `${share.toFixed(2)} ${words.join(" | ")}`;
}

/** Recall of the copies by kind of edit, and by thirds of how much was edited. */
function recallRows({ copies }: EditedArchive, groups: Int32Array): string[][] {
  const [least, most] = EDIT_SHARES;
  const bounds = [0, 1, 2, 3].map((third) => least + ((most - least) * third) / 3);
  const spans = [0, 1, 2].map((third) => [bounds[third] ?? 0, bounds[third + 1] ?? 1] as const);
  const percent = (share: number) => (100 * share).toFixed(0);
  const cell = (kind: string | null, from: number, to: number) => {
    const own = copies.filter(
      ({ edit }) => (kind ?? edit.kind) === edit.kind && edit.share >= from && edit.share <= to,
    );
    const found = own.filter(({ original, copy }) => groups[original] === groups[copy]);
    return own.length === 0 ? "-" : (found.length / own.length).toFixed(3);
  };
  const row = (name: string, kind: string | null) => [
    name,
    ...spans.map(([from, to]) => cell(kind, from, to)),
    cell(kind, least, most),
  ];
  return [
    ["recall by edit", ...spans.map(([from, to]) => `${percent(from)}-${percent(to)} %`), "all"],
    ...EDIT_KINDS.map((kind) => row(kind, kind)),
    row("all", null),
  ];
}
