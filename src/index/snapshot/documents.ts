// The documents of a snapshot: article records, held in memory and parsed one at a time, and passage texts on pages
// that are fetched when a text is shown.

import type { TermDictionary } from "../../lexical/term-dictionary.ts";
import type { DocumentStore } from "../document-store.ts";
import { SnapshotError } from "../snapshot-error.ts";
import { type StoredArticle, storedArticleSchema } from "../stored-article.ts";
import type { PageCache } from "./page-cache.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

export interface DocumentSections {
  /** UTF-8 JSON of the articles, end to end. */
  readonly records: Uint8Array;
  /** `Uint32Array[articles + 1]` into `records`. */
  readonly recordOffsets: Uint32Array;
  readonly keys: TermDictionary;
  /** `Uint32Array[keys]`: each key's article. */
  readonly keyArticles: Uint32Array;
  /** `Uint32Array[passages * 3]`: page, first byte and length of each text. */
  readonly locations: Uint32Array;
  readonly pages: PageCache;
}

export function createDocumentStore(sections: DocumentSections): DocumentStore {
  const { records, recordOffsets, keys, keyArticles, locations, pages } = sections;
  const articleCount = recordOffsets.length - 1;
  const passageCount = locations.length / 3;

  const article = (ordinal: number): StoredArticle => {
    if (!(ordinal >= 0 && ordinal < articleCount)) {
      throw new RangeError(`no article ${ordinal} of ${articleCount}`);
    }
    const text = decoder.decode(records.subarray(recordOffsets[ordinal], recordOffsets[ordinal + 1]));
    return storedArticleSchema.parse(JSON.parse(text));
  };

  return {
    async find(key) {
      const index = keys.find(key);
      return index < 0 ? null : (keyArticles[index] ?? null);
    },
    async articles(ordinals) {
      return ordinals.map(article);
    },
    async passages(numbers) {
      // Each page is read once per call. Reads are never shared with other calls: they end with the request.
      const reads = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();
      return Promise.all(
        numbers.map(async (passage) => {
          if (!(passage >= 0 && passage < passageCount)) {
            throw new RangeError(`no passage ${passage} of ${passageCount}`);
          }
          const [page = 0, start = 0, length = 0] = locations.subarray(passage * 3, passage * 3 + 3);
          if (length === 0) return "";
          const read = reads.get(page) ?? pages.read(page);
          reads.set(page, read);
          const text = await read;
          if (start + length > text.length) {
            throw new SnapshotError(
              `Passage ${passage} ends at ${start + length} of a page of ${text.length} bytes.`,
            );
          }
          return decoder.decode(text.subarray(start, start + length));
        }),
      );
    },
  };
}
