/**
 * All replicates of one null, shared among worker threads in small ranges. With one thread they run here.
 * The result is the same for any number of threads: see replicates.ts.
 */
import { Worker } from 'node:worker_threads';
import { inSharedMemory } from '../workers/shared-memory.ts';
import { type Ingredients, type NullSource, namesOf, openReplicates } from './replicates.ts';
import type { Range, WorkerInput } from './worker.ts';

/** Replicates asked for at a time: few enough that workers end together. */
const CHUNK = 8;

const START = new URL('../workers/start.mjs', import.meta.url);
const MODULE = new URL('./worker.ts', import.meta.url).href;

export interface RunOptions {
  readonly replicates: number;
  readonly threads: number;
  advance(count: number): void;
}

/** @returns [B, S] row-major, columns in the order of statisticNames */
export async function runNull(
  ingredients: Ingredients,
  source: NullSource,
  options: RunOptions,
): Promise<Float64Array> {
  const { replicates, threads, advance } = options;
  const size = namesOf(ingredients).length;
  const all = new Float64Array(replicates * size);
  let next = 0;
  const take = (): Range | undefined => {
    if (next >= replicates) return undefined;
    const from = next;
    next = Math.min(replicates, from + CHUNK);
    return { from, to: next };
  };
  const put = (from: number, values: Float64Array): void => {
    all.set(values, from * size);
    advance(values.length / size);
  };
  if (threads === 1) {
    const runner = await openReplicates(ingredients, source);
    for (let range = take(); range !== undefined; range = take())
      put(range.from, await runner.run(range.from, range.to));
    await runner.release();
    return all;
  }
  const input: WorkerInput = { ingredients: inSharedMemory(ingredients), source: inSharedMemory(source) };
  const workers = Array.from({ length: Math.min(threads, Math.ceil(replicates / CHUNK)) }, () => {
    return new Worker(START, { workerData: { module: MODULE, input } });
  });
  try {
    await Promise.all(workers.map((worker) => drive(worker, take, put)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return all;
}

/** Feeds one worker until no range is left. */
function drive(
  worker: Worker,
  take: () => Range | undefined,
  put: (from: number, values: Float64Array) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const ask = (): void => {
      const range = take();
      if (range === undefined) resolve();
      else worker.postMessage(range);
    };
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`nulls: a worker thread ended with status ${code}`)));
    worker.on('message', ({ from, values }: { from: number; values: Float64Array }) => {
      put(from, values);
      ask();
    });
    ask();
  });
}
