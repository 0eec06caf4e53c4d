import { describe, expect, it } from 'vitest';
import {
  dropRow,
  stabilityCoefficient,
} from '../../../../../pipeline/cooccurrence/kernels/resampling/case-dropping.ts';

const original = Float64Array.of(1, 2, 3, 4);
const row = (dropped: number, held: number) => ({ dropped, held, replicates: 20, meanR: 0.8, heldLow: 0, heldHigh: 1 });

describe('dropRow', () => {
  it('correlates each replicate with the original by hand', () => {
    const found = dropRow(0.3, original, [
      original.map((x) => 2 * x + 1),
      original.map((x) => -x),
      Float64Array.of(1, 2, 2, 1),
    ]);
    expect(found).toMatchObject({ dropped: 0.3, replicates: 3, held: 1 / 3 });
    expect(found.meanR).toBeCloseTo(0, 14);
  });

  it('counts a replicate without variation as not held, and leaves it out of the mean', () => {
    expect(dropRow(0.5, original, [new Float64Array(4).fill(0.1), original])).toMatchObject({ held: 0.5, meanR: 1 });
    expect(dropRow(0.5, original, [new Float64Array(4)]).meanR).toBeNaN();
  });

  it('has the interval of the share that holds, by hand and at its ends', () => {
    const bad = original.map((x) => -x);
    const of = (held: number, n: number) => dropRow(0.5, original, Array.from({ length: n }, (_, k) => (k < held ? original : bad))); // biome-ignore format: one line
    // scipy.stats.binomtest(19, 20).proportion_ci(method='wilson'), and of 5 in 5.
    expect(of(19, 20).heldLow).toBeCloseTo(0.763868806553258, 12);
    expect(of(19, 20).heldHigh).toBeCloseTo(0.9911185511992047, 12);
    expect(of(5, 5).heldLow).toBeCloseTo(0.5655175352168251, 12);
    expect(of(5, 5).heldHigh).toBe(1);
    expect(of(0, 5)).toMatchObject({ held: 0, heldLow: 0 });
  });

  it('refuses no replicates and replicates of another size', () => {
    expect(() => dropRow(0.5, original, [])).toThrow('no replicates');
    expect(() => dropRow(0.5, original, [new Float64Array(3)])).toThrow('3 values');
  });
});

describe('stabilityCoefficient', () => {
  it('is the largest share up to which all hold in 95 %', () => {
    expect(stabilityCoefficient([row(0.1, 1), row(0.2, 0.95), row(0.3, 0.94), row(0.4, 1)])).toBe(0.2);
    expect(stabilityCoefficient([row(0.2, 1), row(0.1, 1)])).toBe(0.2);
  });

  it('is not there for fewer than 20 replicates of a share', () => {
    expect(stabilityCoefficient([row(0.1, 1), { ...row(0.2, 1), replicates: 19 }])).toBeNaN();
  });

  it('is 0 when the smallest share already fails', () => {
    expect(stabilityCoefficient([row(0.1, 0.9), row(0.2, 1)])).toBe(0);
  });
});
