// Finds the pairs of articles that are worth comparing: those whose MinHash sketches share enough. Pairs aren't judged
// here, and not all pairs are looked at, so the work grows with the number of articles and not with its square. MinHash
// as a sketch of the smallest hashes: Broder, "On the resemblance and containment of documents" (1997). The pairs come
// from a list of the owners of each hash: texts with 30 % of the words changed share a sixth of their shingles, which
// bands of several hashes would miss.

export const SKETCH_HASHES = 128;
/** Share of the smaller sketch that a pair must have in common. */
export const SKETCH_MIN_SHARE = 0.1;
const SKETCH_MIN_HASHES = 3;
/** A standing phrase may be in all articles; of those that share a hash, only so many following ones are looked at. */
export const MAX_NEIGHBOURS = 32;

/** The SKETCH_HASHES smallest hashes, or all if there are fewer; distinct, ascending. */
export function sketch(hashes: Uint32Array): Uint32Array {
  const sorted = hashes.slice().sort();
  let length = 0;
  for (let at = 0; at < sorted.length && length < SKETCH_HASHES; at++) {
    const hash = sorted[at] ?? 0;
    if (at === 0 || hash !== sorted[at - 1]) sorted[length++] = hash;
  }
  return sorted.slice(0, length);
}

/**
 * Pairs [a, b] with a < b, indices of `sketches`, each once. `sketches` must be in the order of publication, since of
 * many articles that share a phrase only neighbours in this order are looked at.
 */
export function* candidatePairs(sketches: readonly Uint32Array[]): Generator<readonly [number, number]> {
  const index = indexHashes(sketches);
  const shared = new Uint16Array(sketches.length);
  for (const [a, hashes] of sketches.entries()) {
    const touched: number[] = [];
    const first = index.firstPlace[a] ?? 0;
    for (let i = first; i < first + hashes.length; i++) {
      const place = index.places[i] ?? 0;
      for (let next = place + 1; next <= place + MAX_NEIGHBOURS && next < index.owners.length; next++) {
        if (index.hashes[next] !== index.hashes[place]) break;
        const b = index.owners[next] ?? 0;
        if (shared[b] === 0) touched.push(b);
        shared[b] = (shared[b] ?? 0) + 1;
      }
    }
    for (const b of touched) {
      const smaller = Math.min(hashes.length, sketches[b]?.length ?? 0);
      const required = Math.max(SKETCH_MIN_HASHES, SKETCH_MIN_SHARE * smaller);
      if ((shared[b] ?? 0) >= required) yield [a, b];
      shared[b] = 0;
    }
  }
}

interface HashIndex {
  /** Ascending; entries of the same hash are together. */
  readonly hashes: Uint32Array;
  /** The article with the hash; ascending within a hash. */
  readonly owners: Uint32Array;
  /** Entries of article a are at `places[firstPlace[a]] …`, one for each hash of its sketch. */
  readonly places: Uint32Array;
  readonly firstPlace: Uint32Array;
}

function indexHashes(sketches: readonly Uint32Array[]): HashIndex {
  const firstPlace = new Uint32Array(sketches.length + 1);
  for (const [a, { length }] of sketches.entries()) firstPlace[a + 1] = (firstPlace[a] ?? 0) + length;
  const total = firstPlace[sketches.length] ?? 0;
  // Hash and owner in one number, exact below 2^53, so that a single sort of plain numbers orders both.
  const span = Math.max(1, sketches.length);
  if (span > 2 ** 21) throw new RangeError(`${span} articles can't be compared; the maximum is 2,097,152`);
  const entries = new Float64Array(total);
  for (const [a, hashes] of sketches.entries()) {
    const first = firstPlace[a] ?? 0;
    for (let i = 0; i < hashes.length; i++) entries[first + i] = (hashes[i] ?? 0) * span + a;
  }
  entries.sort();
  const hashes = new Uint32Array(total);
  const owners = new Uint32Array(total);
  const places = new Uint32Array(total);
  const filled = firstPlace.slice();
  for (let place = 0; place < total; place++) {
    const entry = entries[place] ?? 0;
    const hash = Math.floor(entry / span);
    const owner = entry - hash * span;
    hashes[place] = hash;
    owners[place] = owner;
    const slot = filled[owner] ?? 0;
    places[slot] = place;
    filled[owner] = slot + 1;
  }
  return { hashes, owners, places, firstPlace };
}
