// The queries that search is fitted to. Each was made from a sentence, which is taken out of its article (the inverse
// cloze task; Lee, Chang and Toutanova 2019), so that the article has to be found by what the rest of its text says.

import type { Encoder } from "../../../src/encoder/encoder.ts";
import type { ArchiveIndex } from "../../../src/index/archive-index.ts";
import type { Searcher } from "../../../src/index/searcher.ts";
import { countFields, type FieldCounts } from "../../../src/lexical/field-counts.ts";
import { passageHead, passageInput } from "../../../src/text/passages.ts";
import type { IndexContent } from "../prepare/index-folder.ts";
import type { Article } from "../source/article/article.ts";
import {
  type Cloze,
  type KnownItemKind,
  type KnownItemOptions,
  makeKnownItemQueries,
  seedOfTexts,
} from "./known-item-queries.ts";

export interface KnownItem {
  readonly kind: KnownItemKind;
  readonly text: string;
  /** Ordinal of the article that the query looks for. */
  readonly article: number;
  /** Primary tag of its language. */
  readonly lang: string;
  /** The article without the sentence. */
  readonly without: Without;
}

export interface Without {
  /** Number of the passage that the sentence was in … */
  readonly passage: number;
  /** … and the passage's vector without it, `Float32Array[dims]`. */
  readonly vector: Float32Array;
  readonly counts: FieldCounts;
}

export interface FittedItemOptions {
  readonly searcher: Searcher;
  readonly content: IndexContent;
  /** Articles to make queries from; `FITTED_ARTICLES` in a build. */
  readonly articles?: number;
  readonly onArticle?: () => void;
  readonly signal?: AbortSignal;
}

/** With more articles the curves change by less than archives differ. */
export const FITTED_ARTICLES = 150;
const FITTED_KINDS = ["sentence", "half", "rare"] as const satisfies readonly KnownItemKind[];

/** The same archive gives the same queries: the seed comes from its texts. */
export async function makeKnownItems(options: FittedItemOptions): Promise<KnownItem[]> {
  const { searcher, content, articles, onArticle, signal } = options;
  const items: KnownItem[] = [];
  const [index] = searcher.segments;
  for await (const source of makeKnownItemQueries(fittedOptions(index, content, articles))) {
    signal?.throwIfAborted();
    if (source.cloze !== null) {
      const without = await leaveOut(searcher, source.article, source.cloze);
      for (const query of source.queries) {
        items.push({ ...query, article: source.ordinal, lang: source.lang, without });
      }
    }
    onArticle?.();
  }
  return items;
}

/**
 * Sentences and queries that a build with this content fits search to: what an evaluation must not ask. After a small
 * change of the archive, whose former fit is still in use, they are those of the next fit.
 */
export async function fittedTexts(index: ArchiveIndex, content: IndexContent): Promise<ReadonlySet<string>> {
  const texts = new Set<string>();
  for await (const { cloze, queries } of makeKnownItemQueries(fittedOptions(index, content))) {
    if (cloze === null) continue;
    texts.add(cloze.sentence);
    for (const { text } of queries) texts.add(text);
  }
  return texts;
}

function fittedOptions(
  index: ArchiveIndex,
  content: IndexContent,
  articles: number = FITTED_ARTICLES,
): KnownItemOptions {
  return { index, content, articles, kinds: FITTED_KINDS, seed: seedOfTexts(content) };
}

async function leaveOut(
  { encoder, segments: [{ settings }] }: Searcher,
  { title, summary, tags, lang, body }: Article,
  { sentence, passage }: Cloze,
): Promise<Without> {
  const rest = passage.text.replace(/\s+/g, " ").replace(sentence, " ");
  const remaining = body.replace(/\s+/g, " ").replace(sentence, " ");
  return {
    passage: passage.number,
    vector: await encodePassage(encoder, settings.passageTokens, title, rest),
    counts: countFields({ title, summary, tags, body: remaining }, lang),
  };
}

async function encodePassage(
  encoder: Encoder,
  passageTokens: number,
  title: string,
  text: string,
): Promise<Float32Array> {
  const count = (part: string) => encoder.countPieces(part);
  const { head } = passageHead(title, encoder.pieceBudget("passage", passageTokens), count);
  return (await encoder.encode(passageInput(head, text.trim()), "passage")).vector.slice();
}
