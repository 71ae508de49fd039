// Queries of evaluation sets, written by people who knew nothing of our operators: their quotes do not ask for a
// phrase, a hyphen or dash before a word does not exclude it.

const QUOTES = /["“”„«»″]/gu;
const LEADING_HYPHENS = /(?<=^|\s)-+(?=\S)/gu;

/** The text without what search would take for an operator; the words stay. */
export function plainQuery(text: string): string {
  return text.replace(QUOTES, " ").replace(LEADING_HYPHENS, "");
}
