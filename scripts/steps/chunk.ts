// Articles to passages: whole sentences, evenly filled, the title in front of each, within the number of
// word pieces the model reads. Nothing is left out: a sentence too long for a passage goes on in the next.

import { createHash } from "node:crypto";
import type { Article } from "../article.ts";
import { splitSentences } from "./sentences.ts";

export interface Passage {
  readonly articleId: string;
  /** 0, 1, 2 … within its article. */
  readonly ordinal: number;
  /** What may be shown: the passage without its title. Empty where the article is its title alone. */
  readonly text: string;
  /** True where the text is a members-only body: it is embedded if so configured, and never stored. */
  readonly withheld: boolean;
  /** What the model reads: title, line break, text. */
  readonly input: string;
  /** SHA-256 (hex) of `input`: a passage whose hash is known is not embedded again. */
  readonly hash: string;
}

export interface ChunkOptions {
  /** Word pieces of `text`, special tokens not counted; must add up over text joined by white space. */
  readonly count: (text: string) => number;
  /** Word pieces of a passage at most, title in front included, special tokens and prefix not. */
  readonly budget: number;
  /** Embed the bodies of members-only articles. */
  readonly memberBodies: boolean;
}

/** The title may take this share of a passage; the rest of a longer one is read as text. */
const TITLE_SHARE = 0.5;

/** Sentences of scripts without spaces end in one of these and follow each other directly. */
const WIDE_END = /[。！？」』]$/;

/** Passages of one article, at least one. */
export function chunkArticle(article: Article, options: ChunkOptions): Passage[] {
  const [head = "", ...titleRest] = splitToBudget(
    article.title,
    Math.floor(options.budget * TITLE_SHARE),
    options.count,
  );
  const room = options.budget - options.count(head);
  const members = article.access === "members";
  const open = [...titleRest, ...paragraphsOf(article.summary)];
  const parts: { text: string; withheld: boolean }[] = [];
  if (members) {
    parts.push(...fill(open, article.lang, room, options.count).map((text) => ({ text, withheld: false })));
    if (options.memberBodies) {
      const body = fill(paragraphsOf(article.body), article.lang, room, options.count);
      parts.push(...body.map((text) => ({ text, withheld: true })));
    }
  } else {
    const texts = fill([...open, ...paragraphsOf(article.body)], article.lang, room, options.count);
    parts.push(...texts.map((text) => ({ text, withheld: false })));
  }
  if (parts.length === 0) parts.push({ text: "", withheld: false });
  return parts.map(({ text, withheld }, ordinal) => {
    const input = text === "" ? head : `${head}\n${text}`;
    const pieces = options.count(input);
    if (pieces > options.budget) {
      throw new RangeError(
        `passage ${ordinal} of ${article.id} has ${pieces} word pieces, ${options.budget} fit`,
      );
    }
    return {
      articleId: article.id,
      ordinal,
      text,
      withheld,
      input,
      hash: createHash("sha256").update(input).digest("hex"),
    };
  });
}

function paragraphsOf(text: string | null): string[] {
  return (text ?? "")
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter((p) => p !== "");
}

/** Fills passages of at most `room` word pieces with whole sentences, about evenly. */
function fill(
  paragraphs: readonly string[],
  lang: string,
  room: number,
  count: (text: string) => number,
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
function splitToBudget(text: string, budget: number, count: (text: string) => number): string[] {
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

function splitWord(word: string, budget: number, count: (text: string) => number): string[] {
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
