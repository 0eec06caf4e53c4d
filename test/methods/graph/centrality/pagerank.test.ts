import { describe, expect, it } from 'vitest';
import { pagerank } from '../../../../src/methods/graph/centrality/pagerank.ts';
import { random, shuffle } from '../../../../src/random.ts';
import { broughtBack, cases, expectClose, graphOf, oracle, relabelled } from '../oracle.ts';

describe('pagerank', () => {
  it.each(cases)('%s: as networkx run to convergence', (_, wanted) => {
    const found = pagerank(graphOf(wanted));
    wanted.pagerank.forEach((value, i) => {
      expect(Math.abs(found[i] - value)).toBeLessThan(oracle.tolerance.pagerank);
    });
    expect(found.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
  });

  it('is equal on a cycle, and without edges', () => {
    expectClose(pagerank(graphOf({ n: 3, edges: [[0, 1], [1, 2], [0, 2]] })), Array(3).fill(1 / 3)); // biome-ignore format: one line
    expectClose(pagerank(graphOf({ n: 4, edges: [] })), Array(4).fill(0.25));
    expect(pagerank(graphOf({ n: 0, edges: [] }))).toHaveLength(0);
  });

  it('solves a star by hand', () => {
    // Hub h, three leaves l: h = 0.15/4 + 0.85 · 3 l, l = 0.15/4 + 0.85 h / 3.
    const hub = (0.15 / 4) * (1 + 3 * 0.85) / (1 - 0.85 ** 2); // biome-ignore format: one line
    const found = pagerank(graphOf({ n: 4, edges: [[0, 1], [0, 2], [0, 3]] })); // biome-ignore format: one line
    expect(found[0]).toBeCloseTo(hub, 13);
    expect(found[1]).toBeCloseTo((1 - hub) / 3, 13);
  });

  it.each(cases)('%s: one step of the definition changes nothing, isolated nodes included', (_, wanted) => {
    const graph = graphOf({ ...wanted, n: wanted.n + 3 });
    const found = pagerank(graph);
    const strength = Float64Array.from(found, (_, i) => graph.weights.subarray(graph.offsets[i], graph.offsets[i + 1]).reduce((sum, w) => sum + w, 0)); // biome-ignore format: one line
    const stranded = found.reduce((sum, x, i) => sum + (strength[i] > 0 ? 0 : x), 0);
    found.forEach((x, i) => {
      let arriving = 0;
      for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++)
        arriving += (graph.weights[k] * found[graph.targets[k]]) / strength[graph.targets[k]];
      expect(Math.abs((0.15 + 0.85 * stranded) / graph.n + 0.85 * arriving - x)).toBeLessThan(1e-14);
    });
  });

  it('settles on a long path and with ties of very different strength', () => {
    const n = 2000;
    const edges = Array.from({ length: n - 1 }, (_, i) => [i, i + 1] as const);
    const weights = edges.map((_, i) => 10 ** (-6 * ((i * 7919) % 1000) / 1000)); // biome-ignore format: one line
    const found = pagerank(graphOf({ n, edges, weights }));
    expect(found.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
    expect(found.every((x) => x > 0.15 / n && x < 10 / n)).toBe(true);
  });

  it('does not read ties of strength 0', () => {
    const found = pagerank(graphOf({ n: 3, edges: [[0, 1], [1, 2]], weights: [0.5, 0] })); // biome-ignore format: one line
    expectClose(found, pagerank(graphOf({ n: 3, edges: [[0, 1]] })), 1e-13); // biome-ignore format: one line
  });

  it('permutes with the names of the nodes', () => {
    const wanted = cases[0][1];
    const order = shuffle(
      Int32Array.from({ length: wanted.n }, (_, i) => i),
      random(1, 'relabel'),
    );
    expectClose(broughtBack(pagerank(relabelled(wanted, order)), order), wanted.pagerank, 1e-10);
  });
});
