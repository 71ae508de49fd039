// What reading the archive found, told to the person who builds: counts, what was left out and why, and the
// share of articles in languages that the model does not read.

import type { ModelProfile } from "../../src/encoder/profile.ts";
import { plural, type Report, words } from "../report.ts";
import type { ReadReport } from "./read.ts";

/** Counts that the line names by itself, and the sum of the reasons that follow. */
const SHOWN_APART: readonly string[] = ["articles", "files", "skipped"];
/** Problems are listed up to this number; the rest are counted. */
const PROBLEMS_SHOWN = 20;

export function reportReading(reading: ReadReport, profile: ModelProfile, report: Report): void {
  const { counts, problems } = reading;
  const kinds = Object.entries({ ...counts, problems: problems.length }).filter(
    ([name, count]) => count > 0 && !SHOWN_APART.includes(name),
  );
  report.line(
    `${plural(counts.articles, "article")} in ${plural(counts.files, "file")}` +
      (kinds.length === 0 ? "" : ` (${kinds.map(([name, count]) => `${words(name)}: ${count}`).join(", ")})`),
  );
  for (const { path, line, reason } of problems.slice(0, PROBLEMS_SHOWN)) {
    report.line(`  ${path}${line === null ? "" : `:${line}`}: ${reason}`);
  }
  if (problems.length > PROBLEMS_SHOWN)
    report.line(`  … and ${plural(problems.length - PROBLEMS_SHOWN, "more problem")}`);

  if (profile.languages.includes("*")) return;
  const foreign = reading.articles.filter(
    ({ lang }) => !profile.languages.includes(lang.split("-")[0] ?? lang),
  );
  if (foreign.length === 0) return;
  const share = Math.round((100 * foreign.length) / reading.articles.length);
  report.line(
    `${plural(foreign.length, "article")} (${share} %) in languages that the model ${profile.name} does not read; ` +
      "they are found by their words rather than their meaning. Configure a model that reads these languages.",
  );
}
