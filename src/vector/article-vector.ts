// Makes the vector of a whole text: its beginning counts more than the rest, and the archive's mean is subtracted. The
// build uses it for articles and the server for subjects, so similar texts get similar vectors. Compares nothing.
//
// The vector that the archive stores for an article is augmented by its nearest neighbours: "database-side feature
// augmentation" of Turcot and Lowe (2009), with the weights of Radenović, Tolias and Chum (2018). A subject's vector is
// raw: it finds more when compared with augmented vectors than if both are augmented (docs/relevance.md).

/** How much the first passage counts relative to the mean direction of all passages. */
export const LEAD_WEIGHT = 0.5;
/** How many neighbours an article is augmented by. */
export const NEIGHBOURS = 3;
/** A neighbour's weight is its cosine to this power, so a distant one counts for next to nothing. */
const NEIGHBOUR_EXPONENT = 2;

/**
 * Direction of a text from the vectors of its passages in order (`Float32Array[dims]` each, unit length or zero), as
 * `Float32Array[dims]` of unit length; zero if there are no passages or none has a direction. A passage with other
 * dimensions is a RangeError.
 */
export function composeDirection(passages: readonly Float32Array[], dims: number): Float32Array {
  const other = passages.find((passage) => passage.length !== dims);
  if (other !== undefined) {
    throw new RangeError(`composeDirection: a passage has ${other.length} dimensions, ${dims} are expected`);
  }
  const lead = passages.find(hasDirection);
  if (lead === undefined) return new Float32Array(dims);
  const sum = new Float32Array(dims);
  for (const passage of passages) add(sum, passage, 1);
  // If the passages cancel out, only the lead remains.
  unitOf(sum);
  add(sum, lead, LEAD_WEIGHT);
  return unitOf(sum);
}

/** `direction` minus `mean` (both `Float32Array[dims]`), scaled to unit length; zero if nothing is left. */
export function subtractMean(direction: Float32Array, mean: Float32Array): Float32Array {
  if (direction.length !== mean.length) {
    throw new RangeError(
      `subtractMean: a vector of ${direction.length} dimensions and a mean of ${mean.length}`,
    );
  }
  // Otherwise a text without a direction would point at everything that the archive is not about.
  if (!hasDirection(direction)) return direction.slice();
  const rest = direction.slice();
  add(rest, mean, -1);
  return unitOf(rest);
}

/** A text's vector in the space of an archive's articles: `composeDirection`, centred. */
export function articleVector(passages: readonly Float32Array[], mean: Float32Array): Float32Array {
  return subtractMean(composeDirection(passages, mean.length), mean);
}

/** A centred vector (`Float32Array[dims]`, unit length) augmented by `neighbours`, weighted by their cosines to it. */
export function augment(
  vector: Float32Array,
  neighbours: readonly { readonly vector: Float32Array; readonly cosine: number }[],
): Float32Array {
  const sum = vector.slice();
  for (const neighbour of neighbours) {
    add(sum, neighbour.vector, Math.max(0, neighbour.cosine) ** NEIGHBOUR_EXPONENT);
  }
  return unitOf(sum);
}

/** Dot product, which is the cosine of unit vectors. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

export function hasDirection(vector: Float32Array): boolean {
  for (let i = 0; i < vector.length; i++) if (vector[i] !== 0) return true;
  return false;
}

function add(into: Float32Array, vector: Float32Array, weight: number): void {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] as number) + weight * (vector[i] as number);
}

/** Works in place; a vector too short to have a direction becomes zero. */
function unitOf(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  for (let i = 0; i < vector.length; i++) vector[i] = length > 1e-6 ? (vector[i] as number) / length : 0;
  return vector;
}
