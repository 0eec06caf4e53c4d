import { describe, expect, it } from 'vitest';
import type { SteeringSet } from '../../src/steering/design.ts';
import { norm, setDirections, sumOf } from '../../src/steering/directions.ts';

const rows = new Map([
  [1, Float32Array.of(3, 4)],
  [2, Float32Array.of(0, 1)],
]);
const set = (arm: SteeringSet['arm'], featureIds: number[], setId = 0): SteeringSet => ({
  setId,
  arm,
  cluster: null,
  size: featureIds.length,
  replicate: 0,
  featureIds,
});

describe('setDirections', () => {
  it('is the decoder rows of the set', () => {
    expect(setDirections(set('within', [1, 2]), rows, 1)).toEqual([rows.get(1), rows.get(2)]);
  });
  it('replaces them in random-direction by others of the same norm, seeded by the set', () => {
    const [first, second] = setDirections(set('random-direction', [1, 2]), rows, 1);
    expect(norm(first!)).toBeCloseTo(5, 5);
    expect(norm(second!)).toBeCloseTo(1, 5);
    expect(first).not.toEqual(rows.get(1));
    expect(setDirections(set('random-direction', [1, 2]), rows, 1)[0]).toEqual(first);
    expect(setDirections(set('random-direction', [1, 2], 1), rows, 1)[0]).not.toEqual(first);
    expect(setDirections(set('random-direction', [1, 2]), rows, 2)[0]).not.toEqual(first);
  });
  it('refuses a feature without a row', () =>
    expect(() => setDirections(set('within', [9]), rows, 1)).toThrow(/feature 9/));
});

it('sums directions and measures norms', () => {
  expect(sumOf([...rows.values()], 2)).toEqual(Float32Array.of(3, 5));
  expect(sumOf([], 2)).toEqual(Float32Array.of(0, 0));
  expect(norm(Float32Array.of(3, 4))).toBe(5);
});
