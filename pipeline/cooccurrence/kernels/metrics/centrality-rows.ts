/** Rows of the tables about centralities, feature_id in place of nodes and a reason beside a value that does not exist. */
import type { Measure } from '../../../../src/methods/graph/centrality/measures.ts';
import { LEAST } from '../resampling/case-dropping.ts';
import type { MeasureRepeats } from '../resampling/resample-centralities.ts';

/** Of the measures that are not numbers there, eigenvectors of nothing. */
const EDGELESS = 'the network has no edge';

export function centralityRows(featureIds: Int32Array, measures: readonly Measure[]) {
  return measures.flatMap(({ measure, weighted, values }) =>
    Array.from(featureIds, (feature_id, node) => {
      const value = values[node];
      return { feature_id, measure, weighted, value, reason: Number.isNaN(value) ? EDGELESS : null };
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
    drops.map(({ meanR, heldLow, heldHigh, ...row }) => {
      return { measure, weighted, ...row, mean_r: meanR, held_low: heldLow, held_high: heldHigh };
    }),
  );
}

export function stabilityRows(repeats: readonly MeasureRepeats[]) {
  return repeats.map(({ measure, weighted, cs, drops }) => {
    const few =
      drops.length === 0
        ? 'no prompts were dropped: stability.case_drops is 0'
        : `${drops[0].replicates} networks for each share of prompts left out cannot tell 95 % from less: stability.case_drops of at least ${LEAST} can`;
    const reason = Number.isNaN(cs) ? few : null;
    return { measure, weighted, cs, reason };
  });
}
