import { describe, expect, it } from 'vitest';
import { betweenness } from '../../../../src/methods/graph/centrality/betweenness.ts';
import { weightedCloseness } from '../../../../src/methods/graph/centrality/closeness.ts';
import { distances } from '../../../../src/methods/graph/centrality/shortest-paths.ts';
import {
  weightedBetweenness,
  weightedBetweennessFrom,
} from '../../../../src/methods/graph/centrality/weighted-betweenness.ts';
import { random, shuffle } from '../../../../src/random.ts';
import { broughtBack, expectClose, graphOf, relabelled, unweightedCases, weightedCases } from '../oracle.ts';

describe('weightedBetweenness', () => {
  it.each(weightedCases)('%s: as networkx with distance 1 - weight', (_, wanted) => {
    const graph = graphOf(wanted);
    expectClose(weightedBetweenness(graph, distances(graph.weights)), wanted.betweenness);
  });

  it.each(unweightedCases.slice(0, 6))(
    '%s: equals the unweighted measure when all distances are equal',
    (_, wanted) => {
      const graph = graphOf(wanted);
      expectClose(
        weightedBetweenness(
          graph,
          graph.weights.map(() => 0.1),
        ),
        betweenness(graph),
      );
    },
  );

  it('reads weight as strength: of the triangle 0.9, 0.9, 0.1 the strong corner lies between', () => {
    const triangle = graphOf({ n: 3, edges: [[0, 1], [1, 2], [0, 2]], weights: [0.9, 0.9, 0.1] }); // biome-ignore format: one line
    expect([...weightedBetweenness(triangle, distances(triangle.weights))]).toEqual([0, 1, 0]);
  });

  it.each(weightedCases.slice(0, 3))('%s: relabelling nodes permutes the values', (_, wanted) => {
    const order = shuffle(
      Int32Array.from({ length: wanted.n }, (_, i) => i),
      random(1, 'relabel'),
    );
    const graph = relabelled(wanted, order);
    expectClose(broughtBack(weightedBetweenness(graph, distances(graph.weights)), order), wanted.betweenness);
  });

  it.each(weightedCases.slice(0, 6))('%s: gives the distance sums that closeness is made of', (_, wanted) => {
    const graph = graphOf(wanted);
    const distance = distances(graph.weights);
    const sums = new Float64Array(graph.n).fill(-1);
    const raw = weightedBetweennessFrom(graph, distance, 0, graph.n, sums);
    expect(raw).toEqual(weightedBetweennessFrom(graph, distance, 0, graph.n));
    expect(weightedCloseness(graph, distance, sums)).toEqual(weightedCloseness(graph, distance));
  });

  it('is 0 without edges', () => {
    expect([...weightedBetweenness(graphOf({ n: 3, edges: [] }), new Float64Array(0))]).toEqual([0, 0, 0]);
  });

  it('refuses sources out of range', () => {
    expect(() => weightedBetweennessFrom(graphOf({ n: 2, edges: [] }), new Float64Array(0), 0, 3)).toThrow(
      'sources 0 to 3',
    );
  });
});
