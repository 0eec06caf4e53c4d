import { describe, expect, it } from 'vitest';
import {
  doseRegressions,
  doseResponses,
} from '../../../../../pipeline/cooccurrence/kernels/regressions/dose-regressions.ts';
import { near } from '../../../../methods/stats/near.ts';

/** Feature f loses 0.01 · f of probability and 0.1 · f² of logits per unit of factor. */
const rows = [7, 3, 5, 4].flatMap((feature_id) =>
  [1, 10].flatMap((factor) =>
    [0, 1].map((prompt) => ({
      factor,
      feature_id,
      answer_prob: 0.9 - 0.01 * feature_id * factor + (prompt === 0 ? 0.05 : -0.05),
      logit_diff: 4 - 0.1 * feature_id ** 2 * factor,
      baseline_prob: 0.9,
      baseline_diff: 4,
    })),
  ),
);

describe('doseResponses', () => {
  it('gives damage per factor, mean over prompts, by outcome and feature', () => {
    const found = doseResponses(rows);
    expect(found.map((row) => [row.outcome, row.feature_id])).toEqual([
      ...[3, 4, 5, 7].map((feature) => ['answer_prob', feature]),
      ...[3, 4, 5, 7].map((feature) => ['logit_diff', feature]),
    ]);
    for (const row of found) {
      near(row.damage_per_factor, row.outcome === 'answer_prob' ? 0.01 * row.feature_id : 0.1 * row.feature_id ** 2, 1);
      near(row.linearity, 1);
      expect(row.factors).toBe(2);
    }
  });

  it('is empty for no rows and refuses NaN', () => {
    expect(doseResponses([])).toEqual([]);
    expect(() => doseResponses([{ ...rows[0], answer_prob: Number.NaN }])).toThrow(RangeError);
  });
});

describe('doseRegressions', () => {
  it('regresses the summary on each predictor, in one family', () => {
    const predictors = ['degree', 'closeness'].map((predictor, index) => ({
      predictor,
      weighted: false,
      values: new Map([3, 4, 5, 7].map((feature) => [feature, index === 0 ? feature : Math.sin(feature)])),
    }));
    const found = doseRegressions('answer_prob', doseResponses(rows), predictors, new Map(), 'bonferroni', null);
    expect(found.map((row) => row.predictor)).toEqual(['degree', 'closeness']);
    near(found[0].slope, 0.01);
    for (const row of found) expect(row.p_adjusted).toBe(Math.min(1, 2 * row.p));
  });
});
