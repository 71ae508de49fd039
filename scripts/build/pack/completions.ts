// The table of suggestions: titles, tags and frequent phrases of the searchable articles. It has nothing from
// members-only bodies; which suggestions a request may see is decided per request, by their articles.

import { PHRASE_MIN_ARTICLES } from "../../../src/engine/completion-candidates.ts";
import { COMPLETION_KEY_MAX_BYTES, completionKey } from "../../../src/lexical/completion-key.ts";
import { MAX_COMPLETION_COUNT, startAt } from "../../../src/lexical/completion-starts.ts";
import { writeNumberLists } from "../../../src/lexical/number-lists.ts";
import type { Article } from "../source/article/article.ts";
import { type FrequentPhrase, frequentPhrases, PHRASE_MAX_WORDS } from "./frequent-phrases.ts";
import { chosenForm } from "./phrase-uses.ts";
import type { PhraseSource } from "./phrase-words.ts";

/** Maximum number of phrases, in total and per article, so that they are a small part of any snapshot. */
const PHRASES_MAX = 20_000;
const PHRASES_PER_ARTICLE = 2;

const encoder = new TextEncoder();

/** `articles` are ordered by ordinal; `groups[a]` is the number of article a's group of near-duplicates. */
export function writeCompletions(articles: readonly Article[], groups: ArrayLike<number>) {
  const phrases = phrasesOf(articles, groups);
  const titles: number[] = [];
  const keys = phrases.map(({ text }) => completionKey(text, COMPLETION_KEY_MAX_BYTES));
  for (const [ordinal, article] of articles.entries()) {
    if (!article.search) continue;
    const key = completionKey(article.title, COMPLETION_KEY_MAX_BYTES);
    if (key.words.length === 0) continue;
    keys.push(key);
    titles.push(ordinal);
  }
  if (keys.length > MAX_COMPLETION_COUNT)
    throw new RangeError(`completions: ${keys.length} of ${MAX_COMPLETION_COUNT}`);
  const table = endToEnd(keys.map(({ text }) => text));
  const texts = endToEnd(phrases.map(({ text }) => text));
  const lists = writeNumberLists(phrases.map((phrase) => phrase.articles));
  return {
    "completions.keys": table.bytes,
    "completions.keyOffsets": table.offsets,
    "completions.starts": sortedStarts(keys),
    "completions.texts": texts.bytes,
    "completions.textOffsets": texts.offsets,
    "completions.articles": lists.values,
    "completions.articleOffsets": lists.offsets,
    "completions.titles": Uint32Array.from(titles),
  };
}

/** Phrases and tags together, the ones with most articles first. */
function phrasesOf(articles: readonly Article[], groups: ArrayLike<number>): FrequentPhrase[] {
  const most = Math.min(PHRASES_MAX, PHRASES_PER_ARTICLE * articles.length);
  const byKey = new Map<string, FrequentPhrase>();
  for (const phrase of [
    ...tagsOf(articles, groups),
    ...frequentPhrases(articles.map(sourceOf), groups, most),
  ]) {
    const same = byKey.get(phrase.key);
    if (same === undefined) byKey.set(phrase.key, phrase);
    else {
      const both = new Set([...same.articles, ...phrase.articles]);
      byKey.set(phrase.key, { ...phrase, articles: [...both].sort((a, b) => a - b) });
    }
  }
  const compare = (a: FrequentPhrase, b: FrequentPhrase) =>
    b.articles.length - a.articles.length || (a.key < b.key ? -1 : 1);
  return [...byKey.values()].sort(compare).slice(0, most);
}

function sourceOf({ search, access, lang, title, summary, body }: Article): PhraseSource | null {
  if (!search) return null;
  // Members-only text is in no phrase and is not counted for one.
  return { lang, head: `${title}\n\n${summary ?? ""}`, body: access === "public" ? body : "" };
}

interface TagUse {
  readonly articles: number[];
  readonly groups: Set<number>;
  readonly forms: Map<string, number>;
}

/** Tags of several articles: subjects as editors name them, even if it is one word. */
function tagsOf(articles: readonly Article[], groups: ArrayLike<number>): FrequentPhrase[] {
  const uses = new Map<string, TagUse>();
  for (const [ordinal, { search, tags }] of articles.entries()) {
    for (const tag of search ? tags : []) {
      const { text: key, words } = completionKey(tag, COMPLETION_KEY_MAX_BYTES);
      if (words.length === 0 || words.length > PHRASE_MAX_WORDS) continue;
      const use: TagUse = uses.get(key) ?? { articles: [], groups: new Set(), forms: new Map() };
      uses.set(key, use);
      if (use.articles.at(-1) !== ordinal) use.articles.push(ordinal);
      use.groups.add(groups[ordinal] ?? ordinal);
      use.forms.set(tag, (use.forms.get(tag) ?? 0) + 1);
    }
  }
  return [...uses].flatMap(([key, tag]) =>
    tag.groups.size < PHRASE_MIN_ARTICLES
      ? []
      : [{ key, text: chosenForm(tag.forms), articles: tag.articles }],
  );
}

function sortedStarts(
  keys: readonly { readonly text: string; readonly words: readonly { readonly offset: number }[] }[],
) {
  const starts = keys.flatMap(({ text, words }, number) => {
    const bytes = encoder.encode(text);
    return words.map(({ offset }) => ({ start: startAt(number, offset), rest: bytes.subarray(offset) }));
  });
  starts.sort((a, b) => Buffer.compare(a.rest, b.rest) || a.start - b.start);
  return Uint32Array.from(starts, ({ start }) => start);
}

function endToEnd(texts: readonly string[]) {
  const parts = texts.map((text) => encoder.encode(text));
  const offsets = new Uint32Array(parts.length + 1);
  for (const [index, part] of parts.entries()) offsets[index + 1] = (offsets[index] ?? 0) + part.length;
  const bytes = new Uint8Array(offsets.at(-1) ?? 0);
  for (const [index, part] of parts.entries()) bytes.set(part, offsets[index]);
  return { bytes, offsets };
}
