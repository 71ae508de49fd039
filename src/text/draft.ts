// A draft, which is longer than the model reads at once: cut into passages as the build cuts an article, encoded one
// after the other, and their common direction. It compares nothing with the archive and stores nothing.

import type { Encoder } from "../encoder/encoder.ts";
import { meanDirection } from "../vector/mean-direction.ts";
import { fillPassages, paragraphsOf, passageHead, passageInput } from "./passages.ts";

/** UTF-16 units of title and text; about 4,500 word pieces of English. */
export const DRAFT_MAX_CHARS = 20_000;
/**
 * Tokens of all passages together, which is what a draft costs: about twice those of DRAFT_MAX_CHARS of English. Text
 * in a script of which every character is a piece must be shorter.
 */
export const DRAFT_MAX_TOKENS = 10_240;

export interface Draft {
  readonly title?: string;
  /** Plain text; a blank line ends a paragraph. */
  readonly text: string;
  /** BCP 47 tag, by whose rules sentences end. What is none is a RangeError. */
  readonly lang: string;
}

export interface DraftLimits {
  /** Tokens of a passage at most, prefix and special tokens included: what the archive's passages have. */
  readonly passageTokens: number;
  /** UTF-16 units of title and text together (default: DRAFT_MAX_CHARS). */
  readonly maxChars?: number;
  /** Default: as many full passages as DRAFT_MAX_TOKENS allow. */
  readonly maxPassages?: number;
}

export interface DraftPassage {
  /** The passage without the title; empty where the draft is its title alone. */
  readonly text: string;
  /** `Float32Array[dims]`, unit length; all zero where the passage has no word piece. */
  readonly vector: Float32Array;
  /** Tokens that were encoded, title, prefix and special tokens included. */
  readonly tokens: number;
}

export type DraftEncoding =
  | {
      readonly kind: "encoded";
      /** In text order, at least one. */
      readonly passages: readonly DraftPassage[];
      /** `Float32Array[dims]`, unit length: what an article of this text has in the index. */
      readonly mean: Float32Array;
    }
  | { readonly kind: "too_long"; readonly chars: number; readonly maxChars: number }
  | { readonly kind: "too_many_passages"; readonly passages: number; readonly maxPassages: number }
  /** Nothing in title and text is a word to the model, and so there is no direction. */
  | { readonly kind: "no_words" };

/** Limits are checked before anything is encoded. Between two passages other work of the isolate has its turn. */
export async function encodeDraft(
  encoder: Encoder,
  { title = "", text, lang }: Draft,
  limits: DraftLimits,
): Promise<DraftEncoding> {
  const { passageTokens, maxChars = DRAFT_MAX_CHARS } = limits;
  const { maxPassages = Math.ceil(DRAFT_MAX_TOKENS / passageTokens) } = limits;
  const chars = title.length + text.length;
  if (chars > maxChars) return { kind: "too_long", chars, maxChars };

  const count = (part: string) => encoder.countPieces(part);
  const { head, rest, room } = passageHead(title, encoder.pieceBudget("passage", passageTokens), count);
  const texts = fillPassages([...rest, ...paragraphsOf(text)], lang, room, count);
  if (texts.length === 0) texts.push("");
  if (count(head) === 0 && texts.every((part) => count(part) === 0)) return { kind: "no_words" };
  if (texts.length > maxPassages) {
    return { kind: "too_many_passages", passages: texts.length, maxPassages };
  }

  const passages: DraftPassage[] = [];
  for (const part of texts) {
    if (passages.length > 0) await nextTurn();
    const { vector, tokens } = await encoder.encode(passageInput(head, part), "passage");
    passages.push({ text: part, vector, tokens });
  }
  return { kind: "encoded", passages, mean: meanOf(passages, encoder.dims) };
}

function meanOf(passages: readonly DraftPassage[], dims: number): Float32Array {
  const vectors = passages.filter(({ tokens }) => tokens > 0).map(({ vector }) => vector);
  // Vectors that cancel out have no common direction; the beginning of a text says best what it is about.
  return meanDirection(vectors, dims) ?? vectors[0]?.slice() ?? new Float32Array(dims);
}

/** An encoder computes without a pause, and its promises alone let no other request in: only a timer does. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
