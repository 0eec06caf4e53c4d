import { describe, expect, it } from 'vitest';
import {
  distances,
  FLOOR,
  onShortestPath,
  shortestPaths,
} from '../../../../src/methods/graph/centrality/shortest-paths.ts';
import { graphOf } from '../oracle.ts';

const graph = graphOf({ n: 5, edges: [[0, 1], [0, 2], [1, 2], [2, 3]] }); // biome-ignore format: one line
// Entries in row order: 0→1, 0→2, 1→0, 1→2, 2→0, 2→1, 2→3, 3→2.
const distance = Float64Array.of(1, 5, 1, 2, 5, 2, 1, 1);

describe('shortestPaths', () => {
  it('goes round the long edge and settles nodes by length', () => {
    const paths = shortestPaths(graph, distance);
    expect(paths.from(0)).toBe(4);
    expect([...paths.length]).toEqual([0, 1, 3, 4, Infinity]);
    expect([...paths.order.subarray(0, 4)]).toEqual([0, 1, 2, 3]);
  });

  it('starts afresh at every source', () => {
    const paths = shortestPaths(graph, distance);
    paths.from(0);
    expect(paths.from(4)).toBe(1);
    expect(paths.length[4]).toBe(0);
    expect(paths.from(3)).toBe(4);
    expect([...paths.length]).toEqual([4, 3, 1, 0, Infinity]);
  });

  it('lets sums tie that differ by rounding only', () => {
    expect(onShortestPath(0.1 + 0.2, 0.3, 0.6)).toBe(true);
    expect(onShortestPath(0.1, 0.3, 0.3)).toBe(false);
  });

  it.each([0, -1, Number.NaN, Infinity, 1e-13])('refuses distance %d', (value) => {
    expect(() => shortestPaths(graph, distance.with(3, value))).toThrow(`distance ${value} of entry 3`);
  });

  it('refuses the wrong number of distances and a source out of range', () => {
    expect(() => shortestPaths(graph, Float64Array.of(1))).toThrow('1 distances');
    expect(() => shortestPaths(graph, distance).from(5)).toThrow('source 5');
  });
});

describe('distances', () => {
  it('is 1 - |r|: the stronger the nearer', () => {
    expect([...distances(Float64Array.of(0, 0.25, 0.75))]).toEqual([1, 0.75, 0.25]);
  });

  it('keeps copies apart by the floor, also when rounding makes r exceed 1', () => {
    expect([...distances(Float64Array.of(1, 1 + 2e-16))]).toEqual([FLOOR, FLOOR]);
  });

  it.each([-0.1, 1.001, Number.NaN])('refuses strength %d', (value) => {
    expect(() => distances(Float64Array.of(0.5, value))).toThrow(`strength ${value} of entry 1`);
  });
});
