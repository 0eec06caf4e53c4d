import { expect, it } from 'vitest';
import { permutationP } from '../../../src/methods/stats/permutation-p.ts';

it('counts values at least as extreme, and the observed one itself', () => {
  expect(permutationP(2, [0, 1, 2, 3])).toEqual({ twoSided: 3 / 5, greater: 3 / 5, permutations: 4 });
  expect(permutationP(2, [0, -1, -2, -3])).toEqual({ twoSided: 3 / 5, greater: 1 / 5, permutations: 4 });
  expect(permutationP(-2, [0, 1, 2, 3])).toEqual({ twoSided: 3 / 5, greater: 1, permutations: 4 });
});

it('is never 0', () => expect(permutationP(100, new Float64Array(999)).greater).toBe(1 / 1000));

it('takes sums that differ by rounding as equal', () => {
  expect(permutationP(0.1 + 0.2, [0.3, 0.3]).greater).toBe(1);
});

it('leaves out permutations without a value, and has no p without any', () => {
  expect(permutationP(1, [Number.NaN, 0])).toEqual({ twoSided: 1 / 2, greater: 1 / 2, permutations: 1 });
  expect(permutationP(1, [])).toEqual({ twoSided: Number.NaN, greater: Number.NaN, permutations: 0 });
  expect(permutationP(Number.NaN, [1, 2]).twoSided).toBeNaN();
});
