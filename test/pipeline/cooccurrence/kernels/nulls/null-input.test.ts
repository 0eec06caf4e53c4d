import { describe, expect, it } from 'vitest';
import { firstOrderImportance } from '../../../../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
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
  steering: { positions: 'all', steered: [true, true] },
  splits: [],
  statistics: sharedGradient({ seed: 1, features: 8, candidates: 8 }).nullInput.statistics,
};

const steering = (positions: Source['steering']['positions'], steered = [true, true]): Source => ({
  ...SOURCE,
  steering: { positions, steered },
});
/** Importance of the feature with direction (1, 1): codes of 1 at gradient rows 1 | 1, 2 of the two prompts. */
const importanceOf = (source: Source) =>
  firstOrderImportance(Float32Array.of(1, 2, 1, 2, 0), nullInputOf(source).removed).map(([value]) => value);

describe('nullInputOf', () => {
  it('takes features out where the study steers, of the steered prompts alone', () => {
    expect(importanceOf(steering('all'))).toEqual([(2 + 2) / 2]);
    expect(importanceOf(steering('active'))).toEqual([2]);
    expect(importanceOf(steering('final'))).toEqual([(2 + 0) / 2]);
    expect(importanceOf(steering([0, 2]))).toEqual([0]);
    expect(importanceOf(steering('all', [true, false]))).toEqual([2]);
    expect(importanceOf(steering('all', [false, false]))).toEqual([0]);
    const first = { ...SOURCE.codes, position: Int32Array.of(0, 1, 2) };
    expect(importanceOf({ ...steering('non-bos'), codes: first })).toEqual([(0 + 2) / 2]);
    expect(importanceOf({ ...steering('non-bos'), codes: first, bos: false })).toEqual([(1 + 2) / 2]);
  });

  it('has a column a node: the sum of the values and of the activations of its features', () => {
    const codes = { ...SOURCE.codes, feature_id: Int32Array.of(4, 4, 6) };
    const nodes = { count: 1, of: Int32Array.of(0, 0) };
    const merged = nullInputOf({ ...SOURCE, rule: 'sum', codes, featureIds: Int32Array.of(4, 6), nodes });
    const directions = Float32Array.of(1, 1, 2, 2, 1, 1, 2, 2, 0, 0); // the same of both features
    expect(merged.groups).toHaveLength(1);
    expect(firstOrderImportance(directions, merged.removed)).toEqual(firstOrderImportance(Float32Array.of(1, 2, 1, 2, 0), nullInputOf({ ...SOURCE, rule: 'sum' }).removed)); // biome-ignore format: one line
  });

  it('adds a part for both halves of each split', () => {
    const split = { name: 'strata' as const, train: Int32Array.of(0), test: Int32Array.of(1) };
    expect(importanceOf({ ...SOURCE, splits: [split] })).toEqual([2, 2, 2]);
    expect(
      nullInputOf({ ...steering('all', [true, false]), splits: [split] }).removed.parts.map((p) => [...p]),
    ).toEqual([[0], [0], []]);
  });

  it('drops codes whose gradient is zero under the rule `last`', () => {
    expect([...nullInputOf(SOURCE).codes.rows]).toEqual([1, 3]);
  });
});
