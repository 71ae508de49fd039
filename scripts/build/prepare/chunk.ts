// Cuts articles into passages with their hashes, and decides which parts of an article are embedded and which may be
// shown. How text is cut is src/text/passages.ts, which the function uses too.

import { createHash } from "node:crypto";
import {
  type CountPieces,
  fillPassages,
  paragraphsOf,
  passageHead,
  passageInput,
} from "../../../src/text/passages.ts";
import type { Article } from "../source/article/article.ts";

export interface Passage {
  readonly articleId: string;
  /** 0, 1, 2 … within its article. */
  readonly ordinal: number;
  /** The passage without its title, which may be shown. Empty if the article is only a title. */
  readonly text: string;
  /** True if the text is a members-only body: it is embedded only if configured, and never stored. */
  readonly withheld: boolean;
  /** Input of the model: title, line break, text. */
  readonly input: string;
  /** SHA-256 (hex) of `input`. A passage with the hash of a stored vector isn't embedded again. */
  readonly hash: string;
}

export interface ChunkOptions {
  readonly count: CountPieces;
  /** Most word pieces of a passage, with its title but without special tokens and prefix. */
  readonly budget: number;
  /** Embed the bodies of members-only articles. */
  readonly memberBodies: boolean;
}

/** Passages of one article, at least one. */
export function chunkArticle(article: Article, options: ChunkOptions): Passage[] {
  const { count, budget } = options;
  const { head, rest, room } = passageHead(article.title, budget, count);
  const members = article.access === "members";
  const open = [...rest, ...paragraphsOf(article.summary)];
  const parts: { text: string; withheld: boolean }[] = [];
  if (members) {
    parts.push(...fillPassages(open, article.lang, room, count).map((text) => ({ text, withheld: false })));
    if (options.memberBodies) {
      const body = fillPassages(paragraphsOf(article.body), article.lang, room, count);
      parts.push(...body.map((text) => ({ text, withheld: true })));
    }
  } else {
    const texts = fillPassages([...open, ...paragraphsOf(article.body)], article.lang, room, count);
    parts.push(...texts.map((text) => ({ text, withheld: false })));
  }
  if (parts.length === 0) parts.push({ text: "", withheld: false });
  return parts.map(({ text, withheld }, ordinal) => {
    const input = passageInput(head, text);
    const pieces = count(input);
    if (pieces > budget) {
      throw new RangeError(
        `passage ${ordinal} of ${article.id} has ${pieces} word pieces; at most ${budget} fit`,
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
