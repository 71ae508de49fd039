// `backstory related`: related articles of one, by its id or its URL.

import { presentHits } from "../../src/routes/present.ts";
import { findByUrl, idKey } from "../../src/search/keys.ts";
import { related } from "../../src/search/related.ts";
import { isPublished } from "../../src/search/visibility.ts";
import { openLocalLibrary } from "../local-library.ts";
import { openProject } from "../project.ts";
import { printHits } from "./print-hits.ts";

export interface RelatedArguments {
  readonly article: string;
  readonly limit: number;
  readonly threshold: number;
  readonly json?: true;
}

export async function runRelated(args: RelatedArguments): Promise<void> {
  const library = await openLocalLibrary(openProject());
  const { snapshot } = library;
  const now = Date.now();
  const ordinal = snapshot.findKey(idKey(args.article)) ?? findByUrl(snapshot, args.article);
  if (ordinal === null || !isPublished(snapshot, ordinal, now)) {
    throw new Error(
      `No published article has the id or URL "${args.article}". "backstory search" finds ids.`,
    );
  }
  const { limit, threshold } = args;
  const result = related(library, { ordinal, limit, threshold, now });
  const hits = await presentHits(snapshot, result.hits, null);
  const { id, title } = snapshot.article(ordinal);
  if (args.json) {
    process.stdout.write(`${JSON.stringify({ hits, id, estimatedTotalHits: result.total })}\n`);
  } else {
    process.stdout.write(`Related to: ${title}\n\n`);
    printHits(hits, "Nothing related.");
  }
}
