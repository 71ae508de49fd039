// The vectors of an archive's articles as the snapshot stores them: the direction of each text, minus the archive's
// mean, augmented with its nearest neighbours. src/vector/article-vector.ts makes a single vector; what needs all of
// them is here.

import {
  augment,
  composeDirection,
  hasDirection,
  NEIGHBOURS,
  subtractMean,
} from "../../../src/vector/article-vector.ts";
import { createPlainScan } from "../../../src/vector/plain-scan.ts";
import { quantise } from "../../../src/vector/quantise.ts";
import type { QuantisedVectors } from "../../../src/vector/quantised-vectors.ts";
import type { VectorScan } from "../../../src/vector/vector-scan.ts";

/**
 * The mean of n articles is weighted by n / (n + CENTRE_PRIOR): with few articles it is mostly those articles, and two
 * articles minus their mean would be opposites.
 */
const CENTRE_PRIOR = 10;

export interface ArticleVectors {
  /** `Float32Array[dims]` for each article, unit length, stored as `articles.vectors`. Zero if a text has no direction. */
  readonly vectors: readonly Float32Array[];
  /** The same without neighbours: a subject is compared by its raw vector, and calibration is fitted to these. */
  readonly raw: readonly Float32Array[];
  /** `Float32Array[dims]`, shorter than 1, stored as `articles.centre`. */
  readonly centre: Float32Array;
}

/**
 * `rowsPerArticle[a]` are the unit vectors (`Float32Array[dims]`) of article a's passages in order. It scans all articles
 * once for each, so pass the kernels' `createScan` if you can.
 */
export function articleVectors(
  rowsPerArticle: readonly (readonly Float32Array[])[],
  dims: number,
  createScan: (vectors: QuantisedVectors) => VectorScan = createPlainScan,
): ArticleVectors {
  const directions = rowsPerArticle.map((rows) => composeDirection(rows, dims));
  const centre = centreOf(directions, dims);
  const raw = directions.map((direction) => subtractMean(direction, centre));
  return { vectors: augmented(raw, dims, createScan), raw, centre };
}

function centreOf(directions: readonly Float32Array[], dims: number): Float32Array {
  const directed = directions.filter(hasDirection);
  // In double precision, so that the sum over a large archive does not depend on rounding.
  const sum = new Float64Array(dims);
  for (const direction of directed) {
    for (let i = 0; i < dims; i++) sum[i] = (sum[i] as number) + (direction[i] as number);
  }
  return Float32Array.from(sum, (x) => x / (directed.length + CENTRE_PRIOR));
}

function augmented(
  raw: readonly Float32Array[],
  dims: number,
  createScan: (vectors: QuantisedVectors) => VectorScan,
): Float32Array[] {
  const scan = createScan(quantise(raw, dims));
  return raw.map((vector, article) => {
    const { rows, scores } = scan.nearest(vector, NEIGHBOURS + 1);
    const neighbours: { vector: Float32Array; cosine: number }[] = [];
    for (const [rank, row] of rows.entries()) {
      const neighbour = raw[row];
      if (row === article || neighbour === undefined || neighbours.length === NEIGHBOURS) continue;
      neighbours.push({ vector: neighbour, cosine: scores[rank] as number });
    }
    return augment(vector, neighbours);
  });
}
