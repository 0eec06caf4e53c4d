import { describe, expect, it } from 'vitest';
import { firstOrderDamage } from '../../../../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
import { nullInputOf, type Source } from '../../../../../pipeline/cooccurrence/kernels/nulls/null-input.ts';
import { sharedGradient } from './shared-gradient.ts';

/** Two prompts of two and three positions, width 2; gradient rows (1, 0), (2, 0) | (0, 1), (0, 2), (0, 0). */
const SOURCE: Source = {
  seed: 1,
  rule: 'last',
  excludeFirst: false,
  bos: true,
  featureIds: Int32Array.of(4),
  codes: {
    prompt_id: Int32Array.of(0, 1, 1),
    position: Int32Array.of(1, 1, 2),
    feature_id: Int32Array.of(4, 4, 4),
    activation: Float32Array.of(1, 1, 1),
  },
  gradients: {
    rows: 5,
    width: 2,
    values: Float32Array.of(1, 0, 2, 0, 0, 1, 0, 2, 0, 0),
    firstRow: Int32Array.of(0, 2),
  },
  lengths: [2, 3],
  steering: { baseFactor: -1, positions: 'all', steered: [true, true] },
  splits: [],
  statistics: sharedGradient({ seed: 1, features: 8, candidates: 8 }).nullInput.statistics,
};

const steering = (positions: Source['steering']['positions'], steered = [true, true]): Source => ({
  ...SOURCE,
  steering: { baseFactor: -1, positions, steered },
});
const push = (source: Source) => [...nullInputOf(source).gradient.values.subarray(10)];

describe('nullInputOf', () => {
  it('adds a row: the mean over prompts of the gradient summed over the steered positions', () => {
    expect(push(steering('all'))).toEqual([1.5, 1.5]);
    expect(push(steering('non-bos'))).toEqual([1, 1]);
    expect(push({ ...steering('non-bos'), bos: false })).toEqual([1.5, 1.5]);
    expect(push(steering('final'))).toEqual([1, 0]);
    expect(push(steering([0, 2]))).toEqual([0.5, 0.5]);
    expect(push(steering('all', [false, true]))).toEqual([0, 3]);
    expect(push(steering('all', [false, false]))).toEqual([0, 0]);
  });

  it('steers where the feature is active, of the steered prompts alone', () => {
    // Projections of direction (1, 1) on the six rows.
    const projections = Float32Array.of(1, 2, 1, 2, 0, 99);
    const damage = (steered: boolean[]) =>
      firstOrderDamage(projections, 1, nullInputOf(steering('active', steered)).steered[0])[0];
    expect(damage([true, true])).toBe((2 + 2) / 2);
    expect(damage([true, false])).toBe(2);
  });

  it('adds a row for the second half of each split', () => {
    const split = { name: 'strata' as const, train: Int32Array.of(0), test: Int32Array.of(1) };
    const found = nullInputOf({ ...SOURCE, splits: [split] });
    expect([...found.gradient.values.subarray(10)]).toEqual([1.5, 1.5, 0, 3]);
    expect(found.steered.map(({ row, prompts }) => [row, prompts])).toEqual([
      [5, 2],
      [6, 1],
    ]);
  });

  it('drops codes whose gradient is zero under the rule `last`', () => {
    expect([...nullInputOf(SOURCE).codes.rows]).toEqual([1, 3]);
  });
});
