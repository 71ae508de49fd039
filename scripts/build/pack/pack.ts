// From index/ to build/assets/: the snapshot and encoder.bin. Bodies of members-only articles stop here: no term, no
// passage and no field of the snapshot contains them.

import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FLAG } from "../../../src/index/columns.ts";
import { DEFAULT_RANKING, type RankingParameters } from "../../../src/index/ranking.ts";
import type { Settings } from "../../../src/index/settings.ts";
import { type Manifest, PAGE_TARGET_BYTES } from "../../../src/index/snapshot/format.ts";
import { type SnapshotFiles, type SnapshotInput, writeSnapshot } from "../../../src/index/snapshot/writer.ts";
import type { StoredArticle } from "../../../src/index/stored-article.ts";
import { countFields, type FieldCounts } from "../../../src/lexical/field-counts.ts";
import { primaryLanguage, readsLanguage } from "../../../src/lexical/language-tags.ts";
import { writeNumberLists } from "../../../src/lexical/number-lists.ts";
import { writePostings } from "../../../src/lexical/posting-writer.ts";
import { writeStringTable } from "../../../src/lexical/string-table.ts";
import { quantise } from "../../../src/vector/quantise.ts";
import type { QuantisedVectors } from "../../../src/vector/quantised-vectors.ts";
import type { VectorScan } from "../../../src/vector/vector-scan.ts";
import { articleVectors } from "../fit/article-vectors.ts";
import { fitRelated } from "../fit/fit-related.ts";
import type { IndexContent } from "../prepare/index-folder.ts";
import { groupNearDuplicates } from "../prepare/near-duplicates.ts";
import type { Article } from "../source/article/article.ts";
import { type KeyOwners, keyOwners, resolveReferences } from "../source/references.ts";
import { writeCompletions } from "./completions.ts";
import { writeLabels } from "./labels.ts";

export interface PackInput {
  readonly content: IndexContent;
  readonly encoder: Manifest["encoder"];
  readonly settings: Settings;
  /** The search parameters fitted to this archive; the defaults if missing. */
  readonly search?: RankingParameters["search"];
  /** For the neighbours of whole articles; plain TypeScript if missing. */
  readonly createScan?: (vectors: QuantisedVectors) => VectorScan;
  /** Custom fields that are in the index but in no response. */
  readonly hiddenFields?: readonly string[];
}

export async function packSnapshot(input: PackInput): Promise<SnapshotFiles> {
  return writeSnapshot(layOutSnapshot(input));
}

