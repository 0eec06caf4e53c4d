import { expect, it } from 'vitest';
import { crossings } from '../../../reports/layered/crossings.ts';
import { barycentreOrder, fewerCrossings, type Ordering } from '../../../reports/layered/order.ts';
import { fraction } from './drawings.ts';

/** Two rows in one column, n nodes each, evenly spaced. */
function twoRows(n: number, lines: Ordering['lines']): Ordering & { start: number[][] } {
  const start = [Array.from({ length: n }, (_, at) => at), Array.from({ length: n }, (_, at) => n + at)];
  return {
    lines,
    start,
    y: Float64Array.from({ length: 2 * n }, (_, at) => (at < n ? 1 : 0)),
    rowOf: [0, 1],
    placing(cells) {
      const x = new Float64Array(2 * n);
      for (const cell of cells) cell.forEach((node, at) => (x[node] = at));
      return x;
    },
  };
}

it('untangles a permutation completely', () => {
  const n = 9;
  const given = twoRows(
    n,
    Array.from({ length: n }, (_, at) => ({ source: at, target: n + ((at * 4 + 3) % n) })),
  );
  const cells = barycentreOrder(given.start, given);
  expect(crossings(given.lines, given.placing(given.start), given.y)).toBeGreaterThan(10);
  expect(crossings(given.lines, given.placing(cells), given.y)).toBe(0);
});

it.each([1, 2, 3, 4, 5])('swaps never add a crossing and keep every node in its cell (graph %i)', (seed) => {
  const n = 8;
  const lines = Array.from({ length: 20 }, (_, at) => ({
    source: Math.floor(n * fraction(seed * 100 + at)),
    target: n + Math.floor(n * fraction(seed * 37 + at * 3)),
  }));
  const given = twoRows(n, lines);
  const before = barycentreOrder(given.start, given);
  const after = fewerCrossings(before, given);
  const count = (cells: Ordering['placing'] extends (cells: infer C) => unknown ? C : never): number =>
    crossings(lines, given.placing(cells), given.y);
  expect(count(before)).toBeLessThanOrEqual(count(given.start));
  expect(count(after)).toBeLessThanOrEqual(count(before));
  expect(after.map((cell) => [...cell].sort((a, b) => a - b))).toEqual(given.start);
});
