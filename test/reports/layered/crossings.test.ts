import { expect, it } from 'vitest';
import { crossings } from '../../../reports/layered/crossings.ts';

/** A row of n at y = 1 and one of n above it. */
const grid = (n: number): { x: number[]; y: number[] } => ({
  x: [...Array.from({ length: n }, (_, at) => at), ...Array.from({ length: n }, (_, at) => at)],
  y: Array.from({ length: 2 * n }, (_, at) => (at < n ? 1 : 0)),
});

it.each([2, 3, 4, 5])('a complete bipartite graph of %i and %i crosses n²(n−1)²/4 times', (n) => {
  const lines = Array.from({ length: n * n }, (_, at) => ({ source: Math.floor(at / n), target: n + (at % n) }));
  const { x, y } = grid(n);
  expect(crossings(lines, x, y)).toBe((n * (n - 1)) ** 2 / 4);
});

it('edges that share an end, run side by side or in different rows do not cross', () => {
  const { x, y } = grid(2);
  expect(
    crossings(
      [
        { source: 0, target: 2 },
        { source: 0, target: 3 },
      ],
      x,
      y,
    ),
  ).toBe(0);
  expect(
    crossings(
      [
        { source: 0, target: 2 },
        { source: 1, target: 3 },
      ],
      x,
      y,
    ),
  ).toBe(0);
  expect(
    crossings(
      [
        { source: 0, target: 1 },
        { source: 2, target: 3 },
      ],
      [0, 1, 1, 0],
      [3, 2, 1, 0],
    ),
  ).toBe(0);
});

it('an edge over several rows crosses one of a row between', () => {
  expect(
    crossings(
      [
        { source: 0, target: 1 },
        { source: 2, target: 3 },
      ],
      [0, 4, 3, 1],
      [3, 0, 2, 1],
    ),
  ).toBe(1);
});
