import { describe, expect, it } from 'vitest';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { floats } from '../../../src/engine/onnx/runtime.ts';
import { openSessionPool } from '../../../src/engine/onnx/session-pool.ts';

/** y = x · w */
function product(): Graph {
  const graph = new Graph('product');
  const x = graph.input('x', 'float32', ['rows', 2]);
  graph.output('y', ops.matmul(x, graph.input('w', 'float32', [2, 2])));
  return graph;
}
const w = { data: Float32Array.of(1, 2, 3, 4), dims: [2, 2] };
const row = (a: number, b: number) => ({ x: { data: Float32Array.of(a, b), dims: [1, 2] } });

describe('openSessionPool', () => {
  it('answers every run with its own result, more runs than workers', async () => {
    const pool = openSessionPool(product(), { w }, { workers: 2 });
    try {
      const found = await Promise.all(Array.from({ length: 9 }, (_, i) => pool.run(row(i, 1))));
      expect(found.map((results) => Array.from(floats(results, 'y')))).toEqual(
        Array.from({ length: 9 }, (_, i) => [i + 3, 2 * i + 4]),
      );
    } finally {
      await pool.release();
    }
  });

  it('refuses a run with wrong feeds and goes on with the next', async () => {
    const pool = openSessionPool(product(), { w }, { workers: 1 });
    try {
      await expect(pool.run({ x: { data: Float32Array.of(1), dims: [1, 1] } })).rejects.toThrow();
      expect(Array.from(floats(await pool.run(row(1, 1)), 'y'))).toEqual([4, 6]);
    } finally {
      await pool.release();
    }
  });

  it('tells every run when a session cannot be opened', async () => {
    const graph = new Graph('broken');
    const weight = graph.external('weight', 'float32', [2], { location: 'missing.bin', offset: 0, nBytes: 8 });
    graph.output('y', ops.add(graph.input('x', 'float32', [1, 2]), weight));
    const pool = openSessionPool(graph, {}, { workers: 2, folder: '/nowhere' });
    try {
      for (let i = 0; i < 3; i++) await expect(pool.run(row(1, 1))).rejects.toThrow(/missing\.bin|nowhere/);
    } finally {
      await pool.release();
    }
  });
});
