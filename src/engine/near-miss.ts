// Whether the first hit is a near miss: about the right subject, but not what the query asks. A near miss lacks what the
// query names. So each word that the first hit lacks is looked at twice: is it strange to the archive, and is the hit's
// passage nearer to the query without it? A paraphrase ("boat" for "ship") pulls the query towards the passage that
// means the same, a name that is not there pulls it away. Constants and figures: docs/relevance.md.

import type { Searcher } from "../index/searcher.ts";
import { analyse, type Word } from "../lexical/analyser.ts";
import type { KeywordMatches, MatchedWord } from "../lexical/keyword-index.ts";
import type { KeywordQuery } from "../lexical/keyword-query.ts";
import { dot } from "../vector/article-vector.ts";
import { dequantiseRow } from "../vector/quantise.ts";

/** Log-odds that the first hit loses for what it lacks; below 0 where it says in other words what the query asks. */
export interface Doubt {
  readonly logit: number;
  /** The words that were looked at, in the order of the query. */
  readonly lacking: readonly string[];
}

export const NO_DOUBT: Doubt = { logit: 0, lacking: [] };

/** In a longer query a missing word says little, and looking at each would take long. */
const QUERY_WORDS_MOST = 8;
/** The rarest words that the hit lacks; each costs one more encoding of the query. */
const WORDS_LOOKED_AT = 4;
/** The weights hold for queries of this length. One word among few says more: it falls with the square. */
const USUAL_WORDS = 5;
const FEWEST_WORDS = 3;

/** For a number, or a word of several word pieces that no article has: most such are names. */
const STRANGE = 5;
/** For any other word that no article has. */
const UNKNOWN = 1;
/** A word whose loss takes more than this from the cosine is said in other words, however strange it is. */
const SAID_OTHERWISE = 0.02;
/** For a cosine that is 1 higher without the word. */
const PER_COSINE = 40;

/** What the evidence of other words may add at most. */
export const REASSURANCE_MAX = 1.5;
/** No first hit is surer than this while something speaks against it. */
const SUREST = 6;

export interface FirstHit {
  readonly ordinal: number;
  /** Number of its passage that matched. */
  readonly passage: number;
  /** Log-odds by its evidence alone. */
  readonly top: number;
}

/** `vector` is the query's, `Float32Array[dims]`. Encodes the query again without each word that is looked at. */
export async function doubtAbout(
  { snapshot, encoder, passages }: Searcher,
  { ordinal, passage, top }: FirstHit,
  asked: { readonly query: KeywordQuery; readonly matches: KeywordMatches; readonly vector: Float32Array },
): Promise<Doubt> {
  const { words } = asked.matches;
  if (words.length > QUERY_WORDS_MOST) return NO_DOUBT;
  const lacks = ({ terms }: MatchedWord) => terms.every((term) => !snapshot.keywords.hasTerm(ordinal, term));
  const lacking = words
    .filter(lacks)
    .sort((a, b) => b.idf - a.idf)
    .slice(0, WORDS_LOOKED_AT);
  if (lacking.length === 0) return NO_DOUBT;

  const { queryTokens, language } = snapshot.manifest.settings;
  const matched = dequantiseRow(passages.vectors, passage);
  const whole = dot(matched, asked.vector);
  const { plain } = asked.query;
  const read = analyse(plain, language);
  let sum = 0;
  for (const word of lacking) {
    const places = read.filter(({ term }) => term === word.word);
    // Nothing is left of a query of one word: its cosine has said it all.
    if (places.length === read.length) return NO_DOUBT;
    const rest = withoutPlaces(plain, places);
    const { vector } = await encoder.encode(rest, "query", queryTokens);
    const gain = dot(matched, vector) - whole;
    sum += PER_COSINE * gain;
    if (gain > -SAID_OTHERWISE) sum += strangeness(word, encoder.countPieces(word.word));
  }
  const scale = (USUAL_WORDS / Math.max(FEWEST_WORDS, words.length)) ** 2;
  const doubt = Math.max(-REASSURANCE_MAX, sum * scale);
  const shown = new Set(lacking);
  return {
    logit: doubt > 0 ? doubt + Math.max(0, top - SUREST) : doubt,
    lacking: words.filter((word) => shown.has(word)).map(({ word }) => word),
  };
}

function strangeness({ word, kind }: MatchedWord, pieces: number): number {
  if (/\p{N}/u.test(word)) return STRANGE;
  if (kind !== "unknown") return 0;
  return pieces > 1 ? STRANGE : UNKNOWN;
}

/** The text as it is but for the places, which are in its order. */
function withoutPlaces(text: string, places: readonly Pick<Word, "start" | "end">[]): string {
  let rest = "";
  let at = 0;
  for (const { start, end } of places) {
    rest += text.slice(at, start);
    at = end;
  }
  return (rest + text.slice(at)).replace(/\s+/g, " ").trim();
}
