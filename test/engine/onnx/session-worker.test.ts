import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { serialise } from '../../../src/engine/onnx/serialise.ts';
import type { Answer, SessionWorkerInput } from '../../../src/engine/onnx/session-worker.ts';

const START = new URL('../../../src/workers/start.mjs', import.meta.url);
const MODULE = new URL('../../../src/engine/onnx/session-worker.ts', import.meta.url).href;

it('runs what it is sent beside what is fixed, and sends an error back as one', async () => {
  const graph = new Graph('sum');
  graph.output('y', ops.add(graph.input('a', 'float32', [2]), graph.input('b', 'float32', [2])));
  const fixed = { b: { data: Float32Array.of(10, 20), dims: [2] } };
  const input: SessionWorkerInput = { model: serialise(graph), options: { threads: 1 }, fixed };
  const worker = new Worker(START, { workerData: { module: MODULE, input } });
  const ask = (feeds: object): Promise<Answer> =>
    new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.postMessage(feeds);
    });
  try {
    expect(await ask({ a: { data: Float32Array.of(1, 2), dims: [2] } })).toEqual({
      results: { y: { data: Float32Array.of(11, 22), dims: [2] } },
    });
    expect(await ask({})).toHaveProperty('error');
  } finally {
    await worker.terminate();
  }
});
