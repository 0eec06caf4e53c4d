import { describe, expect, it } from 'vitest';
import { modularity } from '../../../../src/methods/graph/communities/modularity.ts';
import { cases, expectClose, graphOf } from '../oracle.ts';

/** Σ_ij [A_ij - γ k_i k_j / 2m] δ(c_i, c_j) / 2m, the definition pair by pair. */
function byPairs(graph: ReturnType<typeof graphOf>, labels: readonly number[], resolution: number): number {
  const k = Array.from({ length: graph.n }, (_, i) =>
    graph.weights.subarray(graph.offsets[i], graph.offsets[i + 1]).reduce((sum, w) => sum + w, 0),
  );
  const twiceM = k.reduce((sum, x) => sum + x, 0);
  let q = 0;
  for (let i = 0; i < graph.n; i++) {
    for (let e = graph.offsets[i]; e < graph.offsets[i + 1]; e++) {
      if (labels[i] === labels[graph.targets[e]]) q += graph.weights[e] / twiceM;
    }
    for (let j = 0; j < graph.n; j++) if (labels[i] === labels[j]) q -= (resolution * k[i] * k[j]) / twiceM ** 2;
  }
  return q;
}

describe('modularity', () => {
  it.each(cases)('%s: as networkx, and as the sum over pairs', (_, wanted) => {
    const graph = graphOf(wanted);
    for (const { labels, resolution, modularity: q } of wanted.greedy) {
      const found = modularity(graph, Int32Array.from(labels), resolution);
      expect(Math.abs(found - q)).toBeLessThan(1e-12);
      expect(Math.abs(found - byPairs(graph, labels, resolution))).toBeLessThan(1e-12);
    }
  });

  it('is 0 for one cluster, and 1/2 for two equal cliques apart', () => {
    const two = graphOf({ n: 6, edges: [[0, 1], [0, 2], [1, 2], [3, 4], [3, 5], [4, 5]] }); // biome-ignore format: one line
    expectClose([modularity(two, new Int32Array(6)) + 1], [1]);
    expect(modularity(two, Int32Array.of(0, 0, 0, 1, 1, 1))).toBe(0.5);
  });

  it('is 0 without edges', () => {
    expect(modularity(graphOf({ n: 3, edges: [] }), Int32Array.of(0, 1, 2))).toBe(0);
  });

  it('refuses labels of the wrong number and a bad resolution', () => {
    const graph = graphOf({ n: 2, edges: [[0, 1]] });
    expect(() => modularity(graph, Int32Array.of(0))).toThrow('1 labels');
    expect(() => modularity(graph, Int32Array.of(0, 0), -1)).toThrow('resolution -1');
    expect(() => modularity(graph, Int32Array.of(0, 0), Number.NaN)).toThrow('resolution NaN');
  });
});
