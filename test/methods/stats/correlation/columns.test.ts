import { describe, expect, it } from 'vitest';
import { centred, uncentred } from '../../../../src/methods/stats/correlation/columns.ts';

/** Row-major matrix from its columns. */
function fromColumns(...columns: number[][]) {
  const rows = columns[0].length;
  const values = Float64Array.from(
    { length: rows * columns.length },
    (_, i) => columns[i % columns.length][Math.floor(i / columns.length)],
  );
  return { rows, cols: columns.length, values };
}

describe('centred', () => {
  it('leaves out constant columns, also those whose mean does not round to their value', () => {
    const prepared = centred(fromColumns([0.1, 0.1, 0.1, 0.1, 0.1, 0.1], [1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0]));
    expect([...prepared.varying]).toEqual([1]);
    expect([...prepared.constant]).toEqual([0, 2]);
  });

  it('counts deviations at the level of rounding as constant', () => {
    const jitter = [1, 1 + Number.EPSILON, 1, 1 - Number.EPSILON];
    expect([...centred(fromColumns(jitter, [0, 1e-14, 0, 1e-14])).constant]).toEqual([0]);
  });

  it('scales by a power of two and centres', () => {
    const { values, squares } = centred(fromColumns([1, 2, 3]));
    expect([...values]).toEqual([-0.5, 0, 0.5]);
    expect([...squares]).toEqual([0.5]);
  });

  it.each([1e-300, 1e300, 5e-324])('prepares values of magnitude %s without over- or underflow', (unit) => {
    const { squares } = centred(fromColumns([0, 0, 8 * unit, 8 * unit]));
    expect(squares[0]).toBeGreaterThanOrEqual(0.25);
    expect(squares[0]).toBeLessThan(4);
  });

  it('refuses a single row', () => {
    expect(() => centred(fromColumns([1]))).toThrow(/1 rows, expected at least 2/);
  });
});

describe('uncentred', () => {
  it('leaves out columns of zeros only', () => {
    const prepared = uncentred(fromColumns([0, 0], [3, 3], [1, 0]));
    expect([...prepared.varying]).toEqual([1, 2]);
    expect([...prepared.constant]).toEqual([0]);
    expect([...prepared.values]).toEqual([0.75, 0.75, 0.5, 0]);
  });
});
