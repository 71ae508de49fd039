// Words of a text as queries are made of them. Analysis for the index is src/lexical's.

/** In order, as they are written; hyphens, apostrophes and points inside words belong to them. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu) ?? [];
}
