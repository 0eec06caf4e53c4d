import { describe, expect, it } from 'vitest';
import { correlationP, pearson } from '../../../../src/methods/stats/correlation/pearson.ts';
import { tTwoSided } from '../../../../src/methods/stats/tails/tails.ts';
import { random } from '../../../../src/random.ts';
import { near, oracle } from '../near.ts';

const { rows, cols, values, r: expected } = oracle.pearson;

describe('pearson', () => {
  it('matches numpy on columns of very different scale', () => {
    const { r, n } = pearson({ rows, cols, values: Float64Array.from(values) });
    expect(n).toBe(rows);
    expect(r).toHaveLength(expected.length);
    r.forEach((value, pair) => {
      near(value, expected[pair], 1);
    });
  });

  it('gives exactly 1 for identical, -1 for negated and 0 for orthogonal columns', () => {
    const rng = random(1, 'identical');
    for (let draw = 0; draw < 50; draw++) {
      const x = Array.from({ length: 37 }, () => rng.normal() * 10 ** rng.integer(5));
      const flat = x.flatMap((value) => [value, value, -value]);
      expect([...pearson({ rows: 37, cols: 3, values: Float64Array.from(flat) }).r]).toEqual([1, -1, -1]);
    }
    const orthogonal = Float64Array.of(1, 1, 1, -1, -1, 1, -1, -1);
    expect(pearson({ rows: 4, cols: 2, values: orthogonal }).r[0]).toBe(0);
  });

  it('does not change when a column is scaled or shifted', () => {
    const x = Float64Array.from(values);
    const moved = x.map((value, i) => (i % cols === 0 ? value * -1024 : i % cols === 1 ? value + 3 : value));
    const before = pearson({ rows, cols, values: x }).r;
    const after = pearson({ rows, cols, values: moved }).r;
    near(after[0], -before[0], 1, 1e-12);
    for (let pair = 1; pair < cols - 1; pair++) expect(after[pair]).toBe(-before[pair]);
  });

  it('permutes with its columns', () => {
    const reversed = Float64Array.from(values, (_, i) => values[i - (i % cols) + (cols - 1 - (i % cols))]);
    const before = pearson({ rows, cols, values: Float64Array.from(values) }).r;
    const after = pearson({ rows, cols, values: reversed }).r;
    expect([...after].sort()).toEqual([...before].sort());
  });

  it('lists constant columns instead of giving NaN', () => {
    const table = pearson({ rows: 3, cols: 3, values: Float64Array.of(1, 5, 2, 2, 5, 4, 3, 5, 7) });
    expect([...table.constant]).toEqual([1]);
    expect([...table.varying]).toEqual([0, 2]);
    expect(table.r).toHaveLength(1);
    expect(table.r.every(Number.isFinite)).toBe(true);
  });

  it('refuses NaN', () => {
    expect(() => pearson({ rows: 2, cols: 1, values: Float64Array.of(1, Number.NaN) })).toThrow(/NaN in row 1/);
  });
});

describe('correlationP', () => {
  it('matches scipy', () => {
    // scipy's own route through the beta distribution keeps about 1e-10 here.
    oracle.pearson.r.forEach((r, pair) => {
      near(correlationP(r, oracle.pearson.rows - 2), oracle.pearson.p[pair]);
    });
  });

  it('equals the t test', () => {
    for (const r of [0.01, 0.3, -0.75, 0.999])
      near(correlationP(r, 20), tTwoSided(r * Math.sqrt(20 / (1 - r * r)), 20));
  });

  it('has the closed form of one degree of freedom', () => {
    for (const r of [1e-8, 1e-3, 0.5, 0.999]) near(correlationP(r, 1), 1 - (2 / Math.PI) * Math.asin(r));
  });

  it('is 1 at zero and 0 at a perfect correlation', () => {
    expect(correlationP(0, 5)).toBe(1);
    expect(correlationP(1, 5)).toBe(0);
    expect(correlationP(-1, 5)).toBe(0);
  });

  it('says below 5% for noise about 5% of the time', () => {
    const rng = random(11, 'noise');
    let hits = 0;
    for (let draw = 0; draw < 2000; draw++) {
      const x = Array.from({ length: 12 }, () => rng.normal());
      const y = Array.from({ length: 12 }, () => rng.normal());
      const mean = (v: number[]) => v.reduce((a, b) => a + b, 0) / 12;
      const [mx, my] = [mean(x), mean(y)];
      const s = (a: number[], ma: number, b: number[], mb: number) =>
        a.reduce((sum, v, i) => sum + (v - ma) * (b[i] - mb), 0);
      if (correlationP(s(x, mx, y, my) / Math.sqrt(s(x, mx, x, mx) * s(y, my, y, my)), 10) < 0.05) hits++;
    }
    // 100 expected, standard deviation 9.7.
    expect(Math.abs(hits - 100)).toBeLessThan(40);
  });

  it.each([
    [1.0001, 5],
    [Number.NaN, 5],
    [0.5, 0],
  ])('refuses r %s with df %s', (r, df) => {
    expect(() => correlationP(r, df)).toThrow(RangeError);
  });
});
