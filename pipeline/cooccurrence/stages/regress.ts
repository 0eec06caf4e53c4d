/**
 * Regresses what steering a feature alone does on how central the feature is: the mean over prompts of the steered answer
 * probability on each centrality per factor, as the study did, and one dose summary per feature beside it.
 */

import { mean } from '../../../src/methods/stats/groups/groups.ts';
import { stage } from '../../../src/run/stage.ts';
import { rows } from '../../../src/run/stage-input.ts';
import {
  centralityRegressions,
  type PerFeature,
  type Predictor,
} from '../kernels/regressions/centrality-regressions.ts';
import {
  DOSE_OUTCOMES,
  doseRegressions,
  doseResponses,
  type SteeredRow,
} from '../kernels/regressions/dose-regressions.ts';
import { type UnitName, unitNames } from '../kernels/units/counted-units.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const regress = stage({
  name: 'regress',
  module: import.meta.url,
  settings: ({ adjustment, steering: { mode, single_factors } }: CooccurrenceStudy) => {
    return { adjustment, mode, scaling: 'none', single_factors };
  },
  reads: {
    steered: rows<SteeredRow>('regress_outcome'),
    predictors: rows<PredictorRow>('centralities'),
    properties: rows<PropertyRow>('regress_base'),
    units: rows<UnitName>('unit_of_feature'),
  },
  writes: ['regression', 'dose_response', 'dose_regression'],
  run({ adjustment, single_factors }, inputs, { note }) {
    const { steered } = inputs;
    const factors = [...single_factors].sort((a, b) => a - b);
    const predictors = predictorsOf(inputs.predictors);
    const base = propertiesOf(inputs.properties);
    const units = unitNames(inputs.units);
    const outcomes = new Map(
      factors.map((factor) => [factor, meansOf(steered.filter((row) => row.factor === factor))]),
    );
    const regression = centralityRegressions(outcomes, predictors, base, adjustment, units);
    const responses = doseResponses(steered);
    const absent = regression.filter((row) => Number.isNaN(row.p)).length;
    if (absent > 0) note(`${absent} of ${regression.length} regressions have no p; their reason is in the table`);
    return {
      regression: regression.map((row) => ({ ...row, outcome: 'answer_prob' })),
      dose_response: responses,
      dose_regression: DOSE_OUTCOMES.flatMap((outcome) =>
        doseRegressions(outcome, responses, predictors, base, adjustment, units),
      ),
    };
  },
});

interface PredictorRow {
  readonly measure: string;
  readonly weighted: boolean;
  readonly feature_id: number;
  readonly value: number;
}

interface PropertyRow {
  readonly property: string;
  readonly feature_id: number;
  readonly value: number;
}

/** Mean steered answer probability over prompts, by feature. */
function meansOf(rows: readonly SteeredRow[]): PerFeature {
  return meanPerFeature(rows.map((row) => ({ feature_id: row.feature_id, value: row.answer_prob })));
}

function predictorsOf(rows: readonly PredictorRow[]): Predictor[] {
  const predictors = new Map<string, Predictor & { values: Map<number, number> }>();
  for (const { measure, weighted, feature_id, value } of rows) {
    const key = `${measure} ${weighted}`;
    const predictor = predictors.get(key) ?? { predictor: measure, weighted, values: new Map<number, number>() };
    predictors.set(key, predictor);
    predictor.values.set(feature_id, value);
  }
  return [...predictors.values()];
}

function propertiesOf(rows: readonly PropertyRow[]): Map<string, PerFeature> {
  const names = [...new Set(rows.map((row) => row.property))];
  return new Map(names.map((name) => [name, meanPerFeature(rows.filter((row) => row.property === name))]));
}

function meanPerFeature(rows: readonly { readonly feature_id: number; readonly value: number }[]): PerFeature {
  const values = new Map<number, number[]>();
  for (const { feature_id, value } of rows) {
    const list = values.get(feature_id) ?? [];
    values.set(feature_id, list);
    list.push(value);
  }
  return new Map([...values].map(([feature, list]) => [feature, mean(list)]));
}
