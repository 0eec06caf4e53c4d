import { expect, it } from 'vitest';
import { placeInLine } from '../../../reports/layered/straighten.ts';

it('leaves boxes where they want to be when they have room', () => {
  expect(placeInLine([10, 40, 90], [10, 10, 10], 5, 0, 100)).toEqual([10, 40, 90]);
});

it('shares the shift between boxes that want the same place', () => {
  expect(placeInLine([50, 50], [10, 10], 4, 0, 100)).toEqual([43, 57]);
  expect(placeInLine([60, 40], [10, 10], 0, 0, 100)).toEqual([45, 55]);
});

it('stays inside the cell and keeps the distances there', () => {
  expect(placeInLine([-50, -40], [10, 20], 2, 0, 100)).toEqual([5, 22]);
  expect(placeInLine([500, 500], [10, 20], 2, 0, 100)).toEqual([73, 90]);
});
