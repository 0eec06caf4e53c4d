import { expect, it } from 'vitest';
import { classDraws, contributions, summed } from '../../../../../pipeline/cooccurrence/kernels/effect/selectivity.ts';

const CLASSES = [
  { name: 'a', finds: [], asked: [0, 1] },
  { name: 'b', finds: [], asked: [2, 3, 4] },
  { name: 'c', finds: [], asked: [5, 6] },
];
const GROUPS = [
  { features: [0], own: 0 },
  { features: [1], own: 1 },
];
const LOSSES = [
  [4, 6, 1, 2, 3, 0, 1],
  [1, 1, 9, 7, 5, 2, 2],
];
const loss = (group: number, prompt: number) => LOSSES[group][prompt];

it('is the loss on the own class less the mean of those on the others, and its mean over groups', () => {
  const of = (...at: number[]) => summed(contributions(at, GROUPS, CLASSES, loss));
  expect(of(0)).toBeCloseTo(5 - (2 + 0.5) / 2, 12);
  expect(of(1)).toBeCloseTo(7 - (1 + 2) / 2, 12);
  expect(of(0, 1)).toBeCloseTo((of(0) + of(1)) / 2, 12);
});

it('of a draw is that of the prompts drawn, as often as they came up', () => {
  const weights = Float64Array.from([2, 0, 0, 3, 0, 1, 1]);
  expect(summed(contributions([0], GROUPS, CLASSES, loss), weights)).toBeCloseTo(4 - (2 + 0.5) / 2, 12);
});

it('draws keep the number of prompts of each class', () => {
  const draws = classDraws(CLASSES, 50, 1);
  expect(new Set(draws.map((weights) => weights.join())).size).toBeGreaterThan(20);
  for (const weights of draws) {
    const sums = [weights.slice(0, 2), weights.slice(2, 5), weights.slice(5)].map((own) => own.reduce((a, b) => a + b));
    expect(sums).toEqual([2, 3, 2]);
  }
  expect(classDraws(CLASSES, 50, 1)).toEqual(draws);
});
