// `backstory search`: answers in the terminal from the snapshot, with the ranking of the function.

import { QUERY_MAX_CHARS } from "../../src/routes/parameters.ts";
import { presentHits } from "../../src/routes/present.ts";
import { search } from "../../src/search/search.ts";
import type { SearchMode } from "../../src/search/search-request.ts";
import { openLocalLibrary } from "../local-library.ts";
import { openProject } from "../project.ts";
import { printHits } from "./print-hits.ts";
import { UsageError } from "./usage.ts";

export interface SearchArguments {
  readonly query: string;
  readonly mode: SearchMode;
  readonly limit: number;
  readonly threshold: number;
  readonly json?: true;
}

export async function runSearch(args: SearchArguments): Promise<void> {
  const query = args.query.trim();
  const { length } = Array.from(query);
  if (length === 0 || length > QUERY_MAX_CHARS) {
    throw new UsageError(`The query has ${length} characters; accepted are 1 to ${QUERY_MAX_CHARS}.`);
  }
  const library = await openLocalLibrary(openProject());
  const { mode, limit, threshold } = args;
  const result = await search(library, {
    query,
    mode,
    limit,
    threshold,
    offset: 0,
    now: Date.now(),
  });
  const hits = await presentHits(library.snapshot, result.hits, query);
  if (args.json) {
    process.stdout.write(`${JSON.stringify({ hits, query, mode, estimatedTotalHits: result.total })}\n`);
  } else {
    printHits(hits, `Nothing found for "${query}".`);
  }
}
