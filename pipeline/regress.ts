/**
 * Regresses what steering a feature alone does on how central the feature is: the mean over prompts of the steered answer
 * probability on each unweighted centrality, one row per centrality and factor. p is adjusted over the factors of a centrality.
 */
import { adjust } from '../src/stats/adjust.ts';
import { mean } from '../src/stats/groups.ts';
import { nullable } from '../src/stats/nullable.ts';
import { ols } from '../src/stats/ols.ts';
import type { Stage } from './stage.ts';

interface OutcomeRow {
  readonly factor: number;
  readonly feature_id: number;
  readonly answer_prob: number;
}

interface PredictorRow {
  readonly measure: string;
  readonly feature_id: number;
  readonly value: number | null;
}

export const regress: Stage = {
  name: 'regress',
  reads: ['steering', 'steering_set', 'centrality'],
  writes: ['regression'],
  parameters: (study) => ({
    adjustment: study.adjustment,
    mode: study.steering.mode,
    single_factors: study.steering.single_factors,
  }),
  async run({ study, tables, note }) {
    const factors = [...new Set(study.steering.single_factors)].sort((a, b) => a - b);
    const { mode } = study.steering;
    const outcomes = meansByFactor(await tables.query<OutcomeRow>('regress_outcome', { mode, scaling: 'none' }));
    const predictors = byMeasure(await tables.query<PredictorRow>('regress_predictor'));
    const results = [...predictors].flatMap(([predictor, centrality]) => {
      const fits = factors.map((factor) => {
        const points = [...(outcomes.get(factor) ?? [])].filter(([feature]) => centrality.has(feature));
        return ols(
          points.map(([feature]) => centrality.get(feature) as number),
          points.map(([, outcome]) => outcome),
        );
      });
      const adjusted = adjust(
        fits.map((fit) => fit.p),
        study.adjustment,
      );
      return fits.map((fit, index) => ({ ...fit, predictor, factor: factors[index], adjusted: adjusted[index] }));
    });
    await tables.replace('regression', {
      outcome: results.map(() => 'answer_prob'),
      predictor: results.map((row) => row.predictor),
      weighted: results.map(() => false),
      factor: Float64Array.from(results, (row) => row.factor),
      n: Int32Array.from(results, (row) => row.n),
      slope: nullable(results.map((row) => row.slope)),
      intercept: nullable(results.map((row) => row.intercept)),
      r_squared: nullable(results.map((row) => row.rSquared)),
      p: nullable(results.map((row) => row.p)),
      p_adjusted: nullable(results.map((row) => row.adjusted)),
      adjustment: results.map(() => study.adjustment),
      reason: results.map((row) => row.reason),
    });
    const absent = results.filter((row) => Number.isNaN(row.p)).length;
    if (absent > 0) note(`${absent} of ${results.length} regressions have no p; their reason is in the table`);
  },
};

/** factor → feature → mean over prompts, in the order of the rows. */
function meansByFactor(rows: readonly OutcomeRow[]): Map<number, Map<number, number>> {
  const values = new Map<number, Map<number, number[]>>();
  for (const { factor, feature_id, answer_prob } of rows) {
    const features = values.get(factor) ?? new Map<number, number[]>();
    values.set(factor, features);
    const list = features.get(feature_id) ?? [];
    features.set(feature_id, list);
    list.push(answer_prob);
  }
  return new Map(
    [...values].map(([factor, features]) => [
      factor,
      new Map([...features].map(([feature, list]) => [feature, mean(list)])),
    ]),
  );
}

/** measure → feature → value, without the features that have none. */
function byMeasure(rows: readonly PredictorRow[]): Map<string, Map<number, number>> {
  const measures = new Map<string, Map<number, number>>();
  for (const { measure, feature_id, value } of rows) {
    const features = measures.get(measure) ?? new Map<number, number>();
    measures.set(measure, features);
    if (value !== null) features.set(feature_id, value);
  }
  return measures;
}
