/**
 * Pearson correlation in which every class of prompts counts alike: prompt p of a class of n_c weighs w_p = 1 / (n_c · number of classes),
 *
 *   r_ab = Σ w (x_a − x̄_a)(x_b − x̄_b) / √(Σ w (x_a − x̄_a)² · Σ w (x_b − x̄_b)²),   x̄ = Σ w x,
 *
 * the r of a study in which rare classes are repeated until all are as common. p has the degrees of freedom of Kish's effective number
 * of prompts (Survey Sampling, 1965), 1 / Σ w² − 2: repeating prompts adds none.
 */

import type { Matrix } from '../matrix.ts';
import { CONSTANT_TOLERANCE, uncentred } from './columns.ts';
import type { SimilarityColumns } from './similarity.ts';

/** Columns √w (x − x̄), whose normalised products are r. @param classes [P] */
export function balancedColumns({ rows, cols, values }: Matrix, classes: Int32Array): SimilarityColumns {
  if (classes.length !== rows)
    throw new RangeError(`balancedColumns: ${classes.length} classes, expected one for each of ${rows} prompts`);
  const weights = classWeights(classes);
  const balanced = new Float64Array(values.length);
  for (let col = 0; col < cols; col++) {
    let mean = 0;
    for (let row = 0; row < rows; row++) mean += weights[row] * values[row * cols + col];
    let largest = 0;
    for (let row = 0; row < rows; row++) {
      const away = values[row * cols + col] - mean;
      balanced[row * cols + col] = Math.sqrt(weights[row]) * away;
      largest = Math.max(largest, Math.abs(away));
    }
    // What is left of a constant column is rounding, and would correlate like any other.
    if (largest <= CONSTANT_TOLERANCE * Math.abs(mean))
      for (let row = 0; row < rows; row++) balanced[row * cols + col] = 0;
  }
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  return { columns: uncentred({ rows, cols, values: balanced }), df: 1 / squares - 2 };
}

/** [P] summing to 1. */
export function classWeights(classes: Int32Array): Float64Array {
  const sizes = new Map<number, number>();
  for (const name of classes) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  return Float64Array.from(classes, (name) => 1 / ((sizes.get(name) ?? 1) * sizes.size));
}
