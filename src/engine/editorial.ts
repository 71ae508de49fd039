// Editorial evidence that articles belong together: shared sections and tags, links in their texts, and lists made by
// hand. All but the lists are weak evidence, added to a cosine. The build has already resolved every reference.

import type { ArchiveIndex } from "../index/archive-index.ts";
import type { Columns } from "../index/columns.ts";
import { isPublished } from "../index/visibility.ts";

/**
 * Weights in units of the cosine, for a value that hardly any other article has. On the sample archive, with either
 * model, a shared tag is worth .04 to .08 and a shared section nothing, so a section only breaks ties. A link raises
 * the odds about sevenfold; that is an estimate, because no test set with links was available (docs/relevance.md).
 */
export const SECTION_WEIGHT = 0.01;
export const TAG_WEIGHT = 0.03;
export const LINK_WEIGHT = 0.15;
/** The most that all the evidence together can add. */
export const MAX_EVIDENCE = SECTION_WEIGHT + TAG_WEIGHT + LINK_WEIGHT;

/** How much each kind of evidence adds to a candidate's similarity, from 0 to its weight. */
export interface EditorialEvidence {
  readonly sections: number;
  readonly tags: number;
  /** Links in either direction count. */
  readonly links: number;
}

const NONE: EditorialEvidence = { sections: 0, tags: 0, links: 0 };

/**
 * The evidence that a candidate (its ordinal) belongs with the articles `subjects` of the same segment. `index` is the
 * published view at `now` (milliseconds since 1970), so hidden articles do not make a value more frequent.
 */
export function editorialEvidence(
  index: ArchiveIndex,
  subjects: readonly number[],
  now: number,
): (candidate: number) => EditorialEvidence {
  const { facets, links } = index.columns;
  const shared = new Map<number, { readonly kind: "sections" | "tags"; readonly rarity: number }>();
  const linked = new Set<number>();
  for (const subject of subjects) {
    for (const value of facets.lists.at(subject)) {
      if (shared.has(value)) continue;
      const kind = evidenceKind(facets.keys.at(value));
      if (kind === null) continue;
      shared.set(value, { kind, rarity: rarityOf(index, value, now) });
    }
    for (const target of links.at(subject)) linked.add(target);
  }
  if (subjects.length === 0) return () => NONE;
  return (candidate) => {
    let sections = 0;
    let tags = 0;
    if (shared.size > 0) {
      for (const value of facets.lists.at(candidate)) {
        const known = shared.get(value);
        if (known?.kind === "sections") sections += known.rarity;
        else if (known !== undefined) tags += known.rarity;
      }
    }
    const isLinked = linked.has(candidate) || links.at(candidate).some((target) => subjects.includes(target));
    if (sections === 0 && tags === 0 && !isLinked) return NONE;
    return {
      sections: SECTION_WEIGHT * Math.min(1, sections),
      tags: TAG_WEIGHT * Math.min(1, tags),
      links: isLinked ? LINK_WEIGHT : 0,
    };
  };
}

/** Only sections and tags: the author, language and year say nothing about which articles belong together. */
function evidenceKind(key: string): "sections" | "tags" | null {
  if (key.startsWith("section:")) return "sections";
  return key.startsWith("tag:") ? "tags" : null;
}

/** Articles that editors pinned to the subjects, each once, in the editors' order. */
export function pinnedArticles({ pins }: Columns, subjects: readonly number[]): number[] {
  return [...new Set(subjects.flatMap((subject) => [...pins.at(subject)]))];
}

/** From 0 (every article has the value) to 1 (a single article has it): its idf relative to the largest possible. */
function rarityOf(index: ArchiveIndex, value: number, now: number): number {
  const { counts, articles } = valueCounts(index, now);
  const having = counts[value] ?? 0;
  const most = Math.log(articles);
  return having === 0 || most === 0 ? 0 : 1 - Math.log(having) / most;
}

interface ValueCounts {
  /** `Uint32Array[values]`: how many published articles have each. */
  readonly counts: Uint32Array;
  /** Published articles. */
  readonly articles: number;
}

/** Counted on the first request for each view of an index; a view's articles never change. */
const counted = new WeakMap<ArchiveIndex, ValueCounts>();

function valueCounts(index: ArchiveIndex, now: number): ValueCounts {
  const known = counted.get(index);
  if (known !== undefined) return known;
  const { columns, size } = index;
  const published = [...Array(size.articles).keys()].filter((ordinal) => isPublished(columns, ordinal, now));
  const made = { counts: columns.facets.lists.countIn(published), articles: published.length };
  counted.set(index, made);
  return made;
}
