import { expect, it } from 'vitest';
import { blocksOf, countUnits, unitNames } from '../../../../../pipeline/cooccurrence/kernels/units/counted-units.ts';

const UNITS = unitNames([1, 2, 3, 5].map((id) => ({ feature_id: id, unit: id === 5 ? 2 : id })));

it('counts copies once, also where not all of them are there', () => {
  expect(countUnits([1, 2, 3, 5, 5], UNITS)).toBe(3);
  expect(countUnits([5], UNITS)).toBe(1);
  expect(countUnits([], UNITS)).toBe(0);
});

it('counts nothing where units were not made, or a feature is in none', () => {
  expect(unitNames([])).toBeNull();
  expect(countUnits([1, 2], null)).toBeNull();
  expect(countUnits([1, 4], UNITS)).toBeNull();
});

it('names the unit of each feature for permutations', () => {
  expect(blocksOf([5, 1, 2], UNITS)).toEqual([2, 1, 2]);
  expect(blocksOf([5, 1], null)).toBeUndefined();
  expect(() => blocksOf([4], UNITS)).toThrow('units: feature 4 is in none');
});
