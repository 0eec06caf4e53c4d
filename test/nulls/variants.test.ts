import { expect, it } from 'vitest';
import { activationOnly, classBalanced, gradientOnly } from '../../src/nulls/variants.ts';
import { cosine } from '../../src/stats/cosine.ts';
import { pearson } from '../../src/stats/pearson.ts';

/** Two prompts, two features, one code a cell; feature 1 is silent on prompt 1. */
const codes = {
  prompts: 2,
  features: 2,
  offsets: Int32Array.of(0, 1, 2, 3, 3),
  rows: Int32Array.of(0, 0, 1),
  activations: Float32Array.of(1, 4, 3),
};
const projections = Float32Array.of(10, 20, 30, 99);

it('holds projections at their mean over the codes of a feature', () => {
  expect([...activationOnly(codes, projections, 'sum')]).toEqual([20, 80, 60, 0]);
});

it('holds activations at their mean over the codes of a feature', () => {
  expect([...gradientOnly(codes, projections, 'sum')]).toEqual([20, 80, 60, 0]);
  expect([...gradientOnly({ ...codes, activations: Float32Array.of(1, 4, 5) }, projections, 'sum')]).toEqual([
    30, 80, 90, 0,
  ]);
});

it('balances classes: the cosine is the correlation of a study in which rare strata are repeated', () => {
  const values = Float64Array.of(1, 2, 2, 1, 3, 5, 7, 4); // four prompts of two features; the last is alone in its stratum
  const balanced = classBalanced({ rows: 4, cols: 2, values }, ['a', 'a', 'a', 'b']);
  const repeated = Float64Array.of(...values, 7, 4, 7, 4);
  const expected = pearson({ rows: 6, cols: 2, values: repeated }).r[0];
  expect(cosine({ rows: 4, cols: 2, values: balanced }).r[0]).toBeCloseTo(expected, 12);
});
