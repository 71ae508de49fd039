// Words of scripts that put no space between them: Chinese, Japanese, Thai and Burmese by the dictionaries of
// Intl.Segmenter, Lao and Khmer one term a character, since Node and workerd cut those two differently. The segmenter
// reads about 1 MB/s, so only runs of such scripts come here.

/** One locale for everything: a query must be cut as the articles are, and no one knows a query's language. */
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

const CUT_DIFFERENTLY = /[\p{scx=Laoo}\p{scx=Khmr}]/u;
const CHARACTER = /.\p{M}*/gsu;

export interface Segment {
  readonly segment: string;
  /** Of its first UTF-16 unit in the run. */
  readonly index: number;
}

/** `run` has only letters, digits and marks of such scripts; its words lie end to end. */
export function spacelessWords(run: string): Segment[] {
  if (CUT_DIFFERENTLY.test(run)) {
    return Array.from(run.matchAll(CHARACTER), ({ 0: segment, index }) => ({ segment, index }));
  }
  const words: { segment: string; index: number }[] = [];
  for (const { segment, index } of segmenter.segment(run)) {
    const last = words.at(-1);
    // A cut before a mark would part it from its character.
    if (last !== undefined && /^\p{M}/u.test(segment)) last.segment += segment;
    else words.push({ segment, index });
  }
  return words;
}
