import { expect, it } from 'vitest';
import {
  coordinateUnits,
  coordinateValues,
} from '../../../../../pipeline/cooccurrence/kernels/baselines/coordinates.ts';

/** Coordinates 3 and 7 on prompts of two and three positions; what they write is nearly the same. */
const OWN = {
  rows: new Map([[3, Float32Array.of(1, 0)], [7, Float32Array.of(1, 0.1)]]), // biome-ignore format: one line
  codes: [Float32Array.of(1, 2, 3, 4), Float32Array.of(1, 2, 3, 4, 5, 6)],
  attributions: [Float32Array.of(10, -1, 20, -2), Float32Array.of(30, -3, 40, -4, 50, -5)],
};

it('has one value a prompt by the rule of attributions, without what is left out', () => {
  const sum = coordinateValues(OWN, { positions: 'sum', skip: 1 });
  expect([...sum.featureIds]).toEqual([3, 7]);
  expect([...sum.promptIds]).toEqual([0, 1, 0, 1]);
  expect([...sum.values]).toEqual([20, 90, -2, -9]);
  expect([...coordinateValues(OWN, { positions: 'last', skip: 0 }).values]).toEqual([20, 50, -2, -5]);
});

it('counts copies by what they write, and not where they are too many to compare', () => {
  const values = coordinateValues(OWN, { positions: 'sum', skip: 0 });
  expect(coordinateUnits(OWN, values, { mostPairs: 1 })).toEqual([0, 0]);
  const apart = { ...OWN, rows: new Map([[3, Float32Array.of(1, 0)], [7, Float32Array.of(0, 1)]]) }; // biome-ignore format: one line
  const differing = { ...values, values: Float64Array.of(1, 2, 2, 2.01) };
  expect(coordinateUnits(apart, { ...differing, values: Float64Array.of(1, 2, 3, 3) }, { mostPairs: 1 })).toEqual([
    0, 1,
  ]);
  expect(coordinateUnits(OWN, values, { mostPairs: 0 })).toBeNull();
});

it('of no coordinates there are no values', () => {
  const none = {
    rows: new Map<number, Float32Array>(),
    codes: [new Float32Array()],
    attributions: [new Float32Array()],
  };
  expect(coordinateValues(none, { positions: 'sum', skip: 0 }).values).toHaveLength(0);
});
