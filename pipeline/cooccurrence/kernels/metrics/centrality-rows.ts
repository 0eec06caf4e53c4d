/** Rows of the tables about centralities, feature_id in place of nodes and a reason beside a value that does not exist. */
import type { Measure } from '../../../../src/methods/graph/centrality/measures.ts';
import type { MeasureRepeats } from '../resampling/resample-centralities.ts';

export function centralityRows(featureIds: Int32Array, measures: readonly Measure[]) {
  return measures.flatMap(({ measure, weighted, values }) =>
    Array.from(featureIds, (feature_id, node) => {
      return { feature_id, measure, weighted, value: values[node], reason: null };
    }),
  );
}

export function rankRows(featureIds: Int32Array, repeats: readonly MeasureRepeats[]) {
  return repeats.flatMap(({ measure, weighted, intervals }) =>
    intervals.map((interval, node) => ({ feature_id: featureIds[node], measure, weighted, ...interval })),
  );
}

export function dropRows(repeats: readonly MeasureRepeats[]) {
  return repeats.flatMap(({ measure, weighted, drops }) =>
    drops.map(({ meanR, ...row }) => ({ measure, weighted, ...row, mean_r: meanR })),
  );
}

export function stabilityRows(repeats: readonly MeasureRepeats[]) {
  return repeats.map(({ measure, weighted, cs }) => {
    const reason = Number.isNaN(cs) ? 'no prompts were dropped: stability.case_drops is 0' : null;
    return { measure, weighted, cs, reason };
  });
}
