// The vector that stands for a whole text: its beginning counts more than the rest, and what all articles of the
// archive have in common is taken off. The build makes articles' vectors with it and the function those of subjects,
// so that like text has like vectors. It compares nothing.
//
// What the archive stores for an article leans on its nearest neighbours besides: "database-side feature augmentation"
// of Turcot and Lowe (2009), with the weights of Radenović, Tolias and Chum (2018). A subject's own vector does not:
// compared with leaning ones it finds more than if both lean (docs/relevance.md).

/** How much the first passage counts beside the mean direction of all. */
export const LEAD_WEIGHT = 0.5;
/** Neighbours that an article leans on. */
export const NEIGHBOURS = 3;
/** A neighbour counts with its cosine to this power: a distant one counts next to nothing. */
const NEIGHBOUR_EXPONENT = 2;

/**
 * Direction of a text by the vectors of its passages in order (`Float32Array[dims]` each, unit length or zero), as
 * `Float32Array[dims]` of unit length; zero where there is no passage or none has a direction. A passage of other
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
  // Passages that cancel out leave the lead alone.
  unitOf(sum);
  add(sum, lead, LEAD_WEIGHT);
  return unitOf(sum);
}

/** `direction` without `centre` (both `Float32Array[dims]`), at unit length; zero where nothing is left of it. */
export function centreDirection(direction: Float32Array, centre: Float32Array): Float32Array {
  if (direction.length !== centre.length) {
    throw new RangeError(
      `centreDirection: a vector of ${direction.length} dimensions and a centre of ${centre.length}`,
    );
  }
  // A text without a direction would else get that of everything the archive is not about.
  if (!hasDirection(direction)) return direction.slice();
  const rest = direction.slice();
  add(rest, centre, -1);
  return unitOf(rest);
}

/** Vector of a text in the space of an archive's articles: `composeDirection`, centred. */
export function articleVector(passages: readonly Float32Array[], centre: Float32Array): Float32Array {
  return centreDirection(composeDirection(passages, centre.length), centre);
}

/** A centred vector (`Float32Array[dims]`, unit length) that leans on `neighbours` by their cosines to it. */
export function leanOnNeighbours(
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

/** In place; what is too short to have a direction becomes zero. */
function unitOf(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  for (let i = 0; i < vector.length; i++) vector[i] = length > 1e-6 ? (vector[i] as number) / length : 0;
  return vector;
}
