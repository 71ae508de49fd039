// Posting lists as a reader attaches them, without the snapshot around them.

import { MANIFEST_FILE, manifestSchema, type SectionName } from "../../src/index/snapshot/format.ts";
import type { SnapshotFiles } from "../../src/index/snapshot/writer.ts";
import { countFields, type FieldTexts } from "../../src/lexical/field-counts.ts";
import { type Postings, type PostingsBytes, writePostings } from "../../src/lexical/postings.ts";
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
    forms: bytes("lexical.forms"),
    formOffsets: numbers("lexical.formOffsets"),
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

/** Articles by their number; what is not named is empty, the language is English. */
export function postingsOf(articles: readonly TestArticle[]): Postings {
  const counts = articles.map(({ title = "", summary = null, body = null, tags = [], lang = "en" }) =>
    countFields({ title, summary, body, tags }, lang),
  );
  return attachPostings(writePostings(counts));
}
