// Encodes a draft, which may be longer than the model reads at once: it is cut into passages as the build cuts an
// article, which are encoded one after the other and averaged. Nothing is compared with the archive, and nothing is
// stored.

import type { Encoder } from "../encoder/encoder.ts";
import { meanDirection } from "../vector/mean-direction.ts";
import { fillPassages, paragraphsOf, passageHead, passageInput } from "./passages.ts";

/** UTF-16 units of title and text; about 4,500 word pieces of English. */
export const DRAFT_MAX_CHARS = 20_000;
/**
 * Tokens of all passages together, which determine the cost of a draft: about twice those of DRAFT_MAX_CHARS of
 * English. Text in a script where every character is a piece must be shorter.
 */
export const DRAFT_MAX_TOKENS = 10_240;

export interface Draft {
  readonly title?: string;
  /** Plain text; a blank line ends a paragraph. */
  readonly text: string;
  /** BCP 47 tag of the language, which decides where sentences end. An invalid one throws a RangeError. */
  readonly lang: string;
}

export interface DraftLimits {
  /** Most tokens of a passage, prefix and special tokens included; the same as in the archive. */
  readonly passageTokens: number;
  /** UTF-16 units of title and text together (default: DRAFT_MAX_CHARS). */
  readonly maxChars?: number;
  /** Default: as many full passages as DRAFT_MAX_TOKENS allows. */
  readonly maxPassages?: number;
}

export interface DraftPassage {
  /** The passage without the title; empty if the draft is only a title. */
  readonly text: string;
  /** `Float32Array[dims]`, unit length; all zero if the passage has no word piece. */
  readonly vector: Float32Array;
  /** Encoded tokens, including title, prefix and special tokens. */
  readonly tokens: number;
}

export type DraftEncoding =
  | {
      readonly kind: "encoded";
      /** In text order, at least one. */
      readonly passages: readonly DraftPassage[];
      /** `Float32Array[dims]`, unit length: the vector that an article with this text has in the index. */
      readonly mean: Float32Array;
    }
  | { readonly kind: "too_long"; readonly chars: number; readonly maxChars: number }
  | { readonly kind: "too_many_passages"; readonly passages: number; readonly maxPassages: number }
  /** Title and text have no word piece, so there is no direction. */
  | { readonly kind: "no_words" };

/** Checks the limits before it encodes anything. Between two passages other work in the isolate gets a turn. */
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
  // Vectors that cancel out have no common direction; the beginning says best what a text is about.
  return meanDirection(vectors, dims) ?? vectors[0]?.slice() ?? new Float32Array(dims);
}

/** An encoder computes without a pause, and awaiting it lets no other request run; only a timer does. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
