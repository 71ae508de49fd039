// Hits for people who read a terminal: title, date, section and id, the excerpt below.

import type { Hit } from "../../src/routes/present.ts";

/** On a terminal the query's words stand out; elsewhere the text is plain. */
export function printHits(hits: readonly Hit[], none: string): void {
  const emphasise = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  if (hits.length === 0) process.stdout.write(`${none}\n`);
  for (const [index, hit] of hits.entries()) {
    const date = hit.publishedAt?.slice(0, 10) ?? "undated";
    const where = [date, ...hit.sections, hit.id].join(" · ");
    const excerpt = emphasise ? highlighted(hit) : hit.excerpt;
    process.stdout.write(
      `${String(index + 1).padStart(2)}. ${printable(hit.title)}  (${hit.score.toFixed(2)})\n    ${where}\n`,
    );
    if (excerpt !== "") process.stdout.write(`    ${printable(excerpt)}\n`);
    process.stdout.write("\n");
  }
}

function highlighted(hit: Hit): string {
  let text = "";
  let at = 0;
  for (const [start, end] of hit.highlights) {
    text += `${hit.excerpt.slice(at, start)}\u001b[1m${hit.excerpt.slice(start, end)}\u001b[22m`;
    at = end;
  }
  return text + hit.excerpt.slice(at);
}

/** Control characters of an article must not reach the terminal; our own emphasis may. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return text.replace(/\u001b(?!\[(?:1|22)m)|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g, "");
}
