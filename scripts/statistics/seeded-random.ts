// Random numbers that are the same for the same seed; the fit, the evaluation and the benchmarks use no others.
// Algorithm: xorshift with 32 bits of state (Marsaglia 2003), shifts 13, 17, 5; not for secrets.

/** Returns numbers in 0 (inclusive) .. 1 (exclusive). */
export function seededRandom(seed: number): () => number {
  // It never leaves the state 0; multiplying spreads small seeds over all bits.
  let state = Math.imul(seed, 0x9e3779b1) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** `count` of the items in seeded random order; all of them if there are fewer. */
export function sample<T>(items: readonly T[], count: number, random: () => number): T[] {
  const pool = [...items];
  const taken = Math.min(count, pool.length);
  for (let i = 0; i < taken; i++) {
    const j = i + Math.floor(random() * (pool.length - i));
    const [a, b] = [pool[i] as T, pool[j] as T];
    pool[i] = b;
    pool[j] = a;
  }
  return pool.slice(0, taken);
}
