import { expect, it } from 'vitest';
import { promptDraws, setMeans } from '../../../../../pipeline/cooccurrence/kernels/summary/set-means.ts';

const DAMAGE = Float64Array.of(1, 2, 3, 6, 10, 10, 10, 10);

it('averages over prompts, over each half, and over draws of prompts that all sets share', () => {
  const draws = promptDraws(
    4,
    [
      [0, 1],
      [2, 3],
    ],
    50,
    1,
  );
  const { observed, halves, draws: drawn } = setMeans(DAMAGE, draws);
  expect(Array.from(observed)).toEqual([3, 10]);
  expect(halves.map((half) => Array.from(half))).toEqual([
    [1.5, 10],
    [4.5, 10],
  ]);
  expect(drawn).toHaveLength(50);
  for (const [k, [first, second]] of drawn.entries()) {
    expect(first).toBeCloseTo(
      draws.draws[k].reduce((sum, weight, p) => sum + weight * DAMAGE[p], 0),
      12,
    );
    expect(second).toBeCloseTo(10, 12);
  }
  expect(new Set(drawn.map(([first]) => first)).size).toBeGreaterThan(5);
});

it('draws the same prompts for the same seed', () => {
  expect(promptDraws(4, [], 5, 1)).toEqual(promptDraws(4, [], 5, 1));
  expect(promptDraws(4, [], 5, 1)).not.toEqual(promptDraws(4, [], 5, 2));
});
