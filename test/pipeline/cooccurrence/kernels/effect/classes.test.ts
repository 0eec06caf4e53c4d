import { expect, it } from 'vitest';
import { classesOf, classMeans, classOf } from '../../../../../pipeline/cooccurrence/kernels/effect/classes.ts';

const PROMPTS = ['b', 'a', 'b', 'a', 'b', 'a', 'b', 'c', 'a'].map((stratum, p) => {
  return { stratum, answer: p < 5 ? 'x' : 'y', heldOut: p % 3 === 0 || p === 8 || p === 4 };
});

it('classes have two prompts or more in each half, and are named by stratum or by answer', () => {
  // b: 0, 4, 6 held out and 2; a: 3, 8 held out and 1, 5; c: one prompt.
  expect(classesOf(PROMPTS, 'stratum')).toEqual([{ name: 'a', finds: [1, 5], asked: [3, 8] }]);
  expect(classesOf(PROMPTS, 'answer').map(({ name }) => name)).toEqual(['x', 'y']);
});

it('a group is of the class where its summed values have the largest mean, signs kept, ties to the first', () => {
  const values = Float64Array.from([1, 3, -9, 0, /* feature 1 */ 0, 0, 5, 5]);
  const classes = [
    { name: 'a', finds: [0, 1], asked: [] },
    { name: 'b', finds: [2, 3], asked: [] },
  ];
  const means = classMeans({ values, features: 2, prompts: 4 }, classes);
  expect(means.map((own) => [...own])).toEqual([
    [2, 0],
    [-4.5, 5],
  ]);
  expect(classOf([0], means)).toBe(0);
  expect(classOf([1], means)).toBe(1);
  expect(classOf([0, 1], means)).toBe(0);
  expect(classOf([], means)).toBe(0);
});
