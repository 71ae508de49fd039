// `backstory search`: searches the built index from the terminal, with the function's own ranking.

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
  /** May be empty if there is a filter. */
  readonly query: string;
  readonly mode: SearchMode;
  readonly limit: number;
  readonly semanticRatio?: number;
  /** Default: fitted to the archive. */
  readonly threshold?: number;
  readonly recency: number;
  readonly duplicates: "collapse" | "include";
  readonly sort: Sort;
  readonly typoTolerance: boolean;
  readonly explain?: true;
  readonly json?: true;
}

export const SEARCH_EXAMPLES = `
Examples:
  backstory search grain ships leaving Ukraine
  backstory search '"royal mint court" -embassy' --mode keyword
  backstory search summit --section World --after 2019-01-01 --sort newest
  backstory search --tag shipping                    everything with the tag, newest first
  backstory search moon landing --recency 0.5 --explain
  backstory search trouble at sea --threshold 0      the closest matches, relevant or not`;

export async function runSearch(args: SearchArguments): Promise<void> {
  const q = args.query.trim();
  const { length } = Array.from(q);
  if ((length === 0 && !isFiltered(args)) || length > QUERY_MAX_CHARS) {
    throw new UsageError(
      `The query has ${length} characters. Type 1 to ${QUERY_MAX_CHARS} characters, or add a filter.`,
    );
  }
  const searcher = await openLocalIndex(openProject());
  const {
    mode,
    limit,
    recency,
    duplicates,
    sort,
    typoTolerance,
    semanticRatio = null,
    threshold = null,
  } = args;
  const filters = filterValues(args, searcher.segments[0].settings);
  const options = { mode, limit, recency, duplicates, sort, typoTolerance, semanticRatio, threshold };
  const explain = args.explain === true;
  const answer = await answerSearch(
    searcher,
    { q, ...options, ...filters, facets: [], offset: 0, includePassages: false, explain },
    Date.now(),
    (cause) =>
      createReport().line(
        `The query could not be encoded (${String(cause)}), so it is searched by keywords alone.`,
      ),
  );
  if (args.json) process.stdout.write(`${JSON.stringify(answer)}\n`);
  else if (answer.hits.length === 0) {
    const unknown = unknownNames(args, searcher);
    process.stdout.write(`${nothingFor(q, unknown === "" ? answer.threshold : 0)}${unknown}\n`);
  } else printHits(answer.hits, detailLines);
}

function detailLines({ score, scoreDetails }: SearchHit): string[] {
  return scoreDetails === undefined ? [] : searchDetailLines(score, scoreDetails);
}

function nothingFor(query: string, threshold: number): string {
  if (query === "") return "No articles found.";
  const nothing = `No articles found for "${query}".`;
  return threshold === 0 ? nothing : `${nothing} Use --threshold 0 to show the closest matches anyway.`;
}
