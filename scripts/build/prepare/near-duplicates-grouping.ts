// Groups pairs of near-duplicates. Groups don't chain: any two articles in a group are at least similar, so that a
// report that is rewritten again and again doesn't end up with articles that it has nothing in common with. Algorithm:
// complete-linkage clustering, greedy from the most similar pair, with a lower threshold for staying together than for
// joining.

export interface SamePair {
  readonly a: number;
  readonly b: number;
  /** 0..1 */
  readonly share: number;
}

/** Each new member is compared with the whole group. A notice that is printed daily makes several groups. */
export const GROUP_MAX_ARTICLES = 64;

/**
 * Groups of two or more, members in no particular order; single items are left out. `mayShare` decides whether two
 * items may be in the same group; it is called for every pair in a group that isn't among `pairs`.
 */
export function groupPairs(
  pairs: readonly SamePair[],
  mayShare: (a: number, b: number) => boolean,
): readonly (readonly number[])[] {
  const groupOf = new Map<number, number[]>();
  const pairKeys = new Set(pairs.map(({ a, b }) => pairKey(a, b)));
  const order = [...pairs].sort((p, q) => q.share - p.share || p.a - q.a || p.b - q.b);
  for (const { a, b } of order) {
    const first = groupOf.get(a) ?? [a];
    const second = groupOf.get(b) ?? [b];
    if (first === second || first.length + second.length > GROUP_MAX_ARTICLES) continue;
    const fits = first.every((x) => second.every((y) => pairKeys.has(pairKey(x, y)) || mayShare(x, y)));
    if (!fits) continue;
    const joined = [...first, ...second];
    for (const member of joined) groupOf.set(member, joined);
  }
  return [...new Set(groupOf.values())];
}

function pairKey(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
