// Queries made from an archive's own articles, each with the one article it is looking for: part of a sentence, part
// of a headline, rare words of a text (known-item queries; Azzopardi and de Rijke 2006). They are kinder than readers.

import { splitSentences } from "../../src/text/sentences.ts";
import { wordsOf } from "../build/fit/words.ts";
import type { Article } from "../build/source/article/article.ts";
import { sample, seededRandom } from "../statistics/seeded-random.ts";

export const GENERATED_KINDS = ["sentence", "headline", "rare words"] as const;
export type GeneratedKind = (typeof GENERATED_KINDS)[number];

export interface GeneratedQuery {
  readonly kind: GeneratedKind;
  readonly text: string;
  readonly articleId: string;
}

type Random = () => number;

/** A shorter sentence or headline has too little to drop words from. */
const SENTENCE_MIN_WORDS = 8;
const HEADLINE_MIN_WORDS = 4;
const QUERY_MAX_WORDS = 16;
/** Share of the words that is left out. */
const SENTENCE_DROP = 0.4;
const HEADLINE_DROP = 0.3;
const RARE_WORDS = 3;
const RARE_POOL = 10;
const RARE_MIN_CHARS = 4;

/**
 * `count` queries of each kind at most, each of another article; the same seed gives the same queries. Bodies of
 * members-only articles are not used, for no query has to find them.
 */
export function generatedQueries(
  articles: readonly Article[],
  count: number,
  seed: number,
): GeneratedQuery[] {
  const random = seededRandom(seed);
  const frequencies = articleFrequencies(articles);
  const makers: Record<GeneratedKind, (article: Article) => string | null> = {
    sentence: (article) => fromSentence(article, random),
    headline: (article) => partOf(article.title, HEADLINE_MIN_WORDS, HEADLINE_DROP, random),
    "rare words": (article) => rareWords(article, frequencies, random),
  };
  return GENERATED_KINDS.flatMap((kind) => {
    const made: GeneratedQuery[] = [];
    for (const article of sample(articles, articles.length, random)) {
      if (made.length >= count) break;
      const text = makers[kind](article);
      if (text !== null) made.push({ kind, text, articleId: article.id });
    }
    return made;
  });
}

function fromSentence(article: Article, random: Random): string | null {
  const sentences = openText(article)
    .split("\n\n")
    .flatMap((paragraph) => splitSentences(paragraph, article.lang))
    .filter((sentence) => wordsOf(sentence).length >= SENTENCE_MIN_WORDS);
  const [sentence] = sample(sentences, 1, random);
  return sentence === undefined ? null : partOf(sentence, SENTENCE_MIN_WORDS, SENTENCE_DROP, random);
}

/** The words of a text in their order, some left out; null where it has fewer than `least`. */
function partOf(text: string, least: number, drop: number, random: Random): string | null {
  const words = wordsOf(text).slice(0, Math.ceil(QUERY_MAX_WORDS / (1 - drop)));
  if (words.length < least) return null;
  const kept = new Set(sample([...words.keys()], Math.ceil(words.length * (1 - drop)), random));
  return words.filter((_, index) => kept.has(index)).join(" ");
}

/** Some of the article's rarest words that another article has too: a word of its own would find it by itself. */
function rareWords(
  article: Article,
  frequencies: ReadonlyMap<string, number>,
  random: Random,
): string | null {
  const shared = [...new Set(wordsOf(`${article.title}\n${openText(article)}`).map(fold))].filter(
    (word) => Array.from(word).length >= RARE_MIN_CHARS && (frequencies.get(word) ?? 0) > 1,
  );
  const rarest = shared.sort((a, b) => (frequencies.get(a) ?? 0) - (frequencies.get(b) ?? 0));
  const chosen = sample(rarest.slice(0, RARE_POOL), RARE_WORDS, random);
  return chosen.length < RARE_WORDS ? null : chosen.join(" ");
}

/** In how many articles each word occurs. */
function articleFrequencies(articles: readonly Article[]): Map<string, number> {
  const frequencies = new Map<string, number>();
  for (const article of articles) {
    const own = new Set(wordsOf(`${article.title}\n${openText(article)}`).map(fold));
    for (const word of own) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  }
  return frequencies;
}

function openText({ summary, body, access }: Article): string {
  return [summary ?? "", access === "members" ? "" : body].join("\n\n");
}

function fold(word: string): string {
  return word.toLocaleLowerCase();
}
