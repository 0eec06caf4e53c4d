import { describe, expect, it } from 'vitest';
import { layout } from '../../../reports/cooccurrence/layout.ts';

/** Two cliques of five joined by nothing, and three nodes alone. */
const NODES = Array.from({ length: 13 }, (_, id) => ({ id, group: id < 5 ? 1 : id < 10 ? 2 : null }));
const EDGES = [0, 5].flatMap((start) =>
  [0, 1, 2, 3, 4].flatMap((a) =>
    [0, 1, 2, 3, 4].filter((b) => b > a).map((b) => ({ a: start + a, b: start + b, r: 0.9 })),
  ),
);

describe('layout', () => {
  const placed = layout(NODES, EDGES, 1);
  const at = (id: number): [number, number] => [placed.x[id], placed.y[id]];
  const distance = (a: number, b: number): number => Math.hypot(at(a)[0] - at(b)[0], at(a)[1] - at(b)[1]);

  it('is the same for the same seed and another for another', () => {
    expect(layout(NODES, EDGES, 1)).toEqual(placed);
    expect(layout(NODES, EDGES, 2).x).not.toEqual(placed.x);
  });

  it('keeps a component nearer to itself than to another', () => {
    expect(Math.max(distance(0, 1), distance(2, 4))).toBeLessThan(Math.min(distance(0, 5), distance(3, 8)) + 1);
    expect(distance(0, 1)).toBeLessThan(distance(0, 9));
  });

  it('draws no component into another, however many there are', () => {
    // 30 paths of 2 to 31 nodes.
    const paths = Array.from({ length: 30 }, (_, path) => Array.from({ length: path + 2 }, (_, at) => 100 * path + at));
    const found = layout(
      paths.flat().map((id) => ({ id, group: null })),
      paths.flatMap((path) => path.slice(1).map((id) => ({ a: id - 1, b: id, r: 0.9 }))),
      1,
    );
    const circles = paths.map((path) => {
      const start = paths.flat().indexOf(path[0]);
      const [xs, ys] = [found.x, found.y].map((values) => values.subarray(start, start + path.length));
      const middle = [xs, ys].map((values) => values.reduce((sum, value) => sum + value, 0) / path.length);
      const radius = Math.max(...Array.from(xs, (x, i) => Math.hypot(x - middle[0], ys[i] - middle[1])));
      return { x: middle[0], y: middle[1], radius };
    });
    for (const [first, one] of circles.entries()) {
      for (const two of circles.slice(first + 1))
        expect(Math.hypot(one.x - two.x, one.y - two.y)).toBeGreaterThan(one.radius + two.radius);
    }
  });

  it('fits the connected part into the square from -1 to 1 and sets the rest below', () => {
    for (const id of EDGES.flatMap((edge) => [edge.a, edge.b])) {
      expect(Math.abs(placed.x[id])).toBeLessThanOrEqual(1);
      expect(Math.abs(placed.y[id])).toBeLessThanOrEqual(1);
    }
    const lowest = Math.min(...NODES.slice(0, 10).map((node) => placed.y[node.id]));
    for (const id of [10, 11, 12]) expect(placed.y[id]).toBeLessThan(lowest);
  });

  it('places a network without edges, and no network', () => {
    expect(layout(NODES, [], 1).x.every(Number.isFinite)).toBe(true);
    expect(layout([], [], 1).x).toHaveLength(0);
  });
});
