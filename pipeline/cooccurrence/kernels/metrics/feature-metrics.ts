/**
 * The study's measures of a feature that are not centralities, from its attributions over prompts (logits) and its
 * correlations. Names and definitions are the study's code:
 *
 *   abs_corr_activation         Σ_j |r_ij| over all features, the self term 1 included
 *   max_activation              largest attribution, with its sign (a feature that only lowers the contrast is negative)
 *   max_abs_activation          largest magnitude
 *   summed_activation           Σ_p value
 *   absolute_summed_activation  Σ_p |value|
 *   std_activation              standard deviation over prompts, divisor P - 1
 *
 * A feature that is constant over prompts has no correlation, and one prompt has no deviation: NaN.
 */

import type { NodePairs } from '../../../../src/methods/graph/pair-graph.ts';
import { columnsOf, type Matrix } from '../../../../src/methods/stats/matrix.ts';

export const FEATURE_METRICS = [
  'abs_corr_activation',
  'max_activation',
  'max_abs_activation',
  'summed_activation',
  'absolute_summed_activation',
  'std_activation',
] as const;

export type FeatureMetric = (typeof FEATURE_METRICS)[number];

/** `values` [P, F] row-major, P ≥ 1; `absCorrelation` [F]: see absoluteCorrelation. Returns [F] per metric. */
export function featureMetrics(values: Matrix, absCorrelation: Float64Array): Record<FeatureMetric, Float64Array> {
  const { rows, cols } = values;
  if (rows < 1) throw new RangeError(`featureMetrics: ${rows} prompts, expected at least 1`);
  if (absCorrelation.length !== cols)
    throw new RangeError(`featureMetrics: ${absCorrelation.length} sums of correlations, expected ${cols}`);
  const columns = columnsOf(values);
  const none = (): Float64Array => new Float64Array(cols);
  const found = {
    abs_corr_activation: absCorrelation,
    max_activation: none(),
    max_abs_activation: none(),
    summed_activation: none(),
    absolute_summed_activation: none(),
    std_activation: none(),
  };
  // One walk down each column for all of them: nulls ask for every replicate.
  for (let f = 0, start = 0; f < cols; f++, start += rows) {
    let most = columns[start];
    let largest = Math.abs(most);
    let sum = most;
    let absoluteSum = largest;
    for (let i = start + 1; i < start + rows; i++) {
      const value = columns[i];
      const size = Math.abs(value);
      most = Math.max(most, value);
      largest = Math.max(largest, size);
      sum += value;
      absoluteSum += size;
    }
    found.max_activation[f] = most;
    found.max_abs_activation[f] = largest;
    found.summed_activation[f] = sum;
    found.absolute_summed_activation[f] = absoluteSum;
    found.std_activation[f] = deviation(columns, start, rows, sum / rows);
  }
  return found;
}

/** 1 + Σ |r| of each of n features with the others, from every pair that has a correlation; NaN for a feature without one. */
export function absoluteCorrelation(n: number, { a, b, r }: NodePairs): Float64Array {
  const sums = new Float64Array(n).fill(Number.NaN);
  const add = (f: number, value: number): void => {
    sums[f] = (Number.isNaN(sums[f]) ? 1 : sums[f]) + Math.abs(value);
  };
  for (let k = 0; k < r.length; k++) {
    add(a[k], r[k]);
    add(b[k], r[k]);
  }
  return sums;
}

/** Of `count` values from `start` on. */
function deviation(values: Float64Array, start: number, count: number, mean: number): number {
  let squares = 0;
  for (let i = start; i < start + count; i++) squares += (values[i] - mean) ** 2;
  return Math.sqrt(squares / (count - 1));
}
