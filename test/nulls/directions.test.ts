import { expect, it } from 'vitest';
import { drawDirections, openDirections } from '../../src/nulls/directions.ts';
import { random } from '../../src/random.ts';

const decoder = {
  features: 4,
  width: 2,
  rows: Float32Array.of(1, 1, 2, 2, 3, 3, 4, 4),
  norms: Float64Array.of(1, 2, 3, 4),
};
const base = { decoder, logSparsity: null, prevalence: new Map<number, number>(), prompts: 10 };

it('draws whole decoder rows of features that were not selected', () => {
  const source = openDirections('random-rows', { ...base, selected: Int32Array.of(0, 2) });
  if (source === null) throw new Error('there are two candidates');
  const drawn = drawDirections(source, random(1, 'draw'));
  expect([...drawn].sort()).toEqual([2, 2, 4, 4]);
  expect(drawn[0]).toBe(drawn[1]);
});

it('has nothing to draw where every feature is selected', () => {
  expect(openDirections('random-rows', { ...base, selected: Int32Array.of(0, 1, 2, 3) })).toBeNull();
});
