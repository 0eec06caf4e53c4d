import { expect, it } from 'vitest';
import { dealUnits } from '../../../../../pipeline/cooccurrence/kernels/effect/deal-units.ts';
import { sizesOf } from '../../../../../pipeline/cooccurrence/kernels/effect/groupings.ts';
import { random } from '../../../../../src/random.ts';

const single = (count: number) => Array.from({ length: count }, (_, i) => [i]);

it('keeps the sizes where every unit is one feature, and every feature is anywhere in proportion to the sizes', () => {
  const seen = [0, 0, 0];
  for (let k = 0; k < 2000; k++) {
    const found = dealUnits(single(10), [5, 3, 2], random(k, 'deal'));
    expect(sizesOf(found)).toEqual([5, 3, 2]);
    seen[found[4]]++;
  }
  // Standard deviations of 22, 20 and 18.
  [1000, 600, 400].forEach((expected, k) => {
    expect(Math.abs(seen[k] - expected)).toBeLessThan(90);
  });
});

it('never tears a unit apart', () => {
  const units = [[0, 3, 5], [1], [2, 4], [6], [7], [8, 9]];
  for (let k = 0; k < 200; k++) {
    const found = dealUnits(units, [5, 3, 2], random(k, 'deal'));
    for (const unit of units) expect(new Set(unit.map((feature) => found[feature])).size).toBe(1);
    expect(found).toHaveLength(10);
  }
});

it('puts a unit where there is most room where none holds it, as near to the sizes as that goes', () => {
  const units = [
    [0, 1, 2, 3],
    [4, 5, 6, 7],
  ];
  for (let k = 0; k < 50; k++) {
    const found = dealUnits(units, [5, 3], random(k, 'deal'));
    expect([...found].slice(0, 4)).not.toEqual([...found].slice(4));
  }
  // Units as the clusters are: nothing else fits.
  const own = dealUnits([[0, 1, 2], [3, 4], [5]], [3, 2, 1], random(1, 'deal'));
  expect([...own]).toEqual([0, 0, 0, 1, 1, 2]);
});
