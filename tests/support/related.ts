// Articles by their ids, as tests of related lists name them.

import type { RelatedSubject } from "../../src/engine/related-request.ts";
import type { Snapshot } from "../../src/index/snapshot/reader.ts";

export function ordinalOf(archive: Snapshot, id: string): number {
  const ordinal = archive.findKey(`id:${id}`);
  if (ordinal === null) throw new Error(`no article ${id}`);
  return ordinal;
}

export function subjectOf(archive: Snapshot, ...ids: string[]): RelatedSubject {
  return { kind: "articles", ordinals: ids.map((id) => ordinalOf(archive, id)) };
}

export function idsOf(archive: Snapshot, hits: readonly { readonly ordinal: number }[]): string[] {
  return hits.map(({ ordinal }) => archive.article(ordinal).id);
}
