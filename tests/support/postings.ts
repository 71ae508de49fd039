// Posting lists and a keyword index as a snapshot attaches them, without the snapshot around them.

import { MANIFEST_FILE, manifestSchema } from "../../src/index/snapshot/format.ts";
import type { SectionName } from "../../src/index/snapshot/sections.ts";
import type { SnapshotFiles } from "../../src/index/snapshot/writer.ts";
import { attachCompletions } from "../../src/lexical/attached-completions.ts";
import { attachKeywordIndex } from "../../src/lexical/attached-index.ts";
import { countFields, type FieldTexts } from "../../src/lexical/field-counts.ts";
import type { KeywordIndex } from "../../src/lexical/keyword-index.ts";
import { NumberLists } from "../../src/lexical/number-lists.ts";
import { type PostingsBytes, writePostings } from "../../src/lexical/posting-writer.ts";
import type { Postings } from "../../src/lexical/postings.ts";
import { StringTable } from "../../src/lexical/string-table.ts";
import { TermDictionary } from "../../src/lexical/term-dictionary.ts";

export function attachPostings({ terms, termCount: _, ...lists }: PostingsBytes): Postings {
  return {
    terms: new TermDictionary(new StringTable(terms.bytes, terms.offsets)),
    ...lists,
  };
}

/** The posting lists in the files of a small snapshot, whose sections have one part each. */
export function postingsIn(files: SnapshotFiles): Postings {
  const manifest = new TextDecoder().decode(files.get(MANIFEST_FILE));
  const { sections } = manifestSchema.parse(JSON.parse(manifest));
  const bytes = (name: SectionName) =>
    files.get(sections[name]?.parts[0]?.file ?? "")?.slice() ?? new Uint8Array();
  const numbers = (name: SectionName) => new Uint32Array(bytes(name).buffer);
  return {
    terms: new TermDictionary(new StringTable(bytes("lexical.terms"), numbers("lexical.termOffsets"))),
    inflections: bytes("lexical.forms"),
    inflectionOffsets: numbers("lexical.formOffsets"),
    bytes: bytes("lexical.postings"),
    offsets: numbers("lexical.postingOffsets"),
    positions: bytes("lexical.positions"),
    positionOffsets: numbers("lexical.positionOffsets"),
    lengths: numbers("lexical.lengths"),
  };
}

export interface TestArticle extends Partial<FieldTexts> {
  readonly lang?: string;
}

/** Articles by their number; fields that are not named are empty, the language is English. Suggests nothing. */
export function keywordIndexOf(articles: readonly TestArticle[]): KeywordIndex {
  const completions = {
    keys: new Uint8Array(),
    keyOffsets: new Uint32Array(1),
    starts: new Uint32Array(),
    texts: new StringTable(new Uint8Array(), new Uint32Array(1)),
    articles: new NumberLists(new Uint32Array(), new Uint32Array(1), articles.length),
    titles: new Uint32Array(),
  };
  return attachKeywordIndex(postingsOf(articles), attachCompletions(completions, articles.length));
}

export function postingsOf(articles: readonly TestArticle[]): Postings {
  const counts = articles.map(({ title = "", summary = null, body = null, tags = [], lang = "en" }) =>
    countFields({ title, summary, body, tags }, lang),
  );
  return attachPostings(writePostings(counts));
}
