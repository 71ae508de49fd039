// Decides whether the first hit is a near miss: on the right subject, but without the thing that the query names. Each
// query word that the first hit lacks gets two checks: does the whole archive lack it too, and is the hit's passage
// nearer to the query without it? A word that the passage paraphrases ("boat" for "ship") pulls the query towards the
// passage; a name that does not occur in it pulls the query away. Constants and figures: docs/relevance.md.

import type { Encoder } from "../encoder/encoder.ts";
import type { ArchiveIndex } from "../index/archive-index.ts";
import { analyse, type Word } from "../lexical/analyser.ts";
import type { KeywordMatches, MatchedWord } from "../lexical/keyword-index.ts";
import type { KeywordQuery } from "../lexical/keyword-query.ts";
import { dot } from "../vector/article-vector.ts";

/** Log-odds that the first hit loses for missing words; negative if it paraphrases them. */
export interface MissingTermPenalty {
  readonly logit: number;
  /** The words that were examined, in the order of the query. */
  readonly missingTerms: readonly string[];
}

export const NO_PENALTY: MissingTermPenalty = { logit: 0, missingTerms: [] };

/** In a longer query a missing word says little, and examining each one would take too long. */
const MAX_QUERY_WORDS = 8;
/** The rarest words that the hit lacks; each costs one more encoding of the query. */
const MAX_EXAMINED_WORDS = 4;
/** The weights hold for queries of this length. In shorter ones a word says more: weights fall with length squared. */
const USUAL_WORDS = 5;
const MIN_WORDS = 3;

/** For a number, or for a word of several word pieces that no article has: most of those are names. */
const NAME_OUT_OF_VOCABULARY = 5;
/** For any other word that no article has. */
const WORD_OUT_OF_VOCABULARY = 1;
/** If leaving a word out lowers the cosine by more than this, the passage paraphrases it, even if no article has it. */
const PARAPHRASED = 0.02;
/** For each 1 by which the cosine rises without the word. */
const PER_COSINE = 40;

/** The most that the first hit can gain by paraphrasing the missing words. */
export const MAX_BONUS = 1.5;
/** Cap on the first hit's log-odds once there is any penalty. */
const MAX_PENALISED_LOGIT = 6;

export interface FirstHit {
  readonly ordinal: number;
  /** Number of its matching passage. */
  readonly passage: number;
  /** Log-odds from its features alone. */
  readonly topLogit: number;
}

export interface EncodedQuery {
  readonly query: KeywordQuery;
  /** `Float32Array[dims]`. */
  readonly vector: Float32Array;
}

/** Encodes the query again for each examined word, without that word. */
export async function missingTermPenalty(
  { index, encoder }: { readonly index: ArchiveIndex; readonly encoder: Encoder },
  { ordinal, passage, topLogit }: FirstHit,
  { query, vector }: EncodedQuery,
  { words }: KeywordMatches,
): Promise<MissingTermPenalty> {
  if (words.length > MAX_QUERY_WORDS) return NO_PENALTY;
  const isMissing = ({ terms }: MatchedWord) => terms.every((term) => !index.keywords.hasTerm(ordinal, term));
  const missing = words
    .filter(isMissing)
    .sort((a, b) => b.idf - a.idf)
    .slice(0, MAX_EXAMINED_WORDS);
  if (missing.length === 0) return NO_PENALTY;

  const { queryTokens, language } = index.settings;
  const [matched = new Float32Array()] = await index.passages.vectorsOf([passage]);
  const whole = dot(matched, vector);
  const { plain } = query;
  const analysed = analyse(plain, language);
  let sum = 0;
  for (const word of missing) {
    const places = analysed.filter(({ term }) => term === word.word);
    // A query of one word would leave nothing to encode, and its cosine already says everything.
    if (places.length === analysed.length) return NO_PENALTY;
    const rest = withoutPlaces(plain, places);
    const { vector: restVector } = await encoder.encode(rest, "query", queryTokens);
    const gain = dot(matched, restVector) - whole;
    sum += PER_COSINE * gain;
    if (gain > -PARAPHRASED) sum += outOfVocabulary(word, encoder.countPieces(word.word));
  }
  const scale = (USUAL_WORDS / Math.max(MIN_WORDS, words.length)) ** 2;
  const penalty = Math.max(-MAX_BONUS, sum * scale);
  const examined = new Set(missing);
  return {
    logit: penalty > 0 ? penalty + Math.max(0, topLogit - MAX_PENALISED_LOGIT) : penalty,
    missingTerms: words.filter((word) => examined.has(word)).map(({ word }) => word),
  };
}

function outOfVocabulary({ word, kind }: MatchedWord, pieces: number): number {
  if (/\p{N}/u.test(word)) return NAME_OUT_OF_VOCABULARY;
  if (kind !== "unknown") return 0;
  return pieces > 1 ? NAME_OUT_OF_VOCABULARY : WORD_OUT_OF_VOCABULARY;
}

/** The text without the given places, which are in text order. */
function withoutPlaces(text: string, places: readonly Pick<Word, "start" | "end">[]): string {
  let rest = "";
  let at = 0;
  for (const { start, end } of places) {
    rest += text.slice(at, start);
    at = end;
  }
  return (rest + text.slice(at)).replace(/\s+/g, " ").trim();
}
