/**
 * Regresses what steering a feature alone does on how central the feature is: the mean over prompts of the steered answer
 * probability on each centrality per factor, as the study did, and one dose summary per feature beside it.
 */

import { mean } from '../../../src/methods/stats/groups/groups.ts';
import type { Stage } from '../../../src/run/stage.ts';
import { byColumn } from '../../../src/run/tables/by-column.ts';
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

const FIT_COLUMNS = [
  'predictor',
  'weighted',
  'n',
  'slope',
  'intercept',
  'slope_error',
  'slope_low',
  'slope_high',
  'r_squared',
  'p',
  'p_adjusted',
  'adjustment',
  'hc3_error',
  'hc3_p',
  'spearman',
  'spearman_p',
  'max_leverage',
  'base',
  'base_r_squared',
  'gain_r_squared',
  'note',
  'reason',
] as const;

const DOSE_COLUMNS = ['feature_id', 'outcome', 'factors', 'damage_per_factor', 'linearity'] as const;

export const regress: Stage = {
  name: 'regress',
  reads: [
    'steering',
    'steering_set',
    'prompt',
    'centrality',
    'feature',
    'feature_metric',
    'prompt_feature',
    'attribution',
  ],
  writes: ['regression', 'dose_response', 'dose_regression'],
  parameters: ({ adjustment, steering: { mode, single_factors } }) => ({ adjustment, mode, single_factors }),
  async run({ study: { adjustment, steering }, tables, note }) {
    const factors = [...steering.single_factors].sort((a, b) => a - b);
    const steered = await tables.query<SteeredRow>('regress_outcome', { mode: steering.mode, scaling: 'none' });
    const predictors = predictorsOf(await tables.query<PredictorRow>('regress_predictor'));
    const base = propertiesOf(await tables.query<PropertyRow>('regress_base'));
    const outcomes = new Map(
      factors.map((factor) => [factor, meansOf(steered.filter((row) => row.factor === factor))]),
    );
    const rows = centralityRegressions(outcomes, predictors, base, adjustment);
    await tables.replace('regression', {
      ...byColumn([...FIT_COLUMNS, 'factor'], rows),
      outcome: rows.map(() => 'answer_prob'),
    });
    const responses = doseResponses(steered);
    await tables.replace('dose_response', byColumn(DOSE_COLUMNS, responses));
    const summaries = DOSE_OUTCOMES.flatMap((outcome) =>
      doseRegressions(outcome, responses, predictors, base, adjustment),
    );
    await tables.replace('dose_regression', byColumn([...FIT_COLUMNS, 'outcome'], summaries));
    const absent = rows.filter((row) => Number.isNaN(row.p)).length;
    if (absent > 0) note(`${absent} of ${rows.length} regressions have no p; their reason is in the table`);
  },
};

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
