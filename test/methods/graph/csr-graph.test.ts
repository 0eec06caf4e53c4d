import { describe, expect, it } from 'vitest';
import { edgeCount, graphFromEdges, unweighted } from '../../../src/methods/graph/csr-graph.ts';

const build = (n: number, edges: [number, number][], weights?: number[]) =>
  graphFromEdges(
    n,
    Int32Array.from(edges, ([a]) => a),
    Int32Array.from(edges, ([, b]) => b),
    weights && Float64Array.from(weights),
  );

describe('graphFromEdges', () => {
  it('stores both directions with sorted rows', () => {
    const graph = build(4, [[3, 0], [1, 0], [3, 1]], [0.5, 0.25, 0.75]); // biome-ignore format: one line
    expect([...graph.offsets]).toEqual([0, 2, 4, 4, 6]);
    expect([...graph.targets]).toEqual([1, 3, 0, 3, 0, 1]);
    expect([...graph.weights]).toEqual([0.25, 0.5, 0.25, 0.75, 0.5, 0.75]);
    expect(edgeCount(graph)).toBe(3);
  });

  it('does not depend on the order or direction of the edges', () => {
    const one = build(5, [[0, 1], [1, 2], [2, 4]], [0.1, 0.2, 0.3]); // biome-ignore format: one line
    const two = build(5, [[4, 2], [1, 0], [2, 1]], [0.3, 0.1, 0.2]); // biome-ignore format: one line
    expect(one).toEqual(two);
  });

  it('takes no nodes, and nodes without edges', () => {
    expect(edgeCount(build(0, []))).toBe(0);
    expect([...build(3, []).offsets]).toEqual([0, 0, 0, 0]);
  });

  it('gives every edge weight 1 without weights, and through unweighted()', () => {
    expect([...build(2, [[0, 1]]).weights]).toEqual([1, 1]);
    expect([...unweighted(build(2, [[0, 1]], [0.3])).weights]).toEqual([1, 1]);
  });

  it.each([
    ['a negative node count', () => build(-1, []), 'n -1'],
    ['a fractional node count', () => build(1.5, []), 'n 1.5'],
    ['an end out of range', () => build(2, [[0, 2]]), 'expected ends from 0 to 1'],
    ['a negative end', () => build(2, [[-1, 1]]), 'expected ends from 0 to 1'],
    ['a loop', () => build(2, [[1, 1]]), 'loop at 1'],
    ['an edge twice', () => build(2, [[0, 1], [0, 1]]), 'twice'], // biome-ignore format: one line
    ['an edge in both directions', () => build(2, [[0, 1], [1, 0]]), 'twice'], // biome-ignore format: one line
    ['too few weights', () => build(3, [[0, 1], [1, 2]], [1]), '1 weights'], // biome-ignore format: one line
    ['a negative weight', () => build(2, [[0, 1]], [-0.1]), 'weight -0.1'],
    ['a NaN weight', () => build(2, [[0, 1]], [Number.NaN]), 'weight NaN'],
    ['an infinite weight', () => build(2, [[0, 1]], [Infinity]), 'weight Infinity'],
    ['uneven ends', () => graphFromEdges(3, Int32Array.of(0), Int32Array.of(1, 2)), '1 and 2 ends'],
  ])('refuses %s', (_, run, message) => {
    expect(run).toThrow(message);
  });
});
