// Picks a few from many: the best by score without sorting them all, or one of each group of near-duplicates.

/**
 * The `count` ordinals with the highest scores, best first; ties go to the lower ordinal, which is the newer article.
 * Uses a heap of size `count`, so ten of a million cost little more than looking at each one.
 */
export function selectBest(
  ordinals: readonly number[],
  scores: Float32Array | Uint32Array,
  count: number,
): number[] {
  const isBetter = (a: number, b: number): boolean => {
    const difference = (scores[a] as number) - (scores[b] as number);
    return difference > 0 || (difference === 0 && a < b);
  };
  const compare = (a: number, b: number): number => (isBetter(a, b) ? -1 : 1);
  if (count >= ordinals.length / 4) return [...ordinals].sort(compare).slice(0, count);
  /** The root is the worst of the best so far. */
  const heap: number[] = [];
  for (const ordinal of ordinals) {
    if (heap.length < count) {
      heap.push(ordinal);
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!isBetter(heap[parent] as number, heap[at] as number)) break;
        swap(heap, at, parent);
        at = parent;
      }
    } else if (count > 0 && isBetter(ordinal, heap[0] as number)) {
      heap[0] = ordinal;
      sink(heap, isBetter);
    }
  }
  return heap.sort(compare);
}

function sink(heap: number[], isBetter: (a: number, b: number) => boolean): void {
  for (let at = 0; ; ) {
    let worst = at;
    for (const child of [2 * at + 1, 2 * at + 2]) {
      if (child < heap.length && isBetter(heap[worst] as number, heap[child] as number)) worst = child;
    }
    if (worst === at) return;
    swap(heap, at, worst);
    at = worst;
  }
}

function swap(heap: number[], a: number, b: number): void {
  const kept = heap[a] as number;
  heap[a] = heap[b] as number;
  heap[b] = kept;
}

/**
 * Keeps one of each group, at the place of the group's first member: the group's preferred article if it is in the
 * list, else the best of the others; ties go to the first. `scores` and `groups` are arrays over all articles.
 */
export function collapseGroups(
  ordinals: readonly number[],
  groups: Uint32Array,
  scores: Float32Array | Float64Array,
): number[] {
  const chosen: number[] = [];
  /** The group's place in `chosen`, plus 1; 0 if it is not there. */
  const places = new Uint32Array(groups.length);
  for (const ordinal of ordinals) {
    const group = groups[ordinal] as number;
    const place = (places[group] as number) - 1;
    if (place < 0) {
      places[group] = chosen.push(ordinal);
      continue;
    }
    const before = chosen[place] as number;
    const isBetter = before !== group && (scores[ordinal] as number) > (scores[before] as number);
    if (ordinal === group || isBetter) chosen[place] = ordinal;
  }
  return chosen;
}
