import { describe, expect, it } from 'vitest';
import type { Arm, SteeringSet } from '../../../../../pipeline/cooccurrence/kernels/steering/design.ts';
import {
  norm,
  rowsOf,
  setDirections,
  sumOf,
} from '../../../../../pipeline/cooccurrence/kernels/steering/set-directions.ts';
import { random } from '../../../../../src/random.ts';

const rows = new Map([
  [1, Float32Array.of(3, 4, 0, 0)],
  [2, Float32Array.of(0, 1, 0, 0)],
]);
const rng = random(5, 'residuals');
/** Residuals that vary along the first two axes alone, with mean 0 over the width. */
const lastResiduals = Array.from({ length: 40 }, () => {
  const [a, b] = [rng.normal(), rng.normal()];
  return Float32Array.of(10 + a, b, -10 - a, -b);
});
const sources = { rows, norm: 'layer' as const, lastResiduals, seed: 1 };
const set = (arm: Arm, featureIds: number[], replicate = 0): SteeringSet => ({
  setId: 0,
  arm,
  cluster: null,
  size: featureIds.length,
  replicate,
  featureIds,
});

it('finds the decoder row of each feature, in their order, and has none for another', () => {
  expect(rowsOf(rows, [2, 1])).toEqual([rows.get(2), rows.get(1)]);
  expect(() => rowsOf(rows, [1, 7])).toThrow('no decoder row of feature 7, expected one for every feature');
});

describe('setDirections', () => {
  it('is the decoder rows of the set', () => {
    expect(setDirections(set('within', [1, 2]), sources)).toEqual([rows.get(1), rows.get(2)]);
  });
  it('replaces them in the control arms by directions of the same norms, seeded by the set', () => {
    for (const arm of ['random-direction', 'random-covariance', 'prompt-difference'] as const) {
      const [first, second] = setDirections(set(arm, [1, 2]), sources);
      expect(norm(first!), arm).toBeCloseTo(5, 5);
      expect(norm(second!), arm).toBeCloseTo(1, 5);
      expect(setDirections(set(arm, [1, 2]), sources)[0]).toEqual(first);
      expect(setDirections(set(arm, [1, 2], 1), sources)[0]).not.toEqual(first);
      expect(setDirections(set(arm, [1, 2]), { ...sources, seed: 2 })[0]).not.toEqual(first);
    }
  });
  it('stays where the residuals vary, under random-covariance and prompt-difference', () => {
    for (const arm of ['random-covariance', 'prompt-difference'] as const) {
      const [direction] = setDirections(set(arm, [1]), sources);
      expect(direction![0]! + direction![2]!, arm).toBeCloseTo(0, 4);
      expect(direction![1]! + direction![3]!, arm).toBeCloseTo(0, 4);
    }
  });
  it('keeps the mean of a difference where later layers read it', () => {
    const sum = (norm: 'layer' | 'rms') =>
      setDirections(set('prompt-difference', [1]), { ...sources, lastResiduals: [Float32Array.of(9, 0, 0, 0), Float32Array.of(1, 0, 0, 0)], norm })[0] // biome-ignore format: one line
        .reduce((total, value) => total + value, 0);
    expect(sum('layer')).toBeCloseTo(0, 5);
    expect(Math.abs(sum('rms'))).toBeCloseTo(5, 5);
  });
  it('refuses a feature without a row, and an arm that needs two prompts with one', () => {
    expect(() => setDirections(set('within', [9]), sources)).toThrow(/feature 9/);
    expect(() => setDirections(set('prompt-difference', [1]), { ...sources, lastResiduals: [] })).toThrow(
      /two prompts/,
    );
  });
});

it('sums directions and measures norms', () => {
  expect(sumOf([...rows.values()], 4)).toEqual(Float32Array.of(3, 5, 0, 0));
  expect(sumOf([], 2)).toEqual(Float32Array.of(0, 0));
  expect(norm(Float32Array.of(3, 4))).toBe(5);
});
