// Suggests phrases and titles of the archive that continue what the reader is typing. The typed words may be at the
// beginning of a suggestion or start at any word in it. Only published articles count; nothing is encoded.

import type { Searcher } from "../index/searcher.ts";
import { analyse } from "../lexical/analyser.ts";
import { COMPLETION_KEY_MAX_BYTES, completionKey } from "../lexical/completion-key.ts";
import { completedPart, type Part } from "./completed-part.ts";
import { type Candidate, CompletionCandidates, distinct } from "./completion-candidates.ts";

/** Typing errors are corrected if fewer suggestions than this match exactly. */
export const ENOUGH_SUGGESTIONS = 3;

export interface SuggestRequest {
  readonly query: string;
  /** 1 or more. */
  readonly limit: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type Suggestion = {
  readonly text: string;
  /** The part of the text that the reader has typed. */
  readonly highlights: readonly Part[];
} & (
  | {
      readonly kind: "phrase";
      /** How many published articles have it, near-duplicates counted once. */
      readonly count: number;
    }
  | { readonly kind: "title"; readonly id: string; readonly url: string | null }
);

/** The best `limit` suggestions, exact matches first; empty if the query has no word. */
export async function suggest(
  { segments }: Pick<Searcher, "segments">,
  { query, limit, now }: SuggestRequest,
): Promise<Suggestion[]> {
  const typed = completionKey(query, COMPLETION_KEY_MAX_BYTES).text;
  if (typed === "") return [];
  const [site = "und"] = segments[0].languages;
  const begun = [...new Set([typed, withoutFirstStopWords(query, site)])];
  const sources = segments.map((index) => new CompletionCandidates(index, now, site));
  const chosen: Candidate[] = [];
  const add = (found: readonly Candidate[]): void => {
    // One segment's suggestions are already distinct and in order.
    const missing = limit - chosen.length;
    chosen.push(...(sources.length === 1 ? found : distinct(found, chosen, missing)));
  };
  add(sources.flatMap((source) => source.continuing(begun, chosen, limit)));
  if (chosen.length < Math.min(limit, ENOUGH_SUGGESTIONS)) {
    const missing = limit - chosen.length;
    add(sources.flatMap((source) => source.oneEditAway(begun, chosen, missing)));
  }
  return Promise.all(chosen.map(suggestionOf));
}

async function suggestionOf({ index, number, count, offset, length }: Candidate): Promise<Suggestion> {
  const { completions } = index.keywords;
  if (number < completions.phraseCount) {
    const text = completions.phrase(number);
    return { kind: "phrase", text, highlights: [completedPart(text, offset, length)], count };
  }
  const [article] = await index.documents.articles([completions.titleOf(number)]);
  const { title: text = "", id = "", url = null } = article ?? {};
  return { kind: "title", text, highlights: [completedPart(text, offset, length)], id, url };
}

/** "the black se" is completed like "black se"; a query made up entirely of stop words stays as it is. */
function withoutFirstStopWords(query: string, lang: string): string {
  const first = analyse(query, lang).find(({ stop }) => !stop);
  return completionKey(query.slice(first?.start ?? 0), COMPLETION_KEY_MAX_BYTES).text;
}
