import { expect, it } from 'vitest';
import { concatenated, split, startsOf } from '../src/concatenated.ts';

it('puts parts one after another in an array of the kind, and takes them apart again', () => {
  const parts = [[1, 2], [], [3.5], Float32Array.of(4, 5, 6)];
  const whole = concatenated(Float32Array, parts);
  expect(whole).toEqual(Float32Array.of(1, 2, 3.5, 4, 5, 6));
  expect(split(whole, [2, 0, 1, 3]).map((part) => [...part])).toEqual([[1, 2], [], [3.5], [4, 5, 6]]);
  expect(concatenated(Int32Array, [])).toEqual(new Int32Array(0));
  expect(split(new Int32Array(0), [])).toEqual([]);
});

it('takes vectors apart by how many there are', () => {
  const whole = Float64Array.of(1, 2, 3, 4, 5, 6);
  expect(split(whole, [1, 2], 2)).toEqual([Float64Array.of(1, 2), Float64Array.of(3, 4, 5, 6)]);
});

it('refuses lengths that are not those of the whole', () => {
  expect(() => split(new Float32Array(5), [2, 2])).toThrow('split: lengths add up to 4, expected 5');
  expect(() => split(new Float32Array(4), [3], 2)).toThrow('split: lengths add up to 6, expected 4');
});

it('says where parts begin', () => {
  expect(startsOf([2, 0, 3])).toEqual([0, 2, 2]);
  expect(startsOf(Int32Array.of(2, 1), 4)).toEqual([0, 8]);
  expect(startsOf([])).toEqual([]);
});
