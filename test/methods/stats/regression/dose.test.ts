import { describe, expect, it } from 'vitest';
import { constantRun, doseSummary } from '../../../../src/methods/stats/regression/dose.ts';
import { near } from '../near.ts';

describe('doseSummary', () => {
  it('is the line of a linear response', () => {
    expect(doseSummary([1, 2, 4], [3, 6, 12])).toEqual({ slope: 3, linearity: 1 });
    expect(doseSummary([2], [-1])).toEqual({ slope: -0.5, linearity: 1 });
  });

  it('has the values by hand', () => {
    const found = doseSummary([1, 2], [1, 0]);
    near(found.slope, 0.2);
    near(found.linearity, 0.2);
  });

  it('scales with effects', () => {
    near(doseSummary([1, 3, 5], [2, -4, 8]).slope * 3, doseSummary([1, 3, 5], [6, -12, 24]).slope, 0, 1e-14);
  });

  it('has no linearity without an effect', () => {
    expect(doseSummary([1, 2], [0, 0])).toEqual({ slope: 0, linearity: Number.NaN });
  });

  it.each([
    [[], []],
    [[1], [1, 2]],
    [[0], [1]],
    [[1], [Number.NaN]],
  ])('refuses doses %j with effects %j', (doses, effects) => {
    expect(() => doseSummary(doses, effects)).toThrow(RangeError);
  });
});

describe('constantRun', () => {
  it('finds that the published dose table is one test shown five times', () => {
    // slope / dose of the study: -0.51, -0.52, -0.54, -0.58, -0.50, then saturation.
    const doses = [0.1, 1, 2, 5, 10, 20, 30, 40];
    const ratios = [-0.51, -0.52, -0.54, -0.58, -0.5, -0.3, -0.1, -0.05];
    expect(
      constantRun(
        doses,
        doses.map((dose, i) => dose * ratios[i]),
        0.2,
      ),
    ).toBe(5);
  });

  it('is one where the ratio changes at once, and all where it never does', () => {
    expect(constantRun([1, 2], [1, 5], 0.2)).toBe(1);
    expect(constantRun([1, 2, 3], [-1, -2, -3], 0.2)).toBe(3);
  });

  it('ends at a slope that does not exist', () => {
    expect(constantRun([1, 2, 3], [1, Number.NaN, 3], 0.2)).toBe(1);
    expect(constantRun([1], [Number.NaN], 0.2)).toBe(0);
  });

  it('refuses doses that do not ascend and lengths that differ', () => {
    expect(() => constantRun([2, 1], [1, 1], 0.2)).toThrow(/not ascending/);
    expect(() => constantRun([1], [1, 2], 0.2)).toThrow(/1 doses and 2 slopes/);
  });
});
