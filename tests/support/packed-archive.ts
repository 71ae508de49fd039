// A snapshot of a few articles, made by the real steps (chunk, pack, open) with the word encoder.

import { defaultSettings } from "../../scripts/build/config/default-settings.ts";
import { packSnapshot } from "../../scripts/build/pack/pack.ts";
import { chunkArticle } from "../../scripts/build/prepare/chunk.ts";
import type { IndexContent } from "../../scripts/build/prepare/index-folder.ts";
import type { StoredVector } from "../../scripts/build/prepare/vector-store.ts";
import type { Article } from "../../scripts/build/source/article/article.ts";
import type { Encoder } from "../../src/encoder/encoder.ts";
import type { ArchiveIndex } from "../../src/index/archive-index.ts";
import type { DocumentStore } from "../../src/index/document-store.ts";
import type { Searcher } from "../../src/index/searcher.ts";
import type { Settings } from "../../src/index/settings.ts";
import { openSnapshot } from "../../src/index/snapshot/open-snapshot.ts";
import type { SnapshotFiles } from "../../src/index/snapshot/writer.ts";
import { memorySource } from "../../src/index/source.ts";
import type { StoredArticle } from "../../src/index/stored-article.ts";
import { createWordEncoder } from "./word-encoder.ts";

export interface PackOptions {
  readonly encoder?: Encoder;
  /** Words of a passage at most, its title included. */
  readonly budget?: number;
  readonly memberBodies?: boolean;
  readonly settings?: Partial<Settings>;
}

export const SETTINGS = defaultSettings("The Test Gazette");

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== "").length;
}

/** What the build would have in index/ for these articles. */
export async function indexContent(
  articles: readonly Article[],
  options: PackOptions = {},
): Promise<IndexContent> {
  const encoder = options.encoder ?? createWordEncoder();
  const passages = articles.flatMap((article) =>
    chunkArticle(article, {
      count: countWords,
      budget: options.budget ?? 40,
      memberBodies: options.memberBodies ?? false,
    }),
  );
  const vectors: StoredVector[] = [];
  for (const { articleId, ordinal, hash, input } of passages) {
    vectors.push({ articleId, ordinal, hash, vector: (await encoder.encode(input, "passage")).vector });
  }
  return { articles, passages: passages.map(({ input: _, ...stored }) => stored), vectors };
}

export async function packArticles(
  articles: readonly Article[],
  options: PackOptions = {},
): Promise<SnapshotFiles> {
  const { fingerprint, dims } = options.encoder ?? createWordEncoder();
  return packSnapshot({
    content: await indexContent(articles, options),
    encoder: { fingerprint, dims, model: "word-encoder", languages: ["en"] },
    settings: { ...SETTINGS, ...options.settings },
  });
}

/** For `search` and `related`. */
export function searcherOf(index: ArchiveIndex, encoder: Encoder = createWordEncoder()): Searcher {
  return { segments: [index], encoder, version: index.version };
}

/** Records of the archives that were opened here, so that tests can read them without waiting. */
const records = new WeakMap<DocumentStore, readonly StoredArticle[]>();

export async function openArticles(
  articles: readonly Article[],
  options: PackOptions = {},
): Promise<ArchiveIndex> {
  const index = await openSnapshot(memorySource(await packArticles(articles, options)));
  const ordinals = [...new Array(index.size.articles).keys()];
  records.set(index.documents, await index.documents.articles(ordinals));
  return index;
}

/** The record of an article of an archive that openArticles() opened. */
export function articleAt({ documents }: ArchiveIndex, ordinal: number): StoredArticle {
  const article = records.get(documents)?.[ordinal];
  if (article === undefined) throw new RangeError(`no article ${ordinal}`);
  return article;
}

/** The ordinal of an article of such an archive. */
export function ordinalOf({ documents }: ArchiveIndex, id: string): number {
  const ordinal = records.get(documents)?.findIndex((article) => article.id === id) ?? -1;
  if (ordinal < 0) throw new RangeError(`no article ${id}`);
  return ordinal;
}
