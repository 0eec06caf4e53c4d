import { describe, expect, it } from 'vitest';
import { weightedRows } from '../../../src/methods/stats/weighted-rows.ts';
import { random } from '../../../src/random.ts';

const WIDTH = 7;
const rng = random(1, 'weighted-rows');
const weights = Float64Array.from({ length: WIDTH }, () => rng.uniform());

/** One row after another. */
function plainly(values: Float64Array, columns: readonly number[]): number[] {
  return Array.from({ length: values.length / WIDTH }, (_, row) => {
    let sum = 0;
    for (const column of columns) sum += weights[column] * values[row * WIDTH + column];
    return sum;
  });
}

describe('weightedRows', () => {
  it.each([0, 1, 4, 5, 11])('of %i rows has the bits of one row at a time', (rows) => {
    const values = Float64Array.from({ length: rows * WIDTH }, () => 10 ** (6 * rng.normal()) * rng.normal());
    expect([...weightedRows(values, weights)]).toEqual(plainly(values, [0, 1, 2, 3, 4, 5, 6]));
    expect([...weightedRows(values, weights, Int32Array.of(5, 0, 3))]).toEqual(plainly(values, [5, 0, 3]));
  });

  it('keeps a row that has no number to itself', () => {
    const values = new Float64Array(6 * WIDTH).fill(1);
    values[2 * WIDTH + 3] = Number.NaN;
    expect([...weightedRows(values, weights)].map(Number.isNaN)).toEqual([false, false, true, false, false, false]);
    expect([...weightedRows(values, weights, Int32Array.of(0, 1))].some(Number.isNaN)).toBe(false);
  });

  it('is 0 over no columns', () => {
    expect([...weightedRows(new Float64Array(5 * WIDTH).fill(3), weights, new Int32Array(0))]).toEqual([0, 0, 0, 0, 0]);
  });
});
