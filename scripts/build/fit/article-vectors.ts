// The vectors of an archive's articles as the snapshot stores them: each text's own direction, centred on the archive
// and leaning on its nearest neighbours. How one vector is made is src/vector/article-vector.ts; here is what needs
// all of them at once.

import {
  centreDirection,
  composeDirection,
  hasDirection,
  leanOnNeighbours,
  NEIGHBOURS,
} from "../../../src/vector/article-vector.ts";
import { createPlainScan } from "../../../src/vector/plain-scan.ts";
import { quantise } from "../../../src/vector/quantise.ts";
import type { QuantisedVectors } from "../../../src/vector/quantised-vectors.ts";
import type { VectorScan } from "../../../src/vector/vector-scan.ts";

/**
 * The mean of n articles is trusted as n / (n + CENTRE_PRIOR): that of a few is mostly themselves, and two articles
 * centred on their own mean would be opposites.
 */
const CENTRE_PRIOR = 10;

export interface ArticleVectors {
  /** `Float32Array[dims]` for each article, unit length: what `articles.vectors` holds. Zero where a text has no direction. */
  readonly vectors: readonly Float32Array[];
  /** The same before they lean on their neighbours: what a subject is compared with, and what calibration is fitted to. */
  readonly own: readonly Float32Array[];
  /** `Float32Array[dims]`, shorter than 1: what `articles.centre` holds. */
  readonly centre: Float32Array;
}

/**
 * `rowsPerArticle[a]` are the unit vectors (`Float32Array[dims]`) of article a's passages in order. Takes one scan of
 * all articles for each: `createScan` is best that of the kernels.
 */
export function articleVectors(
  rowsPerArticle: readonly (readonly Float32Array[])[],
  dims: number,
  createScan: (vectors: QuantisedVectors) => VectorScan = createPlainScan,
): ArticleVectors {
  const directions = rowsPerArticle.map((rows) => composeDirection(rows, dims));
  const centre = centreOf(directions, dims);
  const own = directions.map((direction) => centreDirection(direction, centre));
  return { vectors: leaning(own, dims, createScan), own, centre };
}

function centreOf(directions: readonly Float32Array[], dims: number): Float32Array {
  const directed = directions.filter(hasDirection);
  // In double precision: the sum over a large archive must not depend on how it is rounded.
  const sum = new Float64Array(dims);
  for (const direction of directed) {
    for (let i = 0; i < dims; i++) sum[i] = (sum[i] as number) + (direction[i] as number);
  }
  return Float32Array.from(sum, (x) => x / (directed.length + CENTRE_PRIOR));
}

function leaning(
  own: readonly Float32Array[],
  dims: number,
  createScan: (vectors: QuantisedVectors) => VectorScan,
): Float32Array[] {
  const scan = createScan(quantise(own, dims));
  return own.map((vector, article) => {
    const { rows, scores } = scan.nearest(vector, NEIGHBOURS + 1);
    const neighbours: { vector: Float32Array; cosine: number }[] = [];
    for (const [rank, row] of rows.entries()) {
      const neighbour = own[row];
      if (row === article || neighbour === undefined || neighbours.length === NEIGHBOURS) continue;
      neighbours.push({ vector: neighbour, cosine: scores[rank] as number });
    }
    return leanOnNeighbours(vector, neighbours);
  });
}
