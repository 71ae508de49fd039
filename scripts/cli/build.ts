// `backstory build`: makes or refreshes index/ and build/.

import { openProject } from "../files/project.ts";
import { formatDuration, plural, type Report } from "../terminal/report.ts";
import { UsageError } from "../terminal/usage.ts";

/** Passages that `build --auto` embeds by itself; a larger build is started by a person. */
export const AUTO_MAX_NEW_PASSAGES = 500;

export interface BuildArguments {
  readonly articles: string | undefined;
  readonly config?: string;
  readonly strict?: true;
  readonly refresh?: true;
  readonly auto?: true;
  readonly maxNew?: number;
  readonly refit?: true;
  readonly json?: true;
  readonly report: Report;
  readonly signal: AbortSignal;
}

export async function runBuild(args: BuildArguments): Promise<void> {
  const refresh = args.refresh === true || args.auto === true;
  if (refresh && args.articles !== undefined) {
    throw new UsageError(
      "--refresh keeps the source of the present index; name a path, or give --refresh, not both.",
    );
  }
  const start = performance.now();
  // Loaded by the command that needs it: the others start in half the time.
  const { buildArchive } = await import("../build/build-archive.ts");
  const result = await buildArchive({
    project: openProject(),
    configFile: args.config ?? null,
    source: args.articles ?? null,
    refresh,
    strict: args.strict === true,
    maxNewPassages: args.maxNew ?? (args.auto === true ? AUTO_MAX_NEW_PASSAGES : Number.POSITIVE_INFINITY),
    refit: args.refit === true,
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
