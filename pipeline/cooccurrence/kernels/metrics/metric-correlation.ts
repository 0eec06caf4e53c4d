/**
 * Spearman correlation of every two measures over the features that have both all: which measures say the same thing.
 * A measure that is the same for all features has no correlation and is left out.
 */
import { spearman } from '../../../../src/methods/stats/correlation/spearman.ts';
import { pairEnds } from '../network/attribution-network.ts';

export interface NamedMeasure {
  readonly name: string;
  /** [N]; NaN where a feature has no value. */
  readonly values: Float64Array;
}

export interface MetricCorrelation {
  readonly a: string;
  readonly b: string;
  readonly r: number;
  /** Features with a value in every measure. */
  readonly n: number;
}

/** Pairs in the order of `measures`. None for fewer than three complete features. */
export function metricCorrelations(measures: readonly NamedMeasure[]): MetricCorrelation[] {
  const features = measures[0]?.values.length ?? 0;
  if (measures.some(({ values }) => values.length !== features)) {
    throw new RangeError('metricCorrelations: measures of different length, expected one value a feature in each');
  }
  const complete = Array.from({ length: features }, (_, i) => i).filter((i) =>
    measures.every(({ values }) => !Number.isNaN(values[i])),
  );
  if (complete.length < 3) return [];
  const values = Float64Array.from(complete.flatMap((i) => measures.map((measure) => measure.values[i])));
  const { kept, r } = spearman({ rows: complete.length, cols: measures.length, values });
  const { a, b } = pairEnds(kept);
  return Array.from(r, (own, pair) => {
    return { a: measures[a[pair]].name, b: measures[b[pair]].name, r: own, n: complete.length };
  });
}
