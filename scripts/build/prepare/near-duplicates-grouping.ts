// Pairs of near-duplicates to groups. A group never chains: any two of its articles are at least akin, so that a
// report rewritten again and again does not carry along what it has nothing in common with.
// Algorithm: complete-linkage clustering, greedy from the most alike pair, with a lower bar for staying together than
// for coming together.

export interface SamePair {
  readonly a: number;
  readonly b: number;
  /** 0..1 */
  readonly share: number;
}

/** Every newcomer is compared with all of a group; a notice that is printed daily makes several groups. */
export const GROUP_MAX_ARTICLES = 64;

/**
 * The groups of two and more, members in no order; items that are alone are left out. `mayShare` says
 * whether two items may be in one group; it is asked for every pair of a group that is not among `pairs`.
 */
export function groupPairs(
  pairs: readonly SamePair[],
  mayShare: (a: number, b: number) => boolean,
): readonly (readonly number[])[] {
  const groupOf = new Map<number, number[]>();
  const known = new Set(pairs.map(({ a, b }) => pairKey(a, b)));
  const order = [...pairs].sort((p, q) => q.share - p.share || p.a - q.a || p.b - q.b);
  for (const { a, b } of order) {
    const first = groupOf.get(a) ?? [a];
    const second = groupOf.get(b) ?? [b];
    if (first === second || first.length + second.length > GROUP_MAX_ARTICLES) continue;
    const holds = first.every((x) => second.every((y) => known.has(pairKey(x, y)) || mayShare(x, y)));
    if (!holds) continue;
    const joined = [...first, ...second];
    for (const member of joined) groupOf.set(member, joined);
  }
  return [...new Set(groupOf.values())];
}

function pairKey(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
