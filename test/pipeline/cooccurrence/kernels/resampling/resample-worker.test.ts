import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { attributionNetwork } from '../../../../../pipeline/cooccurrence/kernels/network/attribution-network.ts';
import { findings } from '../../../../../pipeline/cooccurrence/kernels/resampling/resample-task.ts';
import type { WorkerInput } from '../../../../../pipeline/cooccurrence/kernels/resampling/resample-worker.ts';
import { inSharedMemory } from '../../../../../src/workers/worker-pool.ts';

const START = new URL('../../../../../src/workers/start.mjs', import.meta.url);
const MODULE = new URL('../../../../../pipeline/cooccurrence/kernels/resampling/resample-worker.ts', import.meta.url)
  .href;

const input: WorkerInput = {
  matrix: { rows: 5, cols: 3, values: Float64Array.of(1, 2, 5, 2, 4, 1, 3, 6.5, 3, 4, 8, 9, 5, 9, 2) },
  rule: { threshold: 0.9, strict: true, sign: 'absolute' },
  correlation: { method: 'spearman', gains: null, covariates: [] },
  task: { measures: true, clusterings: null },
};

describe('resample worker', () => {
  it('answers each question about the prompts it names, in order', async () => {
    const worker = new Worker(START, { workerData: { module: MODULE, input: inSharedMemory(input) } });
    const questions = [Int32Array.of(0, 1, 2, 3, 4), Int32Array.of(0, 1, 3)];
    try {
      const answers: unknown[] = [];
      const done = new Promise((resolve, reject) => {
        worker.on('error', reject);
        worker.on('message', (answer) => answers.push(answer) === questions.length && resolve(answers));
      });
      for (const question of questions) worker.postMessage(question);
      const wanted = questions.map((rows) =>
        findings(attributionNetwork(input.matrix, input.rule, input.correlation, rows), input.task),
      );
      expect(await done).toEqual(wanted);
    } finally {
      await worker.terminate();
    }
  });

  it('does nothing when it is loaded for its types in the main thread', async () => {
    const listening = process.eventNames().map((name) => [name, process.listenerCount(name)]);
    const module = await import('../../../../../pipeline/cooccurrence/kernels/resampling/resample-worker.ts');
    expect(Object.keys(module)).toEqual([]);
    expect(process.eventNames().map((name) => [name, process.listenerCount(name)])).toEqual(listening);
  });
});
