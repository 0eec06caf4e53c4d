import { describe, expect, it } from 'vitest';
import { decoderRows, type RowOptions } from '../../../bench/calibration/decoder-rows.ts';
import { direction, dot, orthonormal, unit, without } from '../../../bench/calibration/vectors.ts';
import { random } from '../../../src/random.ts';

const WIDTH = 96;
const span = orthonormal(Array.from({ length: 7 }, (_, k) => direction(WIDTH, random(1, 'span', k))));
const groups = [
  [0, 1, 2, 3],
  [4, 5, 6, 7],
];
const rowsOf = (change: Partial<RowOptions>) =>
  decoderRows({ features: 12, dictionary: 60, split: null, aligned: 0, groups, span, ...change }, random(2, 'rows'));
const inside = (row: Float64Array) => {
  const outside = without(row, span);
  return unit(row.map((x, d) => x - outside[d]));
};

describe('decoderRows', () => {
  it('have length 1 whatever is planted', () => {
    for (const change of [{}, { split: { group: 6, cosine: 0.5 } }, { aligned: 0.9 }])
      for (const row of rowsOf(change)) expect(dot(row, row)).toBeCloseTo(1, 10);
  });

  it('turns groups towards what they are told to', () => {
    const targets = [span[0], span[3]];
    const rows = rowsOf({ aligned: 0.9, targets });
    for (const f of [0, 3]) expect(dot(inside(rows[f]), targets[0])).toBeCloseTo(0.9, 10);
    for (const f of [4, 7]) expect(dot(inside(rows[f]), targets[1])).toBeCloseTo(0.9, 10);
  });

  it('splitting puts groups of six at a cosine of about a half, in the whole dictionary', () => {
    const rows = rowsOf({ split: { group: 6, cosine: 0.5 } });
    const cosines = [0, 6, 12, 48].flatMap((f) => [dot(rows[f], rows[f + 1]), dot(rows[f], rows[f + 5])]);
    expect(cosines.reduce((sum, x) => sum + x, 0) / cosines.length).toBeCloseTo(0.5, 1);
    expect(Math.abs(dot(rows[0], rows[6]))).toBeLessThan(0.4);
    const copies = rowsOf({ split: { group: 12, cosine: 0.99 } });
    expect(dot(copies[0], copies[11])).toBeGreaterThan(0.97);
  });

  it('aligned directions lie alike within the span of the gradients, at the cosine asked for, and groups are orthogonal', () => {
    const rows = rowsOf({ aligned: 1 });
    expect(dot(inside(rows[0]), inside(rows[3]))).toBeCloseTo(1, 10);
    expect(dot(inside(rows[0]), inside(rows[4]))).toBeCloseTo(0, 10);
    const target = inside(rows[0]);
    for (const f of groups[0]) expect(dot(inside(rowsOf({ aligned: 0.9 })[f]), target)).toBeCloseTo(0.9, 10);
  });

  it('alignment leaves the part outside the span, and features of no group, as they are', () => {
    const [plain, aligned] = [rowsOf({}), rowsOf({ aligned: 0.9 })];
    without(plain[0], span).forEach((x, d) => {
      expect(without(aligned[0], span)[d]).toBeCloseTo(x, 12);
    });
    expect(aligned[8]).toEqual(plain[8]);
  });
});
