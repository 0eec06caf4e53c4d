import { describe, expect, it } from 'vitest';
import { betweennessFrom } from '../../../../src/methods/graph/centrality/betweenness.ts';
import {
  closeness,
  distanceSums,
  wassermanFaust,
  weightedCloseness,
} from '../../../../src/methods/graph/centrality/closeness.ts';
import { distances } from '../../../../src/methods/graph/centrality/shortest-paths.ts';
import { random, shuffle } from '../../../../src/random.ts';
import { broughtBack, expectClose, graphOf, relabelled, unweightedCases, weightedCases } from '../oracle.ts';

describe('closeness', () => {
  it.each(unweightedCases)('%s: as networkx', (_, wanted) => {
    expectClose(closeness(graphOf(wanted)), wanted.closeness);
  });

  it('gives the closeness that the study printed from its distance sums', () => {
    // Derived from the numbers the study printed: five features of a component of 158 in a graph of 175, distance sums 327, 339, 367, 322, 330.
    // The formula is (157 / sum) (157 / 174); graphology's default without the second factor misses by 10 %.
    for (const sum of [327, 339, 367, 322, 330]) {
      expect(wassermanFaust(sum, 158, 175)).toBeCloseTo((157 / sum) * (157 / 174), 14);
    }
  });

  it('is 1 in a complete graph and at the hub of a star', () => {
    expect([...closeness(graphOf({ n: 3, edges: [[0, 1], [0, 2], [1, 2]] }))]).toEqual([1, 1, 1]); // biome-ignore format: one line
    expectClose(closeness(graphOf({ n: 4, edges: [[0, 1], [0, 2], [0, 3]] })), [1, 0.6, 0.6, 0.6]); // biome-ignore format: one line
  });

  it('weighs a small component down by the share of the graph that it reaches', () => {
    const two = graphOf({ n: 5, edges: [[0, 1], [2, 3], [3, 4]] }); // biome-ignore format: one line
    expectClose(closeness(two), [1 / 4, 1 / 4, 4 / 12, 4 / 8, 4 / 12]);
  });

  it.each(unweightedCases)('%s: is the same from the distance sums of the betweenness search', (_, wanted) => {
    const graph = graphOf(wanted);
    const sums = new Float64Array(graph.n);
    betweennessFrom(graph, 0, graph.n, sums);
    expect(closeness(graph, sums)).toEqual(closeness(graph));
    expect(() => closeness(graph, sums.subarray(1))).toThrow('distance sums');
  });

  it('is 0 for isolated nodes', () => {
    expect([...closeness(graphOf({ n: 3, edges: [] }))]).toEqual([0, 0, 0]);
    expect([...closeness(graphOf({ n: 1, edges: [] }))]).toEqual([0]);
  });

  it('has distance sums that are symmetric in total on a path', () => {
    const path = graphOf({ n: 4, edges: [[0, 1], [1, 2], [2, 3]] }); // biome-ignore format: one line
    expect([...distanceSums(path)]).toEqual([6, 4, 4, 6]);
  });

  it.each(unweightedCases.slice(0, 4))('%s: relabelling nodes permutes the values', (_, wanted) => {
    const order = shuffle(
      Int32Array.from({ length: wanted.n }, (_, i) => i),
      random(1, 'relabel'),
    );
    expectClose(broughtBack(closeness(relabelled(wanted, order)), order), wanted.closeness);
  });
});

describe('weightedCloseness', () => {
  it.each(weightedCases)('%s: as networkx with distance 1 - weight', (_, wanted) => {
    const graph = graphOf(wanted);
    expectClose(weightedCloseness(graph, distances(graph.weights)), wanted.closeness);
  });

  it.each(unweightedCases.slice(0, 6))('%s: equals the unweighted measure when all distances are 1', (_, wanted) => {
    const graph = graphOf(wanted);
    expectClose(weightedCloseness(graph, graph.weights), closeness(graph));
  });

  it('halves when every distance doubles', () => {
    const graph = graphOf(weightedCases[0][1]);
    const distance = distances(graph.weights);
    expectClose(
      weightedCloseness(
        graph,
        distance.map((d) => 2 * d),
      ),
      weightedCloseness(graph, distance).map((c) => c / 2),
    );
  });

  it('is 0 for isolated nodes', () => {
    expect([...weightedCloseness(graphOf({ n: 2, edges: [] }), new Float64Array(0))]).toEqual([0, 0]);
  });

  it('refuses distances and sums of the wrong number', () => {
    expect(() => weightedCloseness(graphOf({ n: 2, edges: [[0, 1]] }), new Float64Array(1))).toThrow('1 distances');
    const sums = new Float64Array(3);
    expect(() => weightedCloseness(graphOf({ n: 2, edges: [[0, 1]] }), new Float64Array(2), sums)).toThrow('3 distance sums'); // biome-ignore format: one line
  });
});
