import { describe, expect, it } from 'vitest';
import { closeness } from '../../../../src/methods/graph/centrality/closeness.ts';
import { distances } from '../../../../src/methods/graph/centrality/distance.ts';
import { weightedCloseness } from '../../../../src/methods/graph/centrality/weighted-closeness.ts';
import { expectClose, graphOf, unweightedCases, weightedCases } from '../oracle.ts';

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
