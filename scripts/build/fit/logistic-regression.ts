// Logistic regression with a weak ridge, by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani
// and Friedman, "The Elements of Statistical Learning", 4.4.1), for the two or three coefficients of a score's curve.

export interface LabelledRow {
  /** All rows have the same number of features. */
  readonly features: readonly number[];
  readonly positive: boolean;
}

export interface LogisticModel {
  readonly intercept: number;
  readonly weights: readonly number[];
}

const STEPS = 50;
const CONVERGED = 1e-8;
/** Smallest weight of a row; with more extreme odds it would vanish. */
const MIN_WEIGHT = 1e-6;

/**
 * Both classes count the same, however many rows they have. `ridge` pulls the weights of standardised features towards
 * 0, so that perfectly separable classes still get a finite slope. A RangeError if all rows are of one class.
 */
export function fitLogistic(rows: readonly LabelledRow[], ridge = 0.005): LogisticModel {
  const positives = rows.filter(({ positive }) => positive).length;
  if (positives === 0 || positives === rows.length) {
    throw new RangeError(
      `fitLogistic: ${positives} of ${rows.length} rows are positive; both kinds are needed`,
    );
  }
  const size = (rows[0]?.features.length ?? 0) + 1;
  const scale = Array.from({ length: size - 1 }, (_, j) =>
    spread(rows.map(({ features }) => features[j] ?? 0)),
  );
  const x = rows.map(({ features }) => [
    1,
    ...scale.map(({ mean, deviation }, j) => ((features[j] ?? 0) - mean) / deviation),
  ]);
  const weight = rows.map(({ positive }) => 0.5 / (positive ? positives : rows.length - positives));
  let beta: number[] = new Array(size).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const gradient: number[] = new Array(size).fill(0);
    const hessian = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    for (const [i, row] of x.entries()) {
      const p = 1 / (1 + Math.exp(-row.reduce((sum, value, j) => sum + value * (beta[j] ?? 0), 0)));
      const w = weight[i] ?? 0;
      const error = w * ((rows[i]?.positive === true ? 1 : 0) - p);
      const curvature = w * Math.max(MIN_WEIGHT, p * (1 - p));
      for (let j = 0; j < size; j++) {
        gradient[j] = (gradient[j] ?? 0) + error * (row[j] ?? 0);
        const line = hessian[j] as number[];
        for (let k = 0; k < size; k++) line[k] = (line[k] ?? 0) + curvature * (row[j] ?? 0) * (row[k] ?? 0);
      }
    }
    for (let j = 1; j < size; j++) {
      gradient[j] = (gradient[j] ?? 0) - ridge * (beta[j] ?? 0);
      const line = hessian[j] as number[];
      line[j] = (line[j] ?? 0) + ridge;
    }
    const move = solve(hessian, gradient);
    beta = beta.map((value, j) => value + (move[j] ?? 0));
    if (Math.max(...move.map(Math.abs)) < CONVERGED) break;
  }
  const weights = scale.map(({ deviation }, j) => (beta[j + 1] ?? 0) / deviation);
  const shift = scale.reduce((sum, { mean }, j) => sum + (weights[j] ?? 0) * mean, 0);
  return { intercept: (beta[0] ?? 0) - shift, weights };
}

function spread(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

/** Gaussian elimination with pivoting; the matrix is small, symmetric and positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((line, i) => [...line, right[i] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let i = column + 1; i < size; i++) {
      if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = i;
    }
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    const line = rows[column] as number[];
    for (let i = 0; i < size; i++) {
      if (i === column) continue;
      const other = rows[i] as number[];
      const factor = (other[column] ?? 0) / (line[column] || 1);
      for (let k = column; k <= size; k++) other[k] = (other[k] ?? 0) - factor * (line[k] ?? 0);
    }
  }
  return rows.map((line, i) => (line[size] ?? 0) / (line[i] || 1));
}
