// Looks up one article for a caller, by id or public URL. An article that isn't published yet is not found, exactly like
// one that never existed.

import { findByUrl, idKey } from "../index/keys.ts";
import type { Snapshot } from "../index/snapshot/reader.ts";
import { isPublished } from "../index/visibility.ts";

export type WantedArticle = { readonly id: string } | { readonly url: string };

/** Its ordinal, or null. `now` is in milliseconds since 1970. */
export function findArticle(snapshot: Snapshot, wanted: WantedArticle, now: number): number | null {
  const ordinal = "id" in wanted ? snapshot.findKey(idKey(wanted.id)) : findByUrl(snapshot, wanted.url);
  return ordinal !== null && isPublished(snapshot, ordinal, now) ? ordinal : null;
}
