import { describe, expect, it } from 'vitest';
import { adjacencyProduct, rowSum, weightedRowSum } from '../../../../src/methods/graph/communities/row-sum.ts';
import { unweighted } from '../../../../src/methods/graph/csr-graph.ts';
import { random } from '../../../../src/random.ts';
import { cases, expectClose, graphOf } from '../oracle.ts';

describe('rowSum and weightedRowSum', () => {
  const rng = random(1, 'row sum');
  const x = Float64Array.from({ length: 30 }, () => rng.normal());
  const targets = Int32Array.from({ length: 40 }, () => rng.integer(30));
  const weights = Float64Array.from({ length: 40 }, () => rng.uniform());

  it('add up rows of every length, from anywhere', () => {
    for (let from = 0; from < 12; from++) {
      for (let to = from; to < 24; to++) {
        const entries = Array.from({ length: to - from }, (_, k) => from + k);
        expect(rowSum(targets, x, from, to)).toBeCloseTo(
          entries.reduce((sum, k) => sum + x[targets[k]], 0),
          13,
        );
        expect(weightedRowSum(targets, weights, x, from, to)).toBeCloseTo(
          entries.reduce((sum, k) => sum + weights[k] * x[targets[k]], 0),
          13,
        );
      }
    }
  });

  it('are exact on whole numbers, and 0 for an empty row', () => {
    const whole = Float64Array.from(x, (_, i) => i);
    expect(rowSum(targets, whole, 0, 40)).toBe(targets.reduce((sum, target) => sum + target, 0));
    expect(rowSum(targets, whole, 5, 5)).toBe(0);
    expect(weightedRowSum(targets, weights, x, 5, 5)).toBe(0);
  });
});

describe('adjacencyProduct', () => {
  it.each(cases)('%s: is the dense matrix times the vector, weighted and counted', (_, wanted) => {
    const rng = random(1, 'product', wanted.name);
    const x = Float64Array.from({ length: wanted.n }, () => rng.normal());
    for (const graph of [graphOf(wanted), unweighted(graphOf(wanted))]) {
      const dense = Array.from({ length: wanted.n }, () => new Float64Array(wanted.n));
      wanted.edges.forEach(([a, b]) => {
        const weight = graph.weights[graph.offsets[a] + graph.targets.subarray(graph.offsets[a]).indexOf(b)];
        dense[a][b] = weight;
        dense[b][a] = weight;
      });
      const y = new Float64Array(wanted.n).fill(7);
      adjacencyProduct(graph)(x, y);
      expectClose(
        y,
        dense.map((row) => row.reduce((sum, weight, j) => sum + weight * x[j], 0)),
        1e-12,
      );
    }
  });

  it('counts rows of every length', () => {
    // Node i of a half graph has i neighbours: every remainder of four, and none.
    const n = 12;
    const edges = Array.from({ length: n }, (_, a) => Array.from({ length: n }, (_, b) => [a, b] as const))
      .flat()
      .filter(([a, b]) => a < b && a + b >= n);
    const y = new Float64Array(n);
    adjacencyProduct(graphOf({ n, edges }))(new Float64Array(n).fill(1), y);
    expect([...y]).toEqual(Array.from({ length: n }, (_, i) => edges.filter((edge) => edge.includes(i)).length));
    expect(new Set(y).size).toBeGreaterThan(8);
  });

  it('reads a single weight that is not 1', () => {
    const y = new Float64Array(3);
    adjacencyProduct(graphOf({ n: 3, edges: [[0, 1], [1, 2]], weights: [1, 0.5] }))(Float64Array.of(1, 2, 4), y); // biome-ignore format: one line
    expect([...y]).toEqual([2, 3, 1]);
  });

  it('takes no nodes', () => {
    expect(() =>
      adjacencyProduct(graphOf({ n: 0, edges: [] }))(new Float64Array(0), new Float64Array(0)),
    ).not.toThrow();
  });
});
