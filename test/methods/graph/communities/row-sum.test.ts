import { describe, expect, it } from 'vitest';
import { rowSum, weightedRowSum } from '../../../../src/methods/graph/communities/row-sum.ts';
import { random } from '../../../../src/random.ts';

describe('rowSum and weightedRowSum', () => {
  const rng = random(1, 'row sum');
  const x = Float64Array.from({ length: 30 }, () => rng.normal());
  const targets = Int32Array.from({ length: 40 }, () => rng.integer(30));
  const weights = Float64Array.from({ length: 40 }, () => rng.uniform());

  it('add up rows of every length, from anywhere', () => {
    for (let from = 0; from < 12; from++) {
      for (let to = from; to < 24; to++) {
        const entries = Array.from({ length: to - from }, (_, k) => from + k);
        expect(rowSum(targets, x, from, to)).toBeCloseTo(
          entries.reduce((sum, k) => sum + x[targets[k]], 0),
          13,
        );
        expect(weightedRowSum(targets, weights, x, from, to)).toBeCloseTo(
          entries.reduce((sum, k) => sum + weights[k] * x[targets[k]], 0),
          13,
        );
      }
    }
  });

  it('are exact on whole numbers, and 0 for an empty row', () => {
    const whole = Float64Array.from(x, (_, i) => i);
    expect(rowSum(targets, whole, 0, 40)).toBe(targets.reduce((sum, target) => sum + target, 0));
    expect(rowSum(targets, whole, 5, 5)).toBe(0);
    expect(weightedRowSum(targets, weights, x, 5, 5)).toBe(0);
  });
});
