// `backstory build`: builds or updates index/ and build/.

import { openProject } from "../files/project.ts";
import { formatDuration, plural, type Report } from "../terminal/report.ts";
import { UsageError } from "../terminal/usage.ts";

/** `build --auto` embeds at most this many new passages; a person has to start a larger build. */
export const AUTO_MAX_NEW_PASSAGES = 500;

export interface BuildArguments {
  readonly articles: string | undefined;
  readonly config?: string;
  readonly strict?: true;
  readonly update?: true;
  readonly auto?: true;
  readonly maxNewPassages?: number;
  readonly refitRanking?: true;
  readonly json?: true;
  readonly report: Report;
  readonly signal: AbortSignal;
}

export async function runBuild(args: BuildArguments): Promise<void> {
  const update = args.update === true || args.auto === true;
  if (update && args.articles !== undefined) {
    throw new UsageError(
      "--update indexes the same articles as the last build. Give a path or --update, not both.",
    );
  }
  const start = performance.now();
  // Loaded only here, so that other commands start in half the time.
  const { buildArchive } = await import("../build/build-archive.ts");
  const result = await buildArchive({
    project: openProject(),
    configFile: args.config ?? null,
    source: args.articles ?? null,
    update,
    strict: args.strict === true,
    maxNewPassages:
      args.maxNewPassages ?? (args.auto === true ? AUTO_MAX_NEW_PASSAGES : Number.POSITIVE_INFINITY),
    refit: args.refitRanking === true,
    report: args.report,
    signal: args.signal,
  });
  const { record, indexVersion, embedded, fresh } = result;
  if (args.json) {
    const { source, model, counts, passages } = record;
    process.stdout.write(
      `${JSON.stringify({ fresh, indexVersion, source, model, counts, passages, embedded })}\n`,
    );
    return;
  }
  const articles = plural(record.counts.articles ?? 0, "article");
  args.report.line(
    fresh
      ? `The index is up to date: ${articles}, version ${indexVersion}.`
      : `Built: ${articles}, ${plural(record.passages, "passage")} (${embedded.toLocaleString("en")} embedded) in ${formatDuration(performance.now() - start)}, version ${indexVersion}.`,
  );
}