/** All sections, not yet in files: writing them again with other parameters only costs the checksums. */
export function layOutSnapshot(input: PackInput): SnapshotInput {
  const { dims } = input.encoder;
  const articles = [...input.content.articles].sort(newestFirst);
  const rows = passageRows(input.content, articles);
  const firstPassage = new Uint32Array(articles.length + 1);
  for (const { ordinal } of rows) firstPassage[ordinal + 1] = (firstPassage[ordinal + 1] ?? 0) + 1;
  for (let a = 0; a < articles.length; a++)
    firstPassage[a + 1] = (firstPassage[a + 1] ?? 0) + (firstPassage[a] ?? 0);

  const vectorsOf = articleVectors(
    articles.map((_, a) => rows.slice(firstPassage[a], firstPassage[a + 1]).map((row) => row.vector)),
    dims,
    input.createScan,
  );
  const passageVectors = quantise(
    rows.map((row) => row.vector),
    dims,
  );
  const wholeArticles = quantise(vectorsOf.vectors, dims);
  const related = fitRelated(vectorsOf.raw, vectorsOf.vectors).parameters;
  const { pages, locations } = layOutText(rows.map((row) => row.text));
  const records = writeRecords(articles.map((article) => storedFields(article, input.hiddenFields ?? [])));
  const { identifyingParams } = input.settings;
  const owners = keyOwners(articles, identifyingParams);
  const keys = writeKeys(owners);
  const postings = writePostings(articles.map(countTerms));
  const labels = writeLabels(articles, input.settings);
  const labelNames = concatenate(labels.names.map((name) => new TextEncoder().encode(name)));
  const references = resolveReferences(articles, owners, identifyingParams);
  const links = writeNumberLists(references.links);
  const pins = writeNumberLists(references.pins);
  const duplicateOf = Uint32Array.from(groupNearDuplicates(articles));

  return {
    encoder: input.encoder,
    counts: {
      articles: articles.length,
      passages: rows.length,
      terms: postings.termCount,
      undated: articles.filter((article) => article.publishedAt === null).length,
    },
    settings: input.settings,
    languages: languagesOf(articles, input.settings.language),
    ranking: { search: input.search ?? DEFAULT_RANKING.search, related },
    pages,
    sections: {
      "articles.records": records.bytes,
      "articles.recordOffsets": records.offsets,
      "articles.publishedAt": Float64Array.from(articles, publishedMs),
      "articles.flags": Uint8Array.from(articles, (article) => flagsOf(article, input.encoder.languages)),
      "articles.firstPassage": firstPassage,
      "articles.vectors": wholeArticles.values,
      "articles.scales": wholeArticles.scales,
      "articles.centre": vectorsOf.centre as Float32Array<ArrayBuffer>,
      "articles.duplicateOf": duplicateOf,
      "articles.labels": labels.values,
      "articles.labelOffsets": labels.offsets,
      "articles.links": links.values,
      "articles.linkOffsets": links.offsets,
      "articles.pins": pins.values,
      "articles.pinOffsets": pins.offsets,
      "labels.strings": labels.keys.bytes,
      "labels.stringOffsets": labels.keys.offsets,
      "labels.names": labelNames.bytes,
      "labels.nameOffsets": labelNames.offsets,
      "keys.strings": keys.bytes,
      "keys.stringOffsets": keys.offsets,
      "keys.articles": keys.articles,
      "passages.vectors": passageVectors.values,
      "passages.scales": passageVectors.scales,
      "passages.locations": locations,
      "lexical.terms": postings.terms.bytes,
      "lexical.termOffsets": postings.terms.offsets,
      "lexical.forms": postings.inflections,
      "lexical.formOffsets": postings.inflectionOffsets,
      "lexical.postings": postings.bytes,
      "lexical.postingOffsets": postings.offsets,
      "lexical.positions": postings.positions,
      "lexical.positionOffsets": postings.positionOffsets,
      "lexical.lengths": postings.lengths,
      ...writeCompletions(articles, duplicateOf),
    },
  };
}

interface PassageRow {
  readonly ordinal: number;
  readonly number: number;
  readonly text: string;
  readonly vector: Float32Array;
}

function passageRows(content: IndexContent, articles: readonly Article[]): PassageRow[] {
  const ordinals = new Map(articles.map((article, ordinal) => [article.id, ordinal]));
  const rows = content.passages.map((passage, index) => {
    const stored = content.vectors[index];
    const ordinal = ordinals.get(passage.articleId);
    if (stored === undefined || stored.hash !== passage.hash || ordinal === undefined) {
      throw new Error(
        `index/ does not agree with itself at passage ${passage.ordinal} of ${passage.articleId}. ` +
          'Delete the contents of index/ and run "npm run build".',
      );
    }
    return {
      ordinal,
      number: passage.ordinal,
      text: passage.withheld ? "" : passage.text,
      vector: stored.vector,
    };
  });
  return rows.sort((a, b) => a.ordinal - b.ordinal || a.number - b.number);
}

function newestFirst(a: Article, b: Article): number {
  const [timeA, timeB] = [publishedMs(a), publishedMs(b)];
  // Undated articles last; NaN is neither less nor greater.
  const isUndated = Number(Number.isNaN(timeA)) - Number(Number.isNaN(timeB));
  if (isUndated !== 0) return isUndated;
  if (timeA !== timeB && !Number.isNaN(timeA)) return timeB - timeA;
  return a.id < b.id ? -1 : 1;
}

function publishedMs(article: Article): number {
  return article.publishedAt === null ? Number.NaN : Date.parse(article.publishedAt);
}

