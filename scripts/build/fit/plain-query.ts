// Queries by people who did not know our operators, as in evaluation sets: quotes do not mean a phrase, and a hyphen or
// dash before a word does not exclude it.

const QUOTES = /["“”„«»″]/gu;
const LEADING_HYPHENS = /(?<=^|\s)-+(?=\S)/gu;

/** The text without search operators; all words stay. */
export function plainQuery(text: string): string {
  return text.replace(QUOTES, " ").replace(LEADING_HYPHENS, "");
}
