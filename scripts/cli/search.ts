// `backstory search`: answers in the terminal from the snapshot, with the ranking of the function.

import { answerSearch } from "../../src/answers/search-answer.ts";
import type { SearchHit } from "../../src/api-types.ts";
import type { SearchMode, Sort } from "../../src/engine/search-request.ts";
import { QUERY_MAX_CHARS } from "../../src/http/parameters/parameters.ts";
import { openProject } from "../files/project.ts";
import { openLocalIndex } from "../serving/local-index.ts";
import { createReport } from "../terminal/report.ts";
import { UsageError } from "../terminal/usage.ts";
import { searchDetailLines } from "./explain-lines.ts";
import { type FilterArguments, filterValues, isFiltered, unknownNames } from "./filter-options.ts";
import { printHits } from "./print-hits.ts";

export interface SearchArguments extends FilterArguments {
  /** May be empty beside a filter. */
  readonly query: string;
  readonly mode: SearchMode;
  readonly limit: number;
  readonly semanticRatio?: number;
  /** Missing: the archive's own. */
  readonly threshold?: number;
  readonly recency: number;
  readonly duplicates: "collapse" | "include";
  readonly sort: Sort;
  readonly explain?: true;
  readonly json?: true;
}

export const SEARCH_EXAMPLES = `
Examples:
  backstory search grain ships leaving Ukraine
  backstory search '"royal mint court" -embassy' --mode keyword
  backstory search summit --section World --after 2019-01-01 --sort newest
  backstory search --tag shipping                    everything with the tag, the newest first
  backstory search moon landing --recency 0.5 --explain
  backstory search trouble at sea --threshold 0      the nearest ones, relevant or not`;

export async function runSearch(args: SearchArguments): Promise<void> {
  const q = args.query.trim();
  const { length } = Array.from(q);
  if ((length === 0 && !isFiltered(args)) || length > QUERY_MAX_CHARS) {
    throw new UsageError(
      `The query has ${length} characters; accepted are 1 to ${QUERY_MAX_CHARS}, or none beside a filter.`,
    );
  }
  const searcher = await openLocalIndex(openProject());
  const { mode, limit, recency, duplicates, sort, semanticRatio = null, threshold = null } = args;
  const filters = filterValues(args, searcher.snapshot.manifest.settings);
  const question = { q, mode, limit, recency, duplicates, sort, semanticRatio, threshold, ...filters };
  const explain = args.explain === true;
  const answer = await answerSearch(
    searcher,
    { ...question, facets: [], offset: 0, includePassages: false, typoTolerance: true, explain },
    Date.now(),
    (cause) =>
      createReport().line(
        `The query could not be encoded (${String(cause)}), so it is searched by keywords alone.`,
      ),
  );
  if (args.json) process.stdout.write(`${JSON.stringify(answer)}\n`);
  else if (answer.hits.length === 0) {
    const unknown = unknownNames(args, searcher.snapshot);
    process.stdout.write(`${nothingFor(q, unknown === "" ? answer.threshold : 0)}${unknown}\n`);
  } else printHits(answer.hits, detailLines);
}

function detailLines({ score, scoreDetails }: SearchHit): string[] {
  return scoreDetails === undefined ? [] : searchDetailLines(score, scoreDetails);
}

function nothingFor(query: string, threshold: number): string {
  if (query === "") return "Nothing found.";
  if (threshold === 0) return `Nothing found for "${query}".`;
  return `Nothing relevant found for "${query}". --threshold 0 shows the nearest.`;
}
