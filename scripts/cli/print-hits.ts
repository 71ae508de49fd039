// Prints hits for people: title and score, then date, section and id, then the excerpt.

import type { HighlightedText, RelatedHit, SearchHit } from "../../src/api-types.ts";

type PrintableHit = Omit<SearchHit, "scoreDetails"> & Pick<RelatedHit, "pinned" | "fallback">;

/** `explain` returns the lines below a hit that show how its score is made up. */
export function printHits<H extends PrintableHit>(
  hits: readonly H[],
  explain: (hit: H) => readonly string[],
): void {
  const emphasise = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  for (const [index, hit] of hits.entries()) {
    const date = hit.publishedAt?.slice(0, 10) ?? "undated";
    const excerpt = emphasise ? highlighted(hit.excerpt) : hit.excerpt.text;
    const lines = [
      [date, ...hit.sections, hit.id].join(" · "),
      printable(excerpt),
      hit.duplicates === undefined ? "" : `Also: ${hit.duplicates.join(", ")}`,
      ...explain(hit),
    ];
    const number = String(index + 1).padStart(2);
    process.stdout.write(`${number}. ${printable(hit.title)}  (${rating(hit)})\n`);
    for (const line of lines) if (line !== "") process.stdout.write(`    ${line}\n`);
    process.stdout.write("\n");
  }
}

function rating({ score, pinned, fallback }: PrintableHit): string {
  if (pinned) return `${score.toFixed(2)}, pinned`;
  return fallback ? `${score.toFixed(2)}, not related, among the newest` : score.toFixed(2);
}

function highlighted({ text, highlights }: HighlightedText): string {
  let marked = "";
  let at = 0;
  for (const [start, end] of highlights) {
    marked += `${text.slice(at, start)}\u001b[1m${text.slice(start, end)}\u001b[22m`;
    at = end;
  }
  return marked + text.slice(at);
}

/** An article's control characters must not reach the terminal; our own emphasis may. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return text.replace(/\u001b(?!\[(?:1|22)m)|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g, "");
}
