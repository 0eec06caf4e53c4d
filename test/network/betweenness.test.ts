import { describe, expect, it } from 'vitest';
import { betweenness, betweennessFrom } from '../../src/network/betweenness.ts';
import { random, shuffle } from '../../src/random.ts';
import { broughtBack, expectClose, graphOf, relabelled, unweightedCases } from './oracle.ts';

describe('betweenness', () => {
  it.each(unweightedCases)('%s: as networkx', (_, wanted) => {
    expectClose(betweenness(graphOf(wanted)), wanted.betweenness);
  });

  it('is 1 at the hub of a star and 0 at its leaves', () => {
    const star = graphOf({ n: 5, edges: [[0, 1], [0, 2], [0, 3], [0, 4]] }); // biome-ignore format: one line
    expect([...betweenness(star)]).toEqual([1, 0, 0, 0, 0]);
  });

  it('counts i (n - 1 - i) pairs through node i of a path', () => {
    const path = graphOf({ n: 6, edges: [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5]] }); // biome-ignore format: one line
    expectClose(
      betweenness(path),
      [0, 4, 6, 6, 4, 0].map((pairs) => pairs / 10),
    );
  });

  it('is 0 everywhere without edges and for fewer than three nodes', () => {
    expect([...betweenness(graphOf({ n: 4, edges: [] }))]).toEqual([0, 0, 0, 0]);
    expect([...betweenness(graphOf({ n: 2, edges: [[0, 1]] }))]).toEqual([0, 0]);
    expect(betweenness(graphOf({ n: 0, edges: [] }))).toHaveLength(0);
  });

  it.each(unweightedCases.slice(0, 4))('%s: relabelling nodes permutes the values', (_, wanted) => {
    const order = shuffle(
      Int32Array.from({ length: wanted.n }, (_, i) => i),
      random(1, 'relabel'),
    );
    expectClose(broughtBack(betweenness(relabelled(wanted, order)), order), wanted.betweenness);
  });

  it('adds up over ranges of sources', () => {
    const graph = graphOf(unweightedCases[0][1]);
    const [low, high] = [betweennessFrom(graph, 0, 10), betweennessFrom(graph, 10, graph.n)];
    expectClose(
      low.map((x, i) => x + high[i]),
      betweennessFrom(graph, 0, graph.n),
    );
  });

  it('refuses sources out of range', () => {
    expect(() => betweennessFrom(graphOf({ n: 2, edges: [] }), 0, 3)).toThrow('sources 0 to 3');
    expect(() => betweennessFrom(graphOf({ n: 2, edges: [] }), 2, 1)).toThrow('sources 2 to 1');
  });
});
