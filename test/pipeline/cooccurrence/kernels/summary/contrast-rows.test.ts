import { describe, expect, it } from 'vitest';
import { contrastRows } from '../../../../../pipeline/cooccurrence/kernels/summary/contrast-rows.ts';

const NAME = { mode: 'seed', scaling: 'norm-matched', outcome: 'kl', other: 'between' };
const contrast = (size: number, factor: number, estimate: number, sd: number) => ({
  size,
  factor,
  sets: 10 * size,
  otherSets: 20,
  features: [size, factor],
  estimate,
  sd,
  halves: [estimate - 1, estimate + 1],
  draws: Float64Array.from({ length: 101 }, (_, i) => estimate + (i - 50) / 50),
  permuted: Float64Array.from({ length: 99 }, (_, i) => (i - 49) / 10),
});

describe('rows of comparisons', () => {
  const rows = contrastRows(NAME, [contrast(2, 1, 3, 2), contrast(3, 1, 4, 4), contrast(2, 10, 8, 2)], 0.2, null);
  it('one for each size and factor in its own unit, with a bound of sesoi SD', () => {
    expect(
      rows.slice(0, 3).map(({ size, factor, estimate, effect, bound }) => [size, factor, estimate, effect, bound]),
    ).toEqual([
      [2, 1, 3, 1.5, 0.4],
      [3, 1, 4, 1, 0.8],
      [2, 10, 8, 4, 0.4],
    ]);
    expect(rows[0]).toMatchObject({
      first_half: 2,
      second_half: 4,
      permuted: 'labels over features',
      permutations: 99,
    });
    expect(rows[0].p_greater).toBe((1 + 20) / 100);
  });
  it('one over all of them in units of SD, each draw and permutation through all', () => {
    const all = rows[3];
    expect(all).toMatchObject({ size: 0, factor: 0, sets: 50, other_sets: 40, sd: 1, bound: 0.2 });
    expect(all.estimate).toBeCloseTo((1.5 + 1 + 4) / 3, 12);
    expect(all.first_half).toBeCloseTo((1 + 0.75 + 3.5) / 3, 12);
    expect(all.low).toBeCloseTo((1.5 + 1 + 4 - 0.95 * (0.5 + 0.25 + 0.5)) / 3, 10);
  });
  it('a comparison that does not vary has no effect and is not in the whole', () => {
    const found = contrastRows(NAME, [contrast(2, 1, 3, 2), contrast(3, 1, 4, Number.NaN)], 0.2, null);
    expect(found[1].effect).toBeNaN();
    expect(found[2].estimate).toBe(1.5);
    expect(contrastRows(NAME, [contrast(3, 1, 4, Number.NaN)], 0.2, null)).toHaveLength(1);
  });
  it('counts the features of its sets, copies once, and says that they were moved together', () => {
    const units = new Map([1, 2, 3, 10].map((id) => [id, id === 2 ? 1 : id]));
    const found = contrastRows(NAME, [contrast(2, 1, 3, 2), contrast(3, 10, 4, 2)], 0.2, units);
    expect(found.map(({ n_units, permuted }) => [n_units, permuted])).toEqual([
      [1, 'labels over units'],
      [2, 'labels over units'],
      [3, 'labels over units'],
    ]);
    expect(rows[0].n_units).toBeNull();
  });
  it('names the permutation of controls', () => {
    expect(contrastRows({ ...NAME, other: 'random' }, [contrast(2, 1, 3, 2)], 0.2, null)[0].permuted).toBe(
      'arms over sets',
    );
  });
});
