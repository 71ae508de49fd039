// Cleans characters and white space of plain text, the same way for every format: no control characters, single spaces,
// and paragraphs separated by one empty line. It knows nothing about markup.

export function collapseSpace(text: string): string {
  return cleanCharacters(text).replace(/\s+/g, " ").trim();
}

/** Makes every line a paragraph, for rendered text in which each heading, list item and table row is a line. */
export function linesToParagraphs(text: string): string {
  return splitLines(text).join("\n\n");
}

/**
 * Removes characters without width and meaning (soft hyphens, byte order marks). Other control characters become a
 * space, lone surrogates become U+FFFD, line breaks of every kind become `\n`, and tabs stay.
 */
export function cleanCharacters(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
      .replace(/[\u00ad\ufeff]/g, "")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: this removes control characters.
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, " ")
  );
}

/** The lines that aren't blank, trimmed and with single spaces. */
export function splitLines(text: string): string[] {
  return cleanCharacters(text)
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "");
}
