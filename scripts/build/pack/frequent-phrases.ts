// Phrases that an archive uses again and again, for suggestions: two to five words that several articles have, that
// occur together more often than by chance, and that are names or what articles are about.

import { PHRASE_MIN_ARTICLES } from "../../../src/engine/completion-candidates.ts";
import { completionKey } from "../../../src/lexical/completion-key.ts";
import { PhraseCounts } from "./phrase-counts.ts";
import { chosenForm, type PhraseUse, phraseUses } from "./phrase-uses.ts";
import { type PhraseSource, WordNumbers } from "./phrase-words.ts";

export const PHRASE_MAX_WORDS = 5;
const PHRASE_MAX_CHARS = 60;
/** A phrase in more than this share of an archive is boilerplate or the archive's field, and tells a reader nothing. */
const MAX_SHARE = 1 / 2;
const MAX_SHARE_FROM_GROUPS = 30;
/** How much more often the first and the last word occur like this than if words were scattered at random. */
const MIN_LIFT = 8;
/** A smaller archive counts as a part of one of this size, because a few texts do not show what is chance. */
const SCATTERED_OVER_WORDS = 10_000;
/** A phrase that continues the same way this often is cut off too early. */
const CONTINUED_SHARE = 0.9;
/** A phrase that has the same words before it this often is a fragment of a longer one. */
const FRAGMENT_SHARE = 2 / 3;
/** Share of its articles that must have a phrase in their head: "told reporters" is in many reports and in no headline. */
const HEAD_SHARE = 0.02;
/** Times the wanted number, because some are dropped when it is known how they are written. */
const LOOKED_AT = 3;

export interface FrequentPhrase {
  /** The form for lookups. */
  readonly key: string;
  /** The most frequent spelling; of equally frequent ones that of the newest article. */
  readonly text: string;
  /** Indices of the articles that have it, ascending. */
  readonly articles: readonly number[];
}

/**
 * At most `max` phrases, the ones with most articles first, near-duplicates counted once. A source is null if the article
 * is not suggested; `groups[a]` is the number of article a's group of near-duplicates.
 */
export function frequentPhrases(
  sources: readonly (PhraseSource | null)[],
  groups: ArrayLike<number>,
  max: number,
): FrequentPhrase[] {
  const words = new WordNumbers();
  const articles = sources.map((source) => (source === null ? null : words.read(source)));
  const counts = new PhraseCounts(words, articles, groups, PHRASE_MIN_ARTICLES);
  const counted = new Set(sources.flatMap((source, at) => (source === null ? [] : [groups[at] ?? at]))).size;
  const nodes = withoutFragments(counts, cohesive(counts, words, counted));
  nodes.sort(
    (a, b) => counts.groups(b) - counts.groups(a) || counts.occurrences(b) - counts.occurrences(a) || a - b,
  );
  const uses = phraseUses(sources, articles, counts, nodes.slice(0, LOOKED_AT * max));
  return uses.filter(isSubject).slice(0, max).map(written);
}

/** Frequent phrases that are not together by chance, with a content word at either end. */
function cohesive(counts: PhraseCounts, words: WordNumbers, groups: number): number[] {
  const total = Math.max(
    SCATTERED_OVER_WORDS,
    words.occurrences.reduce((sum, count) => sum + count, 0),
  );
  const mostGroups = groups < MAX_SHARE_FROM_GROUPS ? groups : groups * MAX_SHARE;
  const nodes: number[] = [];
  for (let node = counts.firstNode; node < counts.endNode; node++) {
    const groupCount = counts.groups(node);
    if (groupCount < PHRASE_MIN_ARTICLES || groupCount > mostGroups) continue;
    const numbers = counts.wordsOf(node);
    const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
    if (words.isStop(last)) continue;
    const scattered = ((words.occurrences[first] ?? 0) * (words.occurrences[last] ?? 0)) / total;
    if (counts.occurrences(node) < MIN_LIFT * scattered) continue;
    const terms = numbers.map((number) => words.terms[number] ?? "");
    if (isNumber(terms[0]) || terms.every(isShortOrNumber)) continue;
    nodes.push(node);
  }
  return nodes;
}

/** Nobody starts typing "10 million" or "2019 summit". */
function isNumber(term: string | undefined): boolean {
  return /^\p{N}/u.test(term ?? "");
}

function isShortOrNumber(term: string): boolean {
  return isNumber(term) || /^\p{ASCII}{1,2}$/u.test(term);
}

/** Without phrases that nearly always continue the same way, or mostly end the same longer phrase. */
function withoutFragments(counts: PhraseCounts, candidates: readonly number[]): number[] {
  const continued = new Map<number, number>();
  const enclosing = new Map<number, number>();
  const raise = (most: Map<number, number>, node: number, groups: number) => {
    if ((most.get(node) ?? 0) < groups) most.set(node, groups);
  };
  for (const node of candidates) {
    const groups = counts.groups(node);
    const numbers = counts.wordsOf(node);
    let beginning = node;
    for (let length = numbers.length - 1; length >= 2; length--) {
      beginning = counts.parentOf(beginning);
      raise(continued, beginning, groups);
    }
    for (let start = 1; start < numbers.length - 1; start++) {
      let inner: number | null = numbers[start] ?? 0;
      for (let end = start + 1; end < numbers.length && inner !== null; end++) {
        inner = counts.child(inner, numbers[end] ?? 0);
        if (inner !== null) raise(enclosing, inner, groups);
      }
    }
  }
  return candidates.filter((node) => {
    const groups = counts.groups(node);
    if ((continued.get(node) ?? 0) >= CONTINUED_SHARE * groups) return false;
    if ((enclosing.get(node) ?? 0) >= FRAGMENT_SHARE * groups) return false;
    return counts.wordsOf(node).length <= PHRASE_MAX_WORDS;
  });
}

function isSubject(use: PhraseUse): boolean {
  const text = chosenForm(use.forms);
  if (text.length > PHRASE_MAX_CHARS) return false;
  return isName(text) || use.heads >= Math.max(1, HEAD_SHARE * use.articles.length);
}

/** Its first and its last word are capitalised. */
function isName(text: string): boolean {
  return /^\p{Lu}/u.test(text) && /(?:^|[^\p{L}\p{N}])\p{Lu}[^\s-]*$/u.test(text);
}

function written({ forms, articles }: PhraseUse): FrequentPhrase {
  const text = chosenForm(forms);
  return { key: completionKey(text).text, text, articles };
}
