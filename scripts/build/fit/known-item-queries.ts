// Queries made from an archive's articles, each looking for the article that it was made from (known-item queries;
// Azzopardi and de Rijke 2006). The fit and the evaluation both take them from here, so that an evaluation can keep
// away from what the ranking was fitted to. Readers' queries are harder.

import { createHash } from "node:crypto";
import type { ArchiveIndex } from "../../../src/index/archive-index.ts";
import { idKey } from "../../../src/index/keys.ts";
import { parseKeywordQuery } from "../../../src/lexical/keyword-query.ts";
import { primaryLanguage } from "../../../src/lexical/language-tags.ts";
import { splitSentences } from "../../../src/text/sentences.ts";
import { sample, seededRandom } from "../../statistics/seeded-random.ts";
import type { IndexContent } from "../prepare/index-folder.ts";
import type { Article } from "../source/article/article.ts";
import { plainQuery } from "./plain-query.ts";
import { wordsOf } from "./words.ts";

/** Most words of the headline; a whole sentence, half of its words in their order, or its rarest words. */
export const KNOWN_ITEM_KINDS = ["headline", "sentence", "half", "rare"] as const;
export type KnownItemKind = (typeof KNOWN_ITEM_KINDS)[number];

/** One article and the queries made from it. */
export interface KnownItemSource {
  readonly article: Article;
  readonly ordinal: number;
  /** Primary tag of the article's language. */
  readonly lang: string;
  /** What all kinds but `headline` are made from; null if no sentence is fit for it. */
  readonly cloze: Cloze | null;
  /** Kinds for which the article has too few words are missing. */
  readonly queries: readonly { readonly kind: KnownItemKind; readonly text: string }[];
}

/** A sentence and the passage that it is in. */
export interface Cloze {
  readonly sentence: string;
  readonly passage: { readonly text: string; readonly number: number };
}

export interface KnownItemOptions {
  readonly index: ArchiveIndex;
  /** Only public, searchable articles among these are used. */
  readonly content: IndexContent;
  /** How many articles to make queries from, at most. */
  readonly articles: number;
  readonly kinds: readonly KnownItemKind[];
  readonly seed: number;
  /** Sentences and queries not to use. */
  readonly avoid?: ReadonlySet<string>;
}

const SENTENCE_WORDS = { min: 8, max: 40 } as const;
/** Words of a stretch that replaces a sentence if a text's sentences can't be told apart. */
const STRETCH_WORDS = 16;
const HALF = 0.5;
const RARE_WORDS = 4;
const HEADLINE_MIN_WORDS = 4;
/** Share of the headline's words that is kept. */
const HEADLINE_SHARE = 0.7;

/** A seed that changes with the archive's texts and with nothing else. */
export function seedOfTexts({ passages }: Pick<IndexContent, "passages">): number {
  const hashes = passages.map(({ hash }) => hash).sort();
  return createHash("sha256").update(hashes.join("")).digest().readUInt32LE(0);
}

/** The same archive, kinds and seed give the same queries, in seeded random order of the articles. */
export async function* makeKnownItemQueries(options: KnownItemOptions): AsyncGenerator<KnownItemSource> {
  const { index, content, kinds, avoid = new Set() } = options;
  const random = seededRandom(options.seed);
  const shown = new Map(content.articles.map((article) => [article.id, article]));
  const usable = content.passages.filter(({ text, withheld, articleId }) => {
    const article = shown.get(articleId);
    return text !== "" && !withheld && article?.search === true && article.access === "public";
  });
  // The installed command line may run on Node 20, which has no Map.groupBy.
  const byArticle = new Map<string, (typeof usable)[number][]>();
  for (const passage of usable) {
    const others = byArticle.get(passage.articleId);
    if (others === undefined) byArticle.set(passage.articleId, [passage]);
    else others.push(passage);
  }
  for (const [id, passages] of sample([...byArticle], options.articles, random)) {
    const article = shown.get(id);
    const [passage] = sample(passages, 1, random);
    if (article === undefined || passage === undefined) continue;
    const ordinal = await index.documents.find(idKey(id));
    const sentences = sentencesOf(passage.text, article.lang).filter((sentence) => !avoid.has(sentence));
    const [sentence] = sample(sentences, 1, random);
    const number = (index.columns.firstPassage[ordinal ?? 0] ?? 0) + passage.ordinal;
    // A sentence that is not found in the article as it was read can't be taken out of it.
    const isFound = sentence !== undefined && article.body.replace(/\s+/g, " ").includes(sentence);
    const cloze = isFound ? { sentence, passage: { text: passage.text, number } } : null;
    const makers: Readonly<Record<KnownItemKind, () => string>> = {
      headline: () => headlineOf(article, random),
      sentence: () => cloze?.sentence ?? "",
      half: () => (cloze === null ? "" : partOf(cloze.sentence, HALF, random)),
      rare: () => (cloze === null ? "" : rareWords(index, cloze.sentence)),
    };
    const queries = kinds
      .map((kind) => ({ kind, text: makers[kind]() }))
      .filter(({ text }) => text !== "" && !avoid.has(text));
    // Not before everything is drawn: a removed article must not change the queries of the others.
    if (ordinal === null) continue;
    yield { article, ordinal, lang: primaryLanguage(article.lang), cloze, queries };
  }
}

/** Sentences of a usual length that leave something of their passage; otherwise one stretch from its middle. */
function sentencesOf(text: string, lang: string): string[] {
  const flat = text.replace(/\s+/g, " ").trim();
  const sentences = splitSentences(flat, lang).filter((sentence) => {
    const words = wordsOf(sentence).length;
    return words >= SENTENCE_WORDS.min && words <= SENTENCE_WORDS.max && sentence.length < flat.length;
  });
  if (sentences.length > 1) return sentences;
  const words = flat.split(" ");
  const start = Math.floor((words.length - STRETCH_WORDS) / 2);
  return start < SENTENCE_WORDS.min ? [] : [words.slice(start, start + STRETCH_WORDS).join(" ")];
}

function headlineOf({ title }: Article, random: () => number): string {
  return wordsOf(title).length < HEADLINE_MIN_WORDS ? "" : partOf(title, HEADLINE_SHARE, random);
}

/** A random share of the text's words, in their order. */
function partOf(text: string, share: number, random: () => number): string {
  const words = wordsOf(text);
  const kept = new Set(sample([...words.keys()], Math.ceil(words.length * share), random));
  return words.filter((_, index) => kept.has(index)).join(" ");
}

/** The sentence's rarest words that another article has too: a word that only one article has would be too easy. */
function rareWords(index: ArchiveIndex, sentence: string): string {
  const words = index.keywords.matchWords(parseKeywordQuery(plainQuery(sentence), index.languages));
  return words
    .filter(({ kind, articles }) => kind === "exact" && articles > 1)
    .sort((a, b) => a.articles - b.articles)
    .slice(0, RARE_WORDS)
    .map(({ word }) => word)
    .join(" ");
}
