// The filters of `search` and `related`: their options, and the values that the answers take.

import { type Command, InvalidArgumentError } from "commander";
import type { FieldFilters } from "../../src/answers/requested-filters.ts";
import { MOMENT_ACCEPTED, type SentMoment, sentMoment } from "../../src/answers/site-time.ts";
import { labelKey } from "../../src/index/facet-values.ts";
import type { Searcher } from "../../src/index/searcher.ts";
import type { Settings } from "../../src/index/settings.ts";
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
      "only articles in this section; repeat it for articles in any of several (this goes for the next five too)",
      collected,
    )
    .option("--tag <name>", "only articles with this tag", collected)
    .option("--author <name>", "only articles by this author", collected)
    .option("--lang <tag>", "only articles in this language; en includes en-gb", collected)
    .option("--year <yyyy>", "only articles from this year, in the site's time zone", year)
    .option("--field <name=value>", "only articles with this value of a custom field", collected)
    .option("--after <date>", "only articles published on or after this ISO 8601 date", moment)
    .option("--before <date>", "only articles published before this ISO 8601 date", moment);
}

export function isFiltered(args: FilterArguments): boolean {
  const { section, tag, author, lang, year, field, after, before } = args;
  return [section, tag, author, lang, year, field, after, before].some((given) => given !== undefined);
}

/** The filters as the answers take them; `filterFields` are the custom fields that can be filtered by. */
export function filterValues(args: FilterArguments, { filterFields }: Pick<Settings, "filterFields">) {
  const { section = [], tag = [], author = [], lang = [], year = [], after = null, before = null } = args;
  const fields = fieldFilters(args.field ?? [], filterFields);
  return { section, tag, author, lang, year, publishedAfter: after, publishedBefore: before, fields };
}

/** When there are no hits: sentences, each with a space in front, about names that no article has. Mostly they are typos. */
export function unknownNames(args: FilterArguments, { segments }: Searcher): string {
  const { section = [], tag = [], author = [], lang = [], year = [] } = args;
  const fields = fieldFilters(args.field ?? [], segments[0].settings.filterFields);
  const named = [...Object.entries({ section, tag, author, lang, year }), ...fields];
  return named
    .flatMap(([kind, names]) => names.map((name) => [kind, name] as const))
    .filter(([kind, name]) =>
      segments.every(({ columns }) => columns.facets.keys.find(labelKey(kind, name)) < 0),
    )
    .map(([kind, name]) => ` No article has the ${kind} "${name}".`)
    .join("");
}

function moment(text: string): SentMoment {
  const parsed = sentMoment.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError(`It must be ${MOMENT_ACCEPTED}.`);
  return parsed.data;
}

function fieldFilters(given: readonly string[], known: readonly string[]): FieldFilters {
  const fields = new Map<string, string[]>();
  for (const text of given) {
    const [name = "", ...rest] = text.split("=");
    if (rest.length === 0) throw new UsageError(`--field is "${text}"; write it as name=value.`);
    if (!known.includes(name)) {
      const accepted =
        known.length === 0 ? "the configuration declares none" : `there are ${known.join(", ")}`;
      throw new UsageError(`There is no field "${name}" to filter by; ${accepted}.`);
    }
    fields.set(name, [...(fields.get(name) ?? []), rest.join("=")]);
  }
  return fields;
}
