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
  const perFeature = (measure: (of: Float64Array) => number) =>
    Float64Array.from({ length: cols }, (_, f) => measure(columns.subarray(f * rows, (f + 1) * rows)));
  return {
    abs_corr_activation: absCorrelation,
    max_activation: perFeature((of) => of.reduce((a, b) => Math.max(a, b))),
    max_abs_activation: perFeature((of) => of.reduce((a, b) => Math.max(a, Math.abs(b)), 0)),
    summed_activation: perFeature((of) => of.reduce((a, b) => a + b)),
    absolute_summed_activation: perFeature((of) => of.reduce((a, b) => a + Math.abs(b), 0)),
    std_activation: perFeature(deviation),
  };
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

function deviation(of: Float64Array): number {
  const mean = of.reduce((a, b) => a + b) / of.length;
  return Math.sqrt(of.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (of.length - 1));
}
