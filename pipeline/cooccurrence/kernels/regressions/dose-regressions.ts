/**
 * The response to all doses of a feature steered alone as one number, damage per unit of factor, and that number on each
 * centrality: one test per predictor where the per-factor table shows the same test many times.
 * Damage is baseline minus steered outcome, mean over prompts. The family of an adjusted p is the predictors of one outcome.
 */
import { type Adjustment, adjust } from '../../../../src/methods/stats/adjust.ts';
import { mean } from '../../../../src/methods/stats/groups/groups.ts';
import { doseSummary } from '../../../../src/methods/stats/regression/dose.ts';
import type { UnitOf } from '../units/counted-units.ts';
import { type PerFeature, type Predictor, regress } from './centrality-regressions.ts';

/** One prompt, one feature, one factor; logits and probabilities. */
export interface SteeredRow {
  readonly factor: number;
  readonly feature_id: number;
  readonly answer_prob: number;
  readonly logit_diff: number;
  readonly baseline_prob: number;
  readonly baseline_diff: number;
}

export const DOSE_OUTCOMES = ['answer_prob', 'logit_diff'] as const;

type DoseOutcome = (typeof DOSE_OUTCOMES)[number];

export interface DoseResponse {
  readonly feature_id: number;
  readonly outcome: DoseOutcome;
  readonly factors: number;
  readonly damage_per_factor: number;
  readonly linearity: number;
}

const DAMAGE: Readonly<Record<DoseOutcome, (row: SteeredRow) => number>> = {
  answer_prob: (row) => row.baseline_prob - row.answer_prob,
  logit_diff: (row) => row.baseline_diff - row.logit_diff,
};

/** In order of outcome, then feature. */
export function doseResponses(rows: readonly SteeredRow[]): DoseResponse[] {
  const features = new Map<number, Map<number, SteeredRow[]>>();
  for (const row of rows) {
    const doses = features.get(row.feature_id) ?? new Map<number, SteeredRow[]>();
    features.set(row.feature_id, doses);
    const prompts = doses.get(row.factor) ?? [];
    doses.set(row.factor, prompts);
    prompts.push(row);
  }
  const sorted = [...features].sort(([a], [b]) => a - b);
  return DOSE_OUTCOMES.flatMap((outcome) =>
    sorted.map(([feature_id, doses]) => {
      const damages = [...doses.values()].map((prompts) => mean(prompts.map(DAMAGE[outcome])));
      const { slope, linearity } = doseSummary([...doses.keys()], damages);
      return { feature_id, outcome, factors: doses.size, damage_per_factor: slope, linearity };
    }),
  );
}

export function doseRegressions(
  outcome: DoseOutcome,
  responses: readonly DoseResponse[],
  predictors: readonly Predictor[],
  base: ReadonlyMap<string, PerFeature>,
  adjustment: Adjustment,
  units: UnitOf | null,
) {
  const own = responses.filter((response) => response.outcome === outcome);
  const damage = new Map(own.map((response) => [response.feature_id, response.damage_per_factor]));
  const fits = predictors.map(({ predictor, weighted, values }) => ({
    outcome,
    predictor,
    weighted,
    ...regress(values, damage, base, units),
  }));
  const adjusted = adjust(
    fits.map((fit) => fit.p),
    adjustment,
  );
  return fits.map((fit, index) => ({ ...fit, p_adjusted: adjusted[index], adjustment }));
}
