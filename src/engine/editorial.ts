// What editors say about which articles belong together: sections and tags they share, links in their texts, and
// lists of their own. All but the lists are weak evidence, added to a cosine; the build has resolved every reference.

import type { Snapshot } from "../index/snapshot/reader.ts";

/**
 * Weights in units of the cosine, for a label that hardly any article has. On the sample archive and with either model
 * a shared tag is worth .04 to .08 and a shared section nothing; it only decides between equals. A link stands for
 * odds about seven times as high, by judgement: no set with links was there to measure it (docs/relevance.md).
 */
export const SECTION_WEIGHT = 0.01;
export const TAG_WEIGHT = 0.03;
export const LINK_WEIGHT = 0.15;
/** What all of it can add at most. */
export const MOST_EVIDENCE = SECTION_WEIGHT + TAG_WEIGHT + LINK_WEIGHT;

/** What each kind of evidence adds to the similarity of a candidate, each from 0 to its weight. */
export interface EditorialEvidence {
  readonly sections: number;
  readonly tags: number;
  /** By links in either direction. */
  readonly links: number;
}

const NONE: EditorialEvidence = { sections: 0, tags: 0, links: 0 };

/** Evidence for a candidate (its ordinal) beside the articles `subjects`. */
export function editorialEvidence(
  snapshot: Snapshot,
  subjects: readonly number[],
): (candidate: number) => EditorialEvidence {
  const labels = new Map<number, { readonly kind: "sections" | "tags"; readonly rarity: number }>();
  const linked = new Set<number>();
  for (const subject of subjects) {
    for (const label of snapshot.labels(subject)) {
      if (labels.has(label)) continue;
      const kind = evidenceKind(snapshot.labelKeys.at(label));
      if (kind === null) continue;
      labels.set(label, { kind, rarity: rarityOf(snapshot, label) });
    }
    for (const target of snapshot.links(subject)) linked.add(target);
  }
  if (subjects.length === 0) return () => NONE;
  return (candidate) => {
    let sections = 0;
    let tags = 0;
    if (labels.size > 0) {
      for (const label of snapshot.labels(candidate)) {
        const known = labels.get(label);
        if (known?.kind === "sections") sections += known.rarity;
        else if (known !== undefined) tags += known.rarity;
      }
    }
    const isLinked =
      linked.has(candidate) || snapshot.links(candidate).some((target) => subjects.includes(target));
    if (sections === 0 && tags === 0 && !isLinked) return NONE;
    return {
      sections: SECTION_WEIGHT * Math.min(1, sections),
      tags: TAG_WEIGHT * Math.min(1, tags),
      links: isLinked ? LINK_WEIGHT : 0,
    };
  };
}

/** Who wrote an article, in which language and when says nothing about what belongs with it. */
function evidenceKind(key: string): "sections" | "tags" | null {
  if (key.startsWith("section:")) return "sections";
  return key.startsWith("tag:") ? "tags" : null;
}

/** What the subjects' editors want first, each once, in their order. */
export function pinnedArticles(snapshot: Snapshot, subjects: readonly number[]): number[] {
  return [...new Set(subjects.flatMap((subject) => [...snapshot.pins(subject)]))];
}

/** 0 (a label that every article has) to 1 (one that a single article has): its idf beside the largest there is. */
function rarityOf(snapshot: Snapshot, label: number): number {
  const having = countsOf(snapshot)[label] ?? 0;
  const most = Math.log(snapshot.articleCount);
  return having === 0 || most === 0 ? 0 : 1 - Math.log(having) / most;
}

/** Counted at the first request of an archive; a snapshot does not change. */
const counted = new WeakMap<Snapshot, Uint32Array>();

/** `Uint32Array[labels]`: how many articles have each. */
function countsOf(snapshot: Snapshot): Uint32Array {
  const known = counted.get(snapshot);
  if (known !== undefined) return known;
  const counts = snapshot.labelLists.countIn([...Array(snapshot.articleCount).keys()]);
  counted.set(snapshot, counts);
  return counts;
}
