// Posting lists as a reader attaches them, without the snapshot around them.

import { countFields, type FieldTexts } from "../../src/lexical/field-counts.ts";
import type { Postings } from "../../src/lexical/postings.ts";
import { type PostingsBytes, writePostings } from "../../src/lexical/postings.ts";
import { StringTable } from "../../src/lexical/string-table.ts";
import { TermDictionary } from "../../src/lexical/term-dictionary.ts";

export function attachPostings({ terms, termCount: _, ...lists }: PostingsBytes): Postings {
  return {
    terms: new TermDictionary(new StringTable(terms.bytes, terms.offsets)),
    ...lists,
  };
}

export interface TestArticle extends Partial<FieldTexts> {
  readonly lang?: string;
}

/** Articles by their number; what is not named is empty, the language is English. */
export function postingsOf(articles: readonly TestArticle[]): Postings {
  const counts = articles.map(({ title = "", summary = null, body = null, tags = [], lang = "en" }) =>
    countFields({ title, summary, body, tags }, lang),
  );
  return attachPostings(writePostings(counts));
}
