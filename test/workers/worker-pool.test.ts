import { afterEach, describe, expect, it } from 'vitest';
import { inSharedMemory, openWorkerPool, type WorkerPool } from '../../src/workers/worker-pool.ts';

/** Answers with [its own number, question × factor]; 'throw' and 'end' do what they say. */
const WORKER = `
import { parentPort, threadId, workerData } from 'node:worker_threads';
parentPort.on('message', (question) => {
  if (question === 'throw') throw new RangeError('thrown in a worker');
  if (question === 'end') process.exit(3);
  parentPort.postMessage([threadId, question * workerData.input.factor]);
});`;
const MODULE = new URL(`data:text/javascript,${encodeURIComponent(WORKER)}`);

describe('openWorkerPool', () => {
  let pool: WorkerPool<number | string, [worker: number, product: number]>;
  const open = (count: number) => {
    pool = openWorkerPool(MODULE, { factor: 10 }, count);
    return pool;
  };
  afterEach(() => pool.close());

  it('answers every question with its own answer, more questions than workers', async () => {
    const { ask } = open(2);
    const found = await Promise.all(Array.from({ length: 9 }, (_, i) => ask(i)));
    expect(found.map(([, product]) => product)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80]);
    expect(new Set(found.map(([worker]) => worker)).size).toBeLessThanOrEqual(2);
    expect((await ask(9))[1]).toBe(90);
  });

  it('asks each worker once, and goes on with questions for any', async () => {
    const { ask, askEach } = open(3);
    const found = await askEach(4);
    expect(found.map(([, product]) => product)).toEqual([40, 40, 40]);
    expect(new Set(found.map(([worker]) => worker)).size).toBe(3);
    expect((await ask(1))[1]).toBe(10);
    expect(await askEach(5)).toHaveLength(3);
  });

  it('refuses to ask each while one is at work', async () => {
    const { ask, askEach } = open(2);
    const first = ask(1);
    expect(() => askEach(2)).toThrow('still at work');
    expect((await first)[1]).toBe(10);
  });

  it.each([
    ['throw', 'thrown in a worker'],
    ['end', 'ended with status 3'],
  ])('fails every question, waiting and later, when a worker does: %s', async (question, message) => {
    const { ask } = open(1);
    const [broken, waiting] = await Promise.allSettled([ask(question), ask(1)]);
    for (const found of [broken, waiting]) {
      expect(found.status).toBe('rejected');
      expect(String((found as PromiseRejectedResult).reason)).toContain(message);
    }
    await expect(ask(2)).rejects.toThrow(message);
  });
});

describe('inSharedMemory', () => {
  it('keeps every value and moves typed arrays, however deep', () => {
    const data = { name: 'x', none: null, list: [1, { deep: Int32Array.of(1, 2) }], f64: Float64Array.of(0.1), f32: Float32Array.of(0.1) }; // biome-ignore format: one line
    const moved = inSharedMemory(data);
    expect(moved).toEqual(data);
    for (const array of [moved.f64, moved.f32, (moved.list[1] as { deep: Int32Array }).deep])
      expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(data.f64.buffer).not.toBeInstanceOf(SharedArrayBuffer);
  });

  it('refuses other typed arrays', () => {
    expect(() => inSharedMemory({ bytes: new Uint8Array(2) })).toThrow('Uint8Array, expected Float64Array');
  });
});
