import { expect, it } from 'vitest';
import { setDraws } from '../../../../../pipeline/cooccurrence/kernels/summary/set-draws.ts';

const cell = (members: readonly number[]) => ({ arm: 'within', size: 2, cluster: null, members });
const means = Array.from({ length: 400 }, () => Float64Array.of(0, 1, 2, 3, 100));

it('averages sets of the cell drawn with replacement', () => {
  const draws = setDraws(1)(cell([0, 1, 2, 3]), means);
  expect(draws).toHaveLength(400);
  const mean = draws.reduce((sum, value) => sum + value, 0) / 400;
  // The mean of four draws of 0 to 3 has deviation √(1.25/4).
  expect(Math.abs(mean - 1.5)).toBeLessThan((4 * Math.sqrt(1.25 / 4)) / 20);
  const deviation = Math.sqrt(draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 399);
  expect(Math.abs(deviation - Math.sqrt(1.25 / 4))).toBeLessThan(0.06);
});

it('draws a cell alike at every dose, whatever was drawn before', () => {
  const drawn = setDraws(1);
  const first = drawn(cell([0, 1, 2]), means);
  drawn(cell([1, 2]), means);
  expect(drawn(cell([0, 1, 2]), means)).toEqual(first);
  expect(setDraws(1)(cell([0, 1, 2]), means)).toEqual(first);
  expect(setDraws(2)(cell([0, 1, 2]), means)).not.toEqual(first);
});
