import { expect, it } from 'vitest';
import { centredRanks } from '../../../src/methods/stats/centred-ranks.ts';

const inner = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);

it('their inner product is the rank correlation', () => {
  const x = [1, 2, 3, 4, 5];
  expect(inner(centredRanks(x), centredRanks([10, 20, 30, 40, 500]))).toBeCloseTo(1, 12);
  expect(inner(centredRanks(x), centredRanks([5, 4, 3, 2, 1]))).toBeCloseTo(-1, 12);
  // 1 − 6Σd²/(n(n² − 1)) with d = 1, −1, 0, 1, −1.
  expect(inner(centredRanks(x), centredRanks([2, 1, 3, 5, 4]))).toBeCloseTo(0.8, 12);
});

it('of equal values are zeros', () => expect(Array.from(centredRanks([2, 2, 2]))).toEqual([0, 0, 0]));
