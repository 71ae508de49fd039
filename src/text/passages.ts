// Cuts text into passages: whole sentences, evenly filled, the title in front of each, within the word pieces that the
// model reads. Nothing is left out: a sentence that is too long for a passage continues in the next. The build cuts
// articles with this and the function cuts drafts, so that the same text has the same vectors. It knows nothing about
// articles and hashes.

import { splitSentences } from "./sentences.ts";

/** Word pieces of a text, without special tokens; the counts of parts separated by white space must add up. */
export type CountPieces = (text: string) => number;

/** The beginning of every passage of a text, and what it leaves for the text. */
export interface PassageHead {
  /** The title, or as much of it as a passage may have. */
  readonly head: string;
  /** The rest of a title that is too long; it becomes text, before all other text. */
  readonly rest: readonly string[];
  /** Word pieces left for text, at least 1. */
  readonly room: number;
}

/** The title may take this share of a passage; the rest of a longer title becomes text. */
const TITLE_SHARE = 0.5;

/** In scripts without spaces, sentences end in one of these and the next follows directly. */
const WIDE_END = /[。！？」』]$/;

/** `budget` is the most word pieces of a passage, title included. Throws a RangeError if it leaves no room for text. */
export function passageHead(title: string, budget: number, count: CountPieces): PassageHead {
  if (!Number.isInteger(budget) || budget < 2) {
    throw new RangeError(`passageHead: budget is ${budget}; it must be an integer from 2`);
  }
  const [head = "", ...rest] = splitToBudget(title, Math.floor(budget * TITLE_SHARE), count);
  const room = budget - count(head);
  if (room < 1) {
    throw new RangeError(`passageHead: the title ${JSON.stringify(head)} takes all ${budget} word pieces`);
  }
  return { head, rest, room };
}

/** What the model reads of a passage: head, line break, text. White space in front doesn't matter to it. */
export function passageInput(head: string, text: string): string {
  return text === "" ? head : `${head}\n${text}`;
}

/** Paragraphs, which blank lines separate, trimmed and with single spaces. */
export function paragraphsOf(text: string | null): string[] {
  return (text ?? "")
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter((p) => p !== "");
}

/** Passages of whole sentences and at most `room` word pieces, about evenly filled; none if there is no text. */
export function fillPassages(
  paragraphs: readonly string[],
  lang: string,
  room: number,
  count: CountPieces,
): string[] {
  const sentences = paragraphs.flatMap((paragraph) =>
    splitSentences(paragraph, lang)
      .flatMap((sentence) => splitToBudget(sentence, room, count))
      .map((text, index) => ({ text, pieces: count(text), separator: index === 0 ? "\n" : " " })),
  );
  const total = sentences.reduce((sum, sentence) => sum + sentence.pieces, 0);
  const target = total / Math.max(1, Math.ceil(total / room));
  const passages: string[] = [];
  let open = "";
  let pieces = 0;
  for (const sentence of sentences) {
    const full = pieces + sentence.pieces > room || pieces >= target;
    if (full && open !== "") {
      passages.push(open);
      open = "";
      pieces = 0;
    }
    open +=
      open === "" || (sentence.separator === " " && WIDE_END.test(open))
        ? sentence.text
        : sentence.separator + sentence.text;
    pieces += sentence.pieces;
  }
  if (open !== "") passages.push(open);
  return passages;
}

/** Cuts text that exceeds the budget at white space, and a word that exceeds it between characters. */
function splitToBudget(text: string, budget: number, count: CountPieces): string[] {
  if (count(text) <= budget) return [text];
  const pieces: string[] = [];
  let open = "";
  let openCount = 0;
  for (const word of text.split(/\s+/).flatMap((word) => splitWord(word, budget, count))) {
    const wordCount = count(word);
    if (openCount + wordCount > budget && open !== "") {
      pieces.push(open);
      open = "";
      openCount = 0;
    }
    open += open === "" ? word : ` ${word}`;
    openCount += wordCount;
  }
  if (open !== "") pieces.push(open);
  return pieces;
}

function splitWord(word: string, budget: number, count: CountPieces): string[] {
  if (count(word) <= budget) return [word];
  const characters = Array.from(word);
  const pieces: string[] = [];
  // The rest is never counted as a whole, which would be quadratic in a text without spaces.
  for (let at = 0; at < characters.length; ) {
    // A character is usually at most one word piece; halve in case some have more.
    let take = budget;
    let piece = characters.slice(at, at + take).join("");
    while (take > 1 && count(piece) > budget) {
      take = take >> 1;
      piece = characters.slice(at, at + take).join("");
    }
    pieces.push(piece);
    at += take;
  }
  return pieces;
}
