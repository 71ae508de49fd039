// Maximal marginal relevance (Carbonell and Goldstein 1998): chooses candidates that are relevant and differ from those
// already chosen. A candidate can only lose value as the list grows, so its similarity to the list is computed only
// when it would be next (lazy greedy selection, Minoux 1978).

export interface Choice {
  /** Index into the candidates. */
  readonly index: number;
  /** Penalty for its similarity to those before it, as a share of the best candidate's relevance; 0 or less. */
  readonly penalty: number;
}

/** A candidate's similarity, 0 to 1, to the most similar of `others`, which is not empty. All are given by index. */
export type MaxSimilarity = (candidate: number, others: readonly number[]) => Promise<number>;

/**
 * Chooses up to `count` of the candidates, best first. `relevance[i]` is at least 0. `diversity` ranges from 0 (only
 * relevance counts; ties go to the earlier candidate) to 1 (only dissimilarity counts); anything else is a RangeError.
 */
export async function chooseDiverse(
  relevance: readonly number[],
  maxSimilarity: MaxSimilarity,
  count: number,
  diversity: number,
): Promise<Choice[]> {
  if (!(diversity >= 0 && diversity <= 1)) {
    throw new RangeError(`chooseDiverse: diversity is ${diversity}; 0 to 1 is expected`);
  }
  const best = relevance.reduce((most, value) => Math.max(most, value), 0);
  const unit = best > 0 ? best : 1;
  /** For each candidate, its similarity to the first `compared` of those chosen. */
  const similarity = new Float64Array(relevance.length);
  const compared = new Uint32Array(relevance.length);
  /** The value of each candidate, as far as it has been compared; NaN once it is chosen. */
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
      const others = chosen.slice(compared[next]).map(({ index }) => index);
      similarity[next] = Math.max(similarity[next] ?? 0, await maxSimilarity(next, others));
      compared[next] = chosen.length;
      worth[next] = (1 - diversity) * ((relevance[next] ?? 0) / unit) - diversity * (similarity[next] ?? 0);
      continue;
    }
    worth[next] = Number.NaN;
    chosen.push({ index: next, penalty: 0 - diversity * (similarity[next] ?? 0) });
  }
  return chosen;
}
