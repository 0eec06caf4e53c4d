import { describe, expect, it } from 'vitest';
import { betweenness, betweennessFrom } from '../../../../src/methods/graph/centrality/betweenness.ts';
import { random, shuffle } from '../../../../src/random.ts';
import { broughtBack, expectClose, graphOf, relabelled, unweightedCases } from '../oracle.ts';

/** Shares of paths counted pair by pair, from distances and path counts by plain breadth-first search. */
function byPairs({ n, offsets, targets }: ReturnType<typeof graphOf>): number[] {
  const searched = Array.from({ length: n }, (_, s) => {
    const [distance, paths] = [Array<number>(n).fill(Infinity), Array<number>(n).fill(0)];
    [distance[s], paths[s]] = [0, 1];
    const queue = [s];
    for (const v of queue) {
      for (const w of targets.subarray(offsets[v], offsets[v + 1])) {
        if (distance[w] === Infinity) {
          distance[w] = distance[v] + 1;
          queue.push(w);
        }
        if (distance[w] === distance[v] + 1) paths[w] += paths[v];
      }
    }
    return { distance, paths };
  });
  return Array.from({ length: n }, (_, v) => {
    let sum = 0;
    for (let s = 0; s < n; s++) {
      for (let t = s + 1; t < n; t++) {
        if (s === v || t === v || searched[s].distance[t] === Infinity) continue;
        if (searched[s].distance[v] + searched[v].distance[t] > searched[s].distance[t]) continue;
        sum += (searched[s].paths[v] * searched[v].paths[t]) / searched[s].paths[t];
      }
    }
    return sum / (((n - 1) * (n - 2)) / 2);
  });
}

describe('betweenness', () => {
  it.each(unweightedCases)('%s: as networkx', (_, wanted) => {
    expectClose(betweenness(graphOf(wanted)), wanted.betweenness);
  });

  it('is the sum over pairs, on graphs whose levels are searched from either side', () => {
    for (const [n, edges] of [
      [40, 60],
      [40, 200],
      [60, 70],
      [60, 900],
    ] as const) {
      // biome-ignore format: one line
      const rng = random(n, 'pairs', edges);
      const chosen = new Set<number>();
      while (chosen.size < edges) {
        const [a, b] = [rng.integer(n), rng.integer(n)];
        if (a < b) chosen.add(a * n + b);
      }
      const graph = graphOf({ n: n + 2, edges: [...chosen].map((key) => [Math.floor(key / n), key % n] as const) });
      expectClose(betweenness(graph), byPairs(graph), 1e-12);
    }
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