function flagsOf(article: Article, read: readonly string[]): number {
  const isRead = readsLanguage(read, article.lang);
  return (
    (isRead ? 0 : FLAG.unsupportedLanguage) |
    (article.search ? FLAG.searchable : 0) |
    (article.recommend && !article.relatedOff ? FLAG.recommendable : 0) |
    (article.access === "members" ? FLAG.members : 0) |
    (article.relatedOff ? FLAG.noRelated : 0)
  );
}

function storedFields(article: Article, hidden: readonly string[]): StoredArticle {
  return {
    id: article.id,
    url: ofTheWeb(article.url),
    title: article.title,
    summary: article.summary,
    sections: [...article.sections],
    tags: [...article.tags],
    authors: [...article.authors],
    publishedAt: article.publishedAt,
    updatedAt: article.updatedAt,
    lang: article.lang,
    image: ofTheWeb(article.image?.src ?? null) === null ? null : article.image,
    access: article.access,
    fields: Object.fromEntries(
      Object.entries(article.fields)
        .filter(([name]) => !hidden.includes(name))
        .map(([name, value]) => [name, typeof value === "object" ? [...value] : value]),
    ),
  };
}

/** Readers drop other addresses, because a page may turn a stored one into a link. */
function ofTheWeb(url: string | null): string | null {
  return url !== null && /^https?:\/\//i.test(url) ? url : null;
}

function countTerms(article: Article): FieldCounts {
  // Members-only text is in no posting list.
  const body = article.access === "public" ? article.body : null;
  return countFields({ ...article, body }, article.lang);
}

function writeRecords(articles: readonly StoredArticle[]) {
  const encoded = articles.map((article) => new TextEncoder().encode(JSON.stringify(article)));
  return concatenate(encoded);
}

function concatenate(parts: readonly Uint8Array[]) {
  const offsets = new Uint32Array(parts.length + 1);
  for (const [index, part] of parts.entries()) offsets[index + 1] = (offsets[index] ?? 0) + part.length;
  const bytes = new Uint8Array(offsets.at(-1) ?? 0);
  for (const [index, part] of parts.entries()) bytes.set(part, offsets[index]);
  return { bytes, offsets };
}

function writeKeys(owners: KeyOwners) {
  const table = writeStringTable(owners.keys());
  const articles = Uint32Array.from(table.order, (key) => owners.get(key) ?? 0);
  return { bytes: table.bytes, offsets: table.offsets, articles };
}

function languagesOf(articles: readonly Article[], site: string): string[] {
  const counts = new Map<string, number>();
  for (const lang of articles.map((article) => primaryLanguage(article.lang))) {
    counts.set(lang, (counts.get(lang) ?? 0) + 1);
  }
  const siteLanguage = primaryLanguage(site);
  const others = [...counts.keys()].filter((lang) => lang !== siteLanguage);
  return [
    siteLanguage,
    ...others.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1)),
  ];
}

/** Texts end to end on pages; a location is [page, start, length] in bytes. An article's passages are adjacent. */
function layOutText(texts: readonly string[]) {
  const pages: Uint8Array<ArrayBuffer>[] = [];
  const locations = new Uint32Array(texts.length * 3);
  let open: Uint8Array[] = [];
  let openBytes = 0;
  const close = () => {
    if (open.length > 0) pages.push(concatenate(open).bytes);
    open = [];
    openBytes = 0;
  };
  for (const [index, text] of texts.entries()) {
    const bytes = new TextEncoder().encode(text);
    if (openBytes + bytes.length > PAGE_TARGET_BYTES) close();
    locations.set([pages.length, openBytes, bytes.length], index * 3);
    open.push(bytes);
    openBytes += bytes.length;
  }
  close();
  return { pages, locations };
}

/** Replaces a folder as a whole: the files are written to another folder, which is then renamed. */
export async function replaceFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const aside = `${folder}.partial`;
  const former = `${folder}.former`;
  await rm(aside, { recursive: true, force: true });
  await rm(former, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  for (const [name, bytes] of files) await writeFile(join(aside, name), bytes);
  try {
    await rename(folder, former);
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "ENOENT")) throw cause;
  }
  await rename(aside, folder);
  await rm(former, { recursive: true, force: true });
}
