// The words of a text, for making queries. src/lexical has the analysis for the index.

/** In order, as written, including hyphens, apostrophes and points inside words. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu) ?? [];
}
