/**
 * All replicates of one null, shared among worker threads in small ranges. With one thread they run here.
 * The result is the same for any number of threads: see replicates.ts.
 */
import { Worker } from 'node:worker_threads';
import { inSharedMemory } from '../workers/shared-memory.ts';
import { emptyCounts } from './edge-survival.ts';
import { type Ingredients, type NullSource, namesOf, openReplicates } from './replicates.ts';
import type { Answer, Range, WorkerInput } from './worker.ts';

/** Replicates asked for at a time: few enough that workers end together. */
const CHUNK = 8;

const START = new URL('../workers/start.mjs', import.meta.url);
const MODULE = new URL('./worker.ts', import.meta.url).href;

export interface RunOptions {
  readonly replicates: number;
  readonly threads: number;
  advance(count: number): void;
}

export interface NullRun {
  /** [B, S] row-major, columns in the order of namesOf. */
  readonly values: Float64Array;
  /** |r| of every pair of every replicate, counted: see edge-survival.ts. */
  readonly counts: Float64Array;
}

export async function runNull(ingredients: Ingredients, source: NullSource, options: RunOptions): Promise<NullRun> {
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
    return { values: all, counts: runner.counts() };
  }
  const input: WorkerInput = { ingredients: inSharedMemory(ingredients), source: inSharedMemory(source) };
  const workers = Array.from({ length: Math.min(threads, Math.ceil(replicates / CHUNK)) }, () => {
    return new Worker(START, { workerData: { module: MODULE, input } });
  });
  try {
    const found = await Promise.all(workers.map((worker) => drive(worker, take, put)));
    // Counts are whole numbers: their sum does not depend on who counted what.
    const counts = emptyCounts();
    for (const own of found) for (let i = 0; i < counts.length; i++) counts[i] += own[i];
    return { values: all, counts };
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Feeds one worker until no range is left; its counts. */
function drive(
  worker: Worker,
  take: () => Range | undefined,
  put: (from: number, values: Float64Array) => void,
): Promise<Float64Array> {
  return new Promise((resolve, reject) => {
    const ask = (): void => worker.postMessage(take() ?? 'counts');
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`nulls: a worker thread ended with status ${code}`)));
    worker.on('message', (answer: Answer) => {
      if ('counts' in answer) return resolve(answer.counts);
      put(answer.from, answer.values);
      ask();
    });
    ask();
  });
}
