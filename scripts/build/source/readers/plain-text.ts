// Characters and white space of plain text, the same for every format: no control characters, single spaces,
// paragraphs separated by one empty line. It knows no markup.

export function collapseSpace(text: string): string {
  return cleanCharacters(text).replace(/\s+/g, " ").trim();
}

/** Every line as a paragraph: what a renderer broke into lines, such as headings, list items and table rows. */
export function linesToParagraphs(text: string): string {
  return splitLines(text).join("\n\n");
}

/**
 * Removes what has no width and no meaning (soft hyphens, byte order marks); other control characters become
 * a space and lone surrogates U+FFFD. Line breaks of every kind become `\n`, tabs stay.
 */
export function cleanCharacters(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
      .replace(/[\u00ad\ufeff]/g, "")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes.
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, " ")
  );
}

/** Lines that hold anything, each with single spaces and trimmed. */
export function splitLines(text: string): string[] {
  return cleanCharacters(text)
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "");
}
