/**
 * What greedy modularity costs as a graph grows, counted in steps and not in seconds: n log² n on every shape. Three times the edges
 * may take 3 (1 + log 3 / log n)² as many steps, 3.9 at these sizes; a hub that walked its row at every join would take nine times.
 */
import { describe, expect, it } from 'vitest';
import { SHAPE_NAMES, shaped } from '../../../../bench/network/shapes.ts';
import { greedyModularity } from '../../../../src/methods/graph/communities/greedy-modularity.ts';
import { modularity } from '../../../../src/methods/graph/communities/modularity.ts';
import { graphFromEdges, unweighted } from '../../../../src/methods/graph/csr-graph.ts';

/** Steps over edges × log₂² edges. */
function constant(name: string, size: number): number {
  const graph = shaped(name, size);
  const edges = graph.targets.length / 2;
  const { steps, labels, modularity: q } = greedyModularity(graph);
  expect(Math.abs(modularity(graph, labels) - q)).toBeLessThan(1e-9);
  expect(steps).toBeGreaterThan(edges); // each is put in at least
  return steps / (edges * Math.log2(edges) ** 2);
}

describe('greedyModularity takes n log² n steps', () => {
  const cases = SHAPE_NAMES.filter((name) => name !== 'hubs by preference').map((name) => [name] as const);
  it.each(cases)('on %s', (name) => {
    const [small, large] = [2000, 18_000].map((size) => constant(name, size));
    expect(large / small).toBeLessThan(1.2);
    expect(large).toBeLessThan(0.3);
  });

  // Neighbours of one hub that are alike come to differ in the last bit by the order of their sums, and stay apart as networkx has them.
  it('and between that and n^1.6 on hubs by preference', () => {
    const [small, large] = [2000, 18_000].map((size) => constant('hubs by preference', size));
    expect(large / small).toBeLessThan(9 ** 0.6);
  });

  it('but n² on a star whose weights all differ, since no edge is like another', () => {
    const leaves = 1000;
    const ends = new Int32Array(leaves);
    const weights = Float64Array.from(ends, (_, leaf) => 1 + leaf / 7);
    const star = graphFromEdges(leaves + 1, ends, ends.map((_, leaf) => leaf + 1), weights); // biome-ignore format: one line
    expect(greedyModularity(star).steps).toBeGreaterThan(leaves ** 2 / 4);
    expect(greedyModularity(unweighted(star)).steps).toBeLessThan(leaves * Math.log2(leaves) ** 2);
  });
});
