// Text to passages: whole sentences, evenly filled, the title in front of each, within the number of word pieces the
// model reads. Nothing is left out: a sentence too long for a passage goes on in the next. The build cuts articles
// with it and the function drafts, so that like text has like vectors. It knows nothing of articles and of hashes.

import { splitSentences } from "./sentences.ts";

/** Word pieces of a text, special tokens not counted; must add up over text joined by white space. */
export type CountPieces = (text: string) => number;

/** What stands in front of every passage of one text, and what that leaves for it. */
export interface PassageHead {
  /** The title, or as much of it as a passage may carry. */
  readonly head: string;
  /** The rest of a title that is too long; it is read as text, before all other. */
  readonly rest: readonly string[];
  /** Word pieces left for text, at least 1. */
  readonly room: number;
}

/** The title may take this share of a passage; the rest of a longer one is read as text. */
const TITLE_SHARE = 0.5;

/** Sentences of scripts without spaces end in one of these and follow each other directly. */
const WIDE_END = /[。！？」』]$/;

/** `budget`: word pieces of a passage at most, title included. Where it leaves no room for text, a RangeError. */
export function passageHead(title: string, budget: number, count: CountPieces): PassageHead {
  if (!Number.isInteger(budget) || budget < 2) {
    throw new RangeError(`passageHead: budget is ${budget}; an integer from 2 word pieces on is expected`);
  }
  const [head = "", ...rest] = splitToBudget(title, Math.floor(budget * TITLE_SHARE), count);
  const room = budget - count(head);
  if (room < 1) {
    throw new RangeError(`passageHead: the title ${JSON.stringify(head)} takes all ${budget} word pieces`);
  }
  return { head, rest, room };
}

/** What the model reads of a passage: head, line break, text. White space in front is nothing to it. */
export function passageInput(head: string, text: string): string {
  return text === "" ? head : `${head}\n${text}`;
}

/** Paragraphs without the white space around and inside them; a blank line ends one. */
export function paragraphsOf(text: string | null): string[] {
  return (text ?? "")
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter((p) => p !== "");
}

/** Passages of at most `room` word pieces of whole sentences, about evenly filled; none where there is no text. */
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

/** Cuts text that exceeds the budget at white space, and a single word that exceeds it between characters. */
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
  // The rest is never counted as a whole: that would be quadratic in a text without spaces.
  for (let at = 0; at < characters.length; ) {
    // `budget` characters have at most as many word pieces; halve in case one expands.
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
