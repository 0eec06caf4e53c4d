import { describe, expect, it } from 'vitest';
import { perron } from '../../src/network/perron.ts';
import { expectClose, graphOf } from './oracle.ts';

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

  it('refuses a single node', () => {
    expect(() => perron(graphOf({ n: 1, edges: [] }), Int32Array.of(0))).toThrow('1 nodes');
  });
});
