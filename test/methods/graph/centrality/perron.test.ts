import { describe, expect, it } from 'vitest';
import { perron } from '../../../../src/methods/graph/centrality/perron.ts';
import { random } from '../../../../src/random.ts';
import { expectClose, graphOf } from '../oracle.ts';

const all = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

describe('perron', () => {
  it('knows a long path, whose spectral gap is small', () => {
    const n = 400;
    const path = graphOf({ n, edges: Array.from({ length: n - 1 }, (_, i) => [i, i + 1] as const) });
    const { value, vector } = perron(path, all(n));
    expect(value).toBeCloseTo(2 * Math.cos(Math.PI / (n + 1)), 13);
    const wanted = Array.from(
      { length: n },
      (_, i) => Math.sqrt(2 / (n + 1)) * Math.sin(((i + 1) * Math.PI) / (n + 1)),
    );
    for (let i = 0; i < n; i++) expect(Math.abs(vector[i] - wanted[i])).toBeLessThan(1e-10);
  });

  it('knows a bipartite graph, where plain power iteration never settles', () => {
    const { value, vector } = perron(graphOf({ n: 4, edges: [[0, 1], [0, 2], [0, 3]] }), all(4)); // biome-ignore format: one line
    expect(value).toBeCloseTo(Math.sqrt(3), 14);
    expectClose(vector, [Math.SQRT1_2, ...Array(3).fill(1 / Math.sqrt(6))]);
  });

  it('takes the nodes of one component out of a larger graph', () => {
    const graph = graphOf({ n: 5, edges: [[0, 4], [1, 2], [2, 3], [1, 3]] }); // biome-ignore format: one line
    const { value, vector } = perron(graph, Int32Array.of(1, 2, 3));
    expect(value).toBeCloseTo(2, 14);
    expectClose(vector, Array(3).fill(1 / Math.sqrt(3)));
  });

  it('knows cliques, rings and complete bipartite graphs', () => {
    const clique = (n: number) => Array.from({ length: n }, (_, a) => Array.from({ length: n - a - 1 }, (_, k) => [a, a + 1 + k] as const)).flat(); // biome-ignore format: one line
    for (const n of [2, 3, 7, 40]) {
      const { value, vector } = perron(graphOf({ n, edges: clique(n) }), all(n));
      expect(value).toBeCloseTo(n - 1, 11);
      expectClose(vector, Array(n).fill(1 / Math.sqrt(n)), 1e-12);
    }
    const ring = Array.from({ length: 9 }, (_, i) => [i, (i + 1) % 9] as const);
    expect(perron(graphOf({ n: 9, edges: ring }), all(9)).value).toBeCloseTo(2, 13);
    const [left, right] = [3, 12];
    const bipartite = Array.from({ length: left * right }, (_, k) => [k % left, left + Math.floor(k / left)] as const);
    const { value, vector } = perron(graphOf({ n: 15, edges: bipartite }), all(15));
    expect(value).toBeCloseTo(6, 12);
    expectClose(vector, [...Array(left).fill(1 / Math.sqrt(6)), ...Array(right).fill(1 / Math.sqrt(24))], 1e-12);
  });

  it('is an eigenpair, and the largest: no vector has a larger Rayleigh quotient', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const rng = random(seed, 'perron');
      const n = 60;
      const edges = Array.from({ length: n - 1 }, (_, i) => [rng.integer(i + 1), i + 1] as const);
      const graph = graphOf({ n, edges, weights: edges.map(() => 0.05 + rng.uniform()) });
      const { value, vector } = perron(graph, all(n));
      const image = (x: ArrayLike<number>) =>
        Float64Array.from({ length: n }, (_, i) => {
          let sum = 0;
          for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) sum += graph.weights[k] * x[graph.targets[k]];
          return sum;
        });
      image(vector).forEach((y, i) => {
        expect(Math.abs(y - value * vector[i])).toBeLessThan(1e-12 * value);
        expect(vector[i]).toBeGreaterThan(0);
      });
      for (let trial = 0; trial < 20; trial++) {
        const x = Float64Array.from({ length: n }, () => rng.normal());
        const y = image(x);
        const quotient = x.reduce((sum, xi, i) => sum + xi * y[i], 0) / x.reduce((sum, xi) => sum + xi * xi, 0);
        expect(quotient).toBeLessThanOrEqual(value);
      }
    }
  });

  it('tells two cliques of nearly equal eigenvalue apart, far from each other', () => {
    const clique = (from: number) => Array.from({ length: 780 }, (_, k) => k).map((k) => {
      const a = Math.floor((79 - Math.sqrt(79 ** 2 - 8 * k)) / 2); // row of the k-th pair of 40 nodes
      return [from + a, from + a + 1 + k - (a * (79 - a)) / 2] as const;
    }); // biome-ignore format: one line
    const bridge = Array.from({ length: 21 }, (_, i) => [39 + i, 40 + i] as const);
    const edges = [...clique(0), ...clique(60), ...bridge, [60, 101], [100, 101]] as const;
    const graph = graphOf({ n: 102, edges });
    const { value, vector } = perron(graph, all(102));
    expect(Math.max(...vector.subarray(0, 39))).toBeLessThan(1e-2 * Math.max(...vector.subarray(61)));
    for (let i = 0; i < 102; i++) {
      let image = 0;
      for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) image += vector[graph.targets[k]];
      expect(Math.abs(image - value * vector[i])).toBeLessThan(1e-12 * value);
    }
  });

  it('follows the unit of the weights', () => {
    const edges = [[0, 1], [1, 2], [2, 3], [1, 3]] as const; // biome-ignore format: one line
    const weights = [0.5, 0.9, 0.4, 0.8];
    const one = perron(graphOf({ n: 4, edges, weights }), all(4));
    const tenth = perron(graphOf({ n: 4, edges, weights: weights.map((weight) => weight / 10) }), all(4));
    expect(tenth.value).toBeCloseTo(one.value / 10, 14);
    expectClose(tenth.vector, one.vector, 1e-12);
  });

  it('refuses a single node', () => {
    expect(() => perron(graphOf({ n: 1, edges: [] }), Int32Array.of(0))).toThrow('1 nodes');
  });
});
