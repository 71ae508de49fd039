// Summarises many cosines to a reference: minimum, 1st percentile, mean, and the texts with the lowest.

import { mean } from "../statistics/mean.ts";

export interface TextCosine {
  readonly text: string;
  readonly cosine: number;
}

export interface CosineFigures {
  readonly texts: number;
  readonly least: number;
  /** One text in a hundred is at or below it (nearest rank). */
  readonly percentile1: number;
  readonly mean: number;
  /** The lowest first. */
  readonly worst: readonly TextCosine[];
}

/** Of two vectors with the same number of dimensions and any norm; NaN if one of them is zero. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`cosine: ${a.length} and ${b.length} dimensions`);
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as number, b[i] as number];
    product += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return product / Math.sqrt(squaresA * squaresB);
}

/** A RangeError if there are no texts or a cosine is NaN. */
export function cosineFigures(cosines: readonly TextCosine[], worst: number): CosineFigures {
  const broken = cosines.find(({ cosine }) => Number.isNaN(cosine));
  if (broken !== undefined)
    throw new RangeError(`cosineFigures: no number for "${broken.text.slice(0, 60)}"`);
  const sorted = cosines.toSorted((a, b) => a.cosine - b.cosine);
  const [lowest] = sorted;
  if (lowest === undefined) throw new RangeError("cosineFigures: no texts");
  return {
    texts: cosines.length,
    least: lowest.cosine,
    percentile1: sorted[Math.ceil(cosines.length / 100) - 1]?.cosine ?? lowest.cosine,
    mean: mean(cosines.map(({ cosine }) => cosine)),
    worst: sorted.slice(0, worst),
  };
}
