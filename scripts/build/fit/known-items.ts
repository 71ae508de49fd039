// Queries made from an archive's own articles, each with the one article it is looking for (known-item queries; Azzopardi
// and de Rijke 2006), hard ones among them: what a query was made from is taken out of its article (the inverse cloze
// task; Lee, Chang and Toutanova 2019), so that it has to be found by what the rest of the text says.

import { createHash } from "node:crypto";
import type { Encoder } from "../../../src/encoder/encoder.ts";
import { idKey } from "../../../src/index/keys.ts";
import type { Searcher } from "../../../src/index/searcher.ts";

import type { Snapshot } from "../../../src/index/snapshot/reader.ts";
import { countFields, type FieldCounts } from "../../../src/lexical/field-counts.ts";
import { parseKeywordQuery } from "../../../src/lexical/keyword-query.ts";
import { matchWords } from "../../../src/lexical/keyword-search.ts";
import { primaryLanguage } from "../../../src/lexical/language-tags.ts";
import { passageHead, passageInput } from "../../../src/text/passages.ts";
import { splitSentences } from "../../../src/text/sentences.ts";
import { sample, seededRandom } from "../../statistics/seeded-random.ts";
import type { IndexContent } from "../prepare/index-folder.ts";
import type { Article } from "../source/article/article.ts";
import { plainQuery } from "./plain-query.ts";
import { wordsOf } from "./words.ts";

/** `headline`: as it is; the others are of one sentence that was taken out: all of it, half of its words, its rare ones. */
export const KNOWN_ITEM_KINDS = ["headline", "sentence", "half", "rare"] as const;
export type KnownItemKind = (typeof KNOWN_ITEM_KINDS)[number];

export interface KnownItem {
  readonly kind: KnownItemKind;
  readonly text: string;
  /** Ordinal of the article that is looked for. */
  readonly article: number;
  /** Primary tag of its language. */
  readonly lang: string;
  /** The article without the sentence; null where it stays whole. */
  readonly without: Without | null;
}

export interface Without {
  /** Number of the passage that the sentence was in … */
  readonly passage: number;
  /** … and the passage's vector without it, `Float32Array[dims]`. */
  readonly vector: Float32Array;
  readonly counts: FieldCounts;
}

export interface KnownItemOptions {
  readonly searcher: Searcher;
  readonly content: IndexContent;
  /** Articles to make queries of. */
  readonly articles: number;
  readonly onArticle?: () => void;
  readonly signal?: AbortSignal;
}

const SENTENCE_WORDS = { least: 8, most: 40 } as const;
/** Words of a stretch that stands for a sentence where a text's sentences can't be told apart. */
const STRETCH_WORDS = 16;
const RARE_WORDS = 4;
const HEADLINE_LEAST_WORDS = 3;

/** The same archive gives the same queries: chance is drawn from the texts themselves. */
export async function makeKnownItems(options: KnownItemOptions): Promise<KnownItem[]> {
  const { searcher, content, articles, onArticle, signal } = options;
  const { snapshot } = searcher;
  const seed = createHash("sha256")
    .update(
      content.passages
        .map(({ hash }) => hash)
        .sort()
        .join(""),
    )
    .digest();
  const random = seededRandom(seed.readUInt32LE(0));
  const shown = new Map(content.articles.map((article) => [article.id, article]));
  const usable = content.passages.filter(({ text, withheld, articleId }) => {
    const article = shown.get(articleId);
    return text !== "" && !withheld && article?.search === true && article.access === "public";
  });
  // Node 20 has no Map.groupBy.
  const byArticle = new Map<string, (typeof usable)[number][]>();
  for (const passage of usable) {
    const others = byArticle.get(passage.articleId);
    if (others === undefined) byArticle.set(passage.articleId, [passage]);
    else others.push(passage);
  }
  const items: KnownItem[] = [];
  for (const [id, passages] of sample([...byArticle], articles, random)) {
    signal?.throwIfAborted();
    const article = shown.get(id);
    const ordinal = snapshot.findKey(idKey(id));
    const [passage] = sample(passages, 1, random);
    if (article === undefined || ordinal === null || passage === undefined) continue;
    const lang = primaryLanguage(article.lang);
    if (wordsOf(article.title).length >= HEADLINE_LEAST_WORDS) {
      items.push({ kind: "headline", text: article.title, article: ordinal, lang, without: null });
    }
    const [sentence] = sample(sentencesOf(passage.text, article.lang), 1, random);
    const without =
      sentence === undefined
        ? null
        : await leaveOut(
            searcher,
            article,
            { ...passage, number: (snapshot.firstPassage[ordinal] ?? 0) + passage.ordinal },
            sentence,
          );
    if (sentence !== undefined && without !== null) {
      const queries = { sentence, half: halfOf(sentence, random), rare: rareWords(snapshot, sentence) };
      for (const [kind, text] of Object.entries(queries) as [KnownItemKind, string][]) {
        if (text !== "") items.push({ kind, text, article: ordinal, lang, without });
      }
    }
    onArticle?.();
  }
  return items;
}

/** Sentences of a usual length that leave something of their passage; else one stretch from its middle. */
function sentencesOf(text: string, lang: string): string[] {
  const flat = text.replace(/\s+/g, " ").trim();
  const found = splitSentences(flat, lang).filter((sentence) => {
    const words = wordsOf(sentence).length;
    return words >= SENTENCE_WORDS.least && words <= SENTENCE_WORDS.most && sentence.length < flat.length;
  });
  if (found.length > 1) return found;
  const words = flat.split(" ");
  const start = Math.floor((words.length - STRETCH_WORDS) / 2);
  return start < SENTENCE_WORDS.least ? [] : [words.slice(start, start + STRETCH_WORDS).join(" ")];
}

/** Null where the sentence is not found again in the article as it was read. */
async function leaveOut(
  { encoder, snapshot }: Searcher,
  article: Article,
  passage: { readonly text: string; readonly number: number },
  sentence: string,
): Promise<Without | null> {
  const body = article.body.replace(/\s+/g, " ");
  if (!body.includes(sentence)) return null;
  const rest = passage.text.replace(/\s+/g, " ").replace(sentence, " ");
  const { title, summary, tags, lang } = article;
  return {
    passage: passage.number,
    vector: await encodePassage(encoder, snapshot.manifest.settings.passageTokens, title, rest),
    counts: countFields({ title, summary, tags, body: body.replace(sentence, " ") }, lang),
  };
}

async function encodePassage(
  encoder: Encoder,
  passageTokens: number,
  title: string,
  text: string,
): Promise<Float32Array> {
  const count = (part: string) => encoder.countPieces(part);
  const { head } = passageHead(title, encoder.pieceBudget("passage", passageTokens), count);
  return (await encoder.encode(passageInput(head, text.trim()), "passage")).vector.slice();
}

function halfOf(sentence: string, random: () => number): string {
  const words = wordsOf(sentence);
  const kept = new Set(sample([...words.keys()], Math.ceil(words.length / 2), random));
  return words.filter((_, index) => kept.has(index)).join(" ");
}

/** The sentence's rarest words that another article has too: a word of its own would be no question. */
function rareWords(snapshot: Snapshot, sentence: string): string {
  const words = matchWords(
    snapshot.postings,
    parseKeywordQuery(plainQuery(sentence), snapshot.manifest.languages),
  );
  return words
    .filter(({ kind, articles }) => kind === "exact" && articles > 1)
    .sort((a, b) => a.articles - b.articles)
    .slice(0, RARE_WORDS)
    .map(({ word }) => word)
    .join(" ");
}
