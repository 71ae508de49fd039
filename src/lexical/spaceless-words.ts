// Words of scripts that put no space between them (Chinese, Japanese, Thai, Lao, Khmer, Burmese), by the dictionaries
// of Intl.Segmenter. It reads about 1 MB/s, so only runs of such scripts come here.

/** One locale for everything: a query must be cut as the articles are, and no one knows a query's language. */
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

export interface Segment {
  readonly segment: string;
  /** Of its first UTF-16 unit in the run. */
  readonly index: number;
}

/** `run` has only letters, digits and marks of such scripts; its words lie end to end. */
export function spacelessWords(run: string): Segment[] {
  const words: { segment: string; index: number }[] = [];
  for (const { segment, index } of segmenter.segment(run)) {
    const last = words.at(-1);
    // A cut before a mark would part it from its character.
    if (last !== undefined && /^\p{M}/u.test(segment)) last.segment += segment;
    else words.push({ segment, index });
  }
  return words;
}
