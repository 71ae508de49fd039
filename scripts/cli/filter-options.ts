// The filters of `search` and `related` on the command line: options that repeat, and what they stand for.

import { type Command, InvalidArgumentError } from "commander";
import { MOMENT_ACCEPTED, type SentMoment, sentMoment } from "../../src/answers/site-time.ts";
import type { FieldFilters } from "../../src/http/parameters/declared-fields.ts";
import { labelKey } from "../../src/index/facet-values.ts";
import type { Settings } from "../../src/index/settings.ts";

import type { Snapshot } from "../../src/index/snapshot/reader.ts";
import { collected, UsageError, year } from "../terminal/usage.ts";

export interface FilterArguments {
  readonly section?: readonly string[];
  readonly tag?: readonly string[];
  readonly author?: readonly string[];
  readonly lang?: readonly string[];
  readonly year?: readonly string[];
  /** `name=value`. */
  readonly field?: readonly string[];
  readonly after?: SentMoment;
  readonly before?: SentMoment;
}

export function addFilterOptions(command: Command): Command {
  return command
    .option(
      "--section <name>",
      "only articles of this section; given several times, one of them is enough (so with the next five)",
      collected,
    )
    .option("--tag <name>", "only articles with this tag", collected)
    .option("--author <name>", "only articles by this author", collected)
    .option("--lang <tag>", "only articles in this language; en finds en-gb too", collected)
    .option("--year <yyyy>", "only articles of this year, in the site's time zone", year)
    .option("--field <name=value>", "only articles with this value of a declared field", collected)
    .option("--after <date>", "only articles of this ISO 8601 date or later", moment)
    .option("--before <date>", "only articles before this ISO 8601 date", moment);
}

export function isFiltered(args: FilterArguments): boolean {
  const { section, tag, author, lang, year, field, after, before } = args;
  return [section, tag, author, lang, year, field, after, before].some((given) => given !== undefined);
}

/** As the answers take them; `settings` has the archive's declared fields. */
export function filterValues(args: FilterArguments, { filterFields }: Pick<Settings, "filterFields">) {
  const { section = [], tag = [], author = [], lang = [], year = [], after = null, before = null } = args;
  const fields = fieldFilters(args.field ?? [], filterFields);
  return { section, tag, author, lang, year, publishedAfter: after, publishedBefore: before, fields };
}

/** For an answer without a hit: the names that no article has, as sentences with a space in front; mostly slips. */
export function unknownNames(args: FilterArguments, { labelKeys, manifest }: Snapshot): string {
  const { section = [], tag = [], author = [], lang = [], year = [] } = args;
  const fields = fieldFilters(args.field ?? [], manifest.settings.filterFields);
  const named = [...Object.entries({ section, tag, author, lang, year }), ...fields];
  return named
    .flatMap(([kind, names]) => names.map((name) => [kind, name] as const))
    .filter(([kind, name]) => labelKeys.find(labelKey(kind, name)) < 0)
    .map(([kind, name]) => ` No article has the ${kind} "${name}".`)
    .join("");
}

function moment(text: string): SentMoment {
  const parsed = sentMoment.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError(`Accepted is ${MOMENT_ACCEPTED}.`);
  return parsed.data;
}

function fieldFilters(given: readonly string[], known: readonly string[]): FieldFilters {
  const fields = new Map<string, string[]>();
  for (const text of given) {
    const [name = "", ...rest] = text.split("=");
    if (rest.length === 0) throw new UsageError(`--field was given "${text}"; accepted is name=value.`);
    if (!known.includes(name)) {
      const accepted =
        known.length === 0 ? "the configuration declares none" : `accepted are ${known.join(", ")}`;
      throw new UsageError(`There is no field "${name}" to filter by; ${accepted}.`);
    }
    fields.set(name, [...(fields.get(name) ?? []), rest.join("=")]);
  }
  return fields;
}
