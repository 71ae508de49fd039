// Maximal marginal relevance (Carbonell and Goldstein 1998): of many candidates those that are relevant and say
// something that the ones before them do not. What is not chosen yet only loses worth as the list grows, so its
// likeness to the list is worked out only when it would be next (lazy greedy selection, Minoux 1978).

export interface Choice {
  /** Index into the candidates. */
  readonly index: number;
  /** What its likeness to those before it cost, in shares of the best candidate's relevance; 0 or less. */
  readonly penalty: number;
}

/**
 * Chooses up to `count` of the candidates, the best first. `relevance[i]` is at least 0, `likeness(i, j)` of two
 * candidates 0 to 1. `diversity` is 0 (relevance alone; of equals the first) to 1 (unlikeness alone); else a RangeError.
 */
export function chooseDiverse(
  relevance: readonly number[],
  likeness: (a: number, b: number) => number,
  count: number,
  diversity: number,
): Choice[] {
  if (!(diversity >= 0 && diversity <= 1)) {
    throw new RangeError(`chooseDiverse: diversity is ${diversity}; 0 to 1 is expected`);
  }
  const best = relevance.reduce((most, value) => Math.max(most, value), 0);
  const unit = best > 0 ? best : 1;
  /** Of each candidate, its likeness to the first `compared` of the chosen. */
  const nearest = new Float64Array(relevance.length);
  const compared = new Uint32Array(relevance.length);
  /** Of each candidate as far as it is compared, NaN once it is chosen. */
  const worth = Float64Array.from(relevance, (value) => (1 - diversity) * (value / unit));
  const chosen: Choice[] = [];

  while (chosen.length < Math.min(count, relevance.length)) {
    let next = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < worth.length; index++) {
      if (!((worth[index] as number) > most)) continue;
      most = worth[index] as number;
      next = index;
    }
    if (diversity > 0 && (compared[next] ?? 0) < chosen.length) {
      for (let i = compared[next] ?? 0; i < chosen.length; i++) {
        nearest[next] = Math.max(nearest[next] ?? 0, likeness(next, chosen[i]?.index ?? -1));
      }
      compared[next] = chosen.length;
      worth[next] = (1 - diversity) * ((relevance[next] ?? 0) / unit) - diversity * (nearest[next] ?? 0);
      continue;
    }
    worth[next] = Number.NaN;
    chosen.push({ index: next, penalty: 0 - diversity * (nearest[next] ?? 0) });
  }
  return chosen;
}
