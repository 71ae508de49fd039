// Reports what reading an archive found to the person who builds: counts, what was left out and why, the languages, and
// the share of articles in languages that the model doesn't read.

import type { ModelProfile } from "../../../src/encoder/file/profile.ts";
import { readsLanguage } from "../../../src/lexical/language-tags.ts";
import { plural, type Report, words } from "../../terminal/report.ts";
import type { ReadReport } from "./read.ts";
import type { LanguageCount } from "./read-counts.ts";
import type { Problem, Warning } from "./readers/record.ts";

/** Counts that the line states in words, and the sum of the reasons that follow. */
const STATED_APART: readonly string[] = ["articles", "files", "skipped"];
/** Problems and warnings are each listed up to this number; the rest are counted. */
const MAX_PROBLEMS_SHOWN = 20;
const MAX_LANGUAGES_SHOWN = 12;

export function reportReading(reading: ReadReport, profile: ModelProfile, report: Report): void {
  const { counts, problems } = reading;
  const kinds = Object.entries({ ...counts, problems: problems.length }).filter(
    ([name, count]) => count > 0 && !STATED_APART.includes(name),
  );
  report.line(
    `${plural(counts.articles, "article")} in ${plural(counts.files, "file")}` +
      (kinds.length === 0 ? "" : ` (${kinds.map(([name, count]) => `${words(name)}: ${count}`).join(", ")})`),
  );
  listPlaces(problems, "problem", report);
  if (reading.warnings.length > 0) report.line(`${plural(reading.warnings.length, "warning")}:`);
  listPlaces(reading.warnings, "warning", report);
  reportLanguages(reading, profile, report);
}

function listPlaces(places: readonly (Problem | Warning)[], noun: string, report: Report): void {
  for (const { path, line, reason } of places.slice(0, MAX_PROBLEMS_SHOWN)) {
    report.line(`  ${path}${line === null ? "" : `:${line}`}: ${reason}`);
  }
  if (places.length > MAX_PROBLEMS_SHOWN) {
    report.line(`  … and ${plural(places.length - MAX_PROBLEMS_SHOWN, `more ${noun}`)}`);
  }
}

function reportLanguages(reading: ReadReport, profile: ModelProfile, report: Report): void {
  const { languages, doubtedLanguages } = reading;
  const [doubted] = doubtedLanguages;
  if (doubted !== undefined) {
    report.line(
      `${plural(doubtedLanguages.length, "article")} in another language than the one named, such as ` +
        `${doubted.sourcePath} (named "${doubted.lang}", looks like "${doubted.readsAs}"); the named language is kept`,
    );
  }
  const shown = languages.slice(0, MAX_LANGUAGES_SHOWN).map(describeLanguage);
  const rest = languages.length - shown.length;
  if (languages.length > 0) {
    report.line(`Languages: ${shown.join(", ")}${rest === 0 ? "" : ` and ${plural(rest, "other")}`}`);
  }
  const foreign = reading.articles.filter(({ lang }) => !readsLanguage(profile.languages, lang));
  if (foreign.length === 0) return;
  const share = Math.round((100 * foreign.length) / reading.articles.length);
  report.line(
    `${plural(foreign.length, "article")} (${share} %) in languages that the model ${profile.name} doesn't read. They are ` +
      "found by their words only, not by meaning. Configure a model that reads these languages.",
  );
}

function describeLanguage({ lang, articles, fromText }: LanguageCount): string {
  const detected =
    fromText === 0
      ? ""
      : ` (${fromText === articles ? "" : `${fromText.toLocaleString("en")} `}detected in the text)`;
  return `${lang} ${articles.toLocaleString("en")}${detected}`;
}
