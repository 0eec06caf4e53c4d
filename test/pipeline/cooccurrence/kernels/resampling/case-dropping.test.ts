import { describe, expect, it } from 'vitest';
import {
  dropRow,
  stabilityCoefficient,
} from '../../../../../pipeline/cooccurrence/kernels/resampling/case-dropping.ts';

const original = Float64Array.of(1, 2, 3, 4);
const row = (dropped: number, held: number) => ({ dropped, held, replicates: 20, meanR: 0.8 });

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

  it('is 0 when the smallest share already fails', () => {
    expect(stabilityCoefficient([row(0.1, 0.9), row(0.2, 1)])).toBe(0);
  });
});
