// Opens a snapshot as an ArchiveIndex: checks the manifest and every checksum, then attaches typed views to the
// sections. Only the manifest is parsed.

import { attachCompletions } from "../../lexical/attached-completions.ts";
import { attachKeywordIndex } from "../../lexical/attached-index.ts";
import { NumberLists } from "../../lexical/number-lists.ts";
import { StringTable } from "../../lexical/string-table.ts";
import { TermDictionary } from "../../lexical/term-dictionary.ts";
import { createExactIndex } from "../../vector/exact-index.ts";
import { createPlainScan } from "../../vector/plain-scan.ts";
import type { QuantisedVectors } from "../../vector/quantised-vectors.ts";
import type { VectorScan } from "../../vector/vector-scan.ts";
import type { ArchiveIndex } from "../archive-index.ts";
import type { Columns } from "../columns.ts";
import { SnapshotError } from "../snapshot-error.ts";
import type { Source } from "../source.ts";
import { createDocumentStore } from "./documents.ts";
import { readManifest } from "./manifest.ts";
import { PageCache } from "./page-cache.ts";
import { readSections } from "./read-section.ts";
import type { SectionName } from "./sections.ts";

export type CreateScan = (vectors: QuantisedVectors) => VectorScan;

/** `createScan` may copy the vectors into separate memory; the default is the scan in plain TypeScript. */
export async function openSnapshot(
  source: Source,
  createScan: CreateScan = createPlainScan,
): Promise<ArchiveIndex> {
  const manifest = await readManifest(source);
  const sections = await readSections(source, manifest);
  const { encoder, counts, settings, ranking, languages } = manifest;
  const { articles, passages } = counts;
  const { dims } = encoder;

  const stringTable = (strings: StringSection, offsets: OffsetSection): StringTable =>
    checked(strings, "is no table of strings", () => new StringTable(sections[strings], sections[offsets]));
  const lists = (values: ListSection, offsets: OffsetSection, limit: number): NumberLists =>
    checked(values, "holds no lists", () => new NumberLists(sections[values], sections[offsets], limit));

  const firstPassage = sections["articles.firstPassage"];
  const duplicateOf = sections["articles.duplicateOf"];
  checkOffsets("articles.firstPassage", firstPassage, passages);
  checkOffsets(
    "articles.recordOffsets",
    sections["articles.recordOffsets"],
    sections["articles.records"].length,
  );
  checkBelow("articles.duplicateOf", duplicateOf, articles);
  checkBelow("keys.articles", sections["keys.articles"], articles);
  const facetKeys = new TermDictionary(stringTable("labels.strings", "labels.stringOffsets"));
  const columns: Columns = {
    publishedAt: sections["articles.publishedAt"],
    flags: sections["articles.flags"],
    firstPassage,
    duplicateOf,
    facets: {
      lists: lists("articles.labels", "articles.labelOffsets", facetKeys.size),
      keys: facetKeys,
      names: stringTable("labels.names", "labels.nameOffsets"),
    },
    links: lists("articles.links", "articles.linkOffsets", articles),
    pins: lists("articles.pins", "articles.pinOffsets", articles),
  };
  for (const name of ["lexical.forms", "lexical.postings", "lexical.positions"] as const) {
    checkOffsets(LEXICAL_OFFSETS[name], sections[LEXICAL_OFFSETS[name]], sections[name].length, name);
  }
  const postings = {
    terms: new TermDictionary(stringTable("lexical.terms", "lexical.termOffsets")),
    inflections: sections["lexical.forms"],
    inflectionOffsets: sections["lexical.formOffsets"],
    bytes: sections["lexical.postings"],
    offsets: sections["lexical.postingOffsets"],
    positions: sections["lexical.positions"],
    positionOffsets: sections["lexical.positionOffsets"],
    lengths: sections["lexical.lengths"],
  };
  const completionTable = {
    keys: sections["completions.keys"],
    keyOffsets: sections["completions.keyOffsets"],
    starts: sections["completions.starts"],
    texts: stringTable("completions.texts", "completions.textOffsets"),
    articles: lists("completions.articles", "completions.articleOffsets", articles),
    titles: sections["completions.titles"],
  };
  const completions = checked("completions.keys", "holds no completions", () =>
    attachCompletions(completionTable, articles),
  );

  return {
    version: manifest.indexVersion,
    format: manifest.format,
    settings,
    ranking,
    encoder,
    languages,
    size: counts,
    columns,
    documents: createDocumentStore({
      records: sections["articles.records"],
      recordOffsets: sections["articles.recordOffsets"],
      keys: new TermDictionary(stringTable("keys.strings", "keys.stringOffsets")),
      keyArticles: sections["keys.articles"],
      locations: sections["passages.locations"],
      pages: new PageCache(source, manifest.pages),
    }),
    keywords: attachKeywordIndex(postings, completions),
    passages: createExactIndex(
      createScan({ values: sections["passages.vectors"], scales: sections["passages.scales"], dims }),
      firstPassage,
    ),
    articles: createExactIndex(
      createScan({ values: sections["articles.vectors"], scales: sections["articles.scales"], dims }),
    ),
    mean: sections["articles.centre"],
  };
}

type StringSection =
  | "keys.strings"
  | "labels.strings"
  | "labels.names"
  | "lexical.terms"
  | "completions.texts";
type ListSection = "articles.labels" | "articles.links" | "articles.pins" | "completions.articles";
type OffsetSection = Extract<SectionName, `${string}Offsets`>;

const LEXICAL_OFFSETS = {
  "lexical.forms": "lexical.formOffsets",
  "lexical.postings": "lexical.postingOffsets",
  "lexical.positions": "lexical.positionOffsets",
} as const;

function checked<T>(name: SectionName, problem: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new SnapshotError(`Section ${name} ${problem} (${cause.message}).`, { cause });
  }
}

/** Checks that offsets start at 0, never decrease and end at `length`, the length of `into`. */
function checkOffsets(
  name: SectionName,
  offsets: Uint32Array,
  length: number,
  into: SectionName = name,
): void {
  let last = 0;
  for (const offset of offsets) {
    if (offset < last) throw new SnapshotError(`Section ${name} goes back from ${last} to ${offset}.`);
    last = offset;
  }
  if (offsets[0] !== 0) throw new SnapshotError(`Section ${name} begins at ${offsets[0]} instead of 0.`);
  if (last === length) return;
  throw new SnapshotError(
    into === name
      ? `Section ${name} ends at ${last} where ${length} belongs.`
      : `Section ${into} has ${length} bytes where ${last} belong.`,
  );
}

/** Checks that all values are numbers of articles, of which there are `limit`. */
function checkBelow(name: SectionName, values: Uint32Array, limit: number): void {
  for (const value of values) {
    if (value >= limit)
      throw new SnapshotError(`Section ${name} has the number ${value} of ${limit} articles.`);
  }
}
