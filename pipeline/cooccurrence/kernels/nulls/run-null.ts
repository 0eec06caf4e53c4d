/**
 * All replicates of one null, shared among worker threads in small ranges. With one thread they run here.
 * The result is the same for any number of threads: see replicates.ts.
 */
import { inSharedMemory, openWorkerPool } from '../../../../src/workers/worker-pool.ts';
import type { NullSource } from './drawn.ts';
import { emptyCounts } from './edge-survival.ts';
import type { Answer, Question, Range, WorkerInput } from './null-worker.ts';
import { askedOf, type MatchedInput, openReplicates } from './replicates.ts';

/** Replicates asked for at a time: few enough that workers end together. */
const CHUNK = 8;

const MODULE = new URL('./null-worker.ts', import.meta.url);

interface RunOptions {
  readonly replicates: number;
  readonly threads: number;
  advance(count: number): void;
}

export interface NullRun {
  /** [B, S] row-major, columns in the order of askedOf. */
  readonly values: Float64Array;
  /** |r| of every pair of every replicate, counted: see edge-survival.ts. */
  readonly counts: Float64Array;
}

export async function runNull(nullInput: MatchedInput, source: NullSource, options: RunOptions): Promise<NullRun> {
  const { replicates, threads, advance } = options;
  const size = askedOf(nullInput).length;
  const all = new Float64Array(replicates * size);
  const put = (from: number, values: Float64Array): void => {
    all.set(values, from * size);
    advance(values.length / size);
  };
  const ranges: Range[] = [];
  for (let from = 0; from < replicates; from += CHUNK) ranges.push({ from, to: Math.min(replicates, from + CHUNK) });
  if (threads === 1) {
    const runner = await openReplicates(nullInput, source);
    for (const { from, to } of ranges) put(from, await runner.run(from, to));
    await runner.release();
    return { values: all, counts: runner.counts() };
  }
  const input: WorkerInput = { nullInput: inSharedMemory(nullInput), source: inSharedMemory(source) };
  const pool = openWorkerPool<Question, Answer>(MODULE, input, Math.min(threads, ranges.length));
  try {
    await Promise.all(
      ranges.map(async (range) => {
        const { values } = await pool.ask(range);
        put(range.from, values);
      }),
    );
    // Counts are whole numbers: their sum does not depend on who counted what.
    const counts = emptyCounts();
    for (const { values } of await pool.askEach('counts')) values.forEach((own, i) => (counts[i] += own));
    return { values: all, counts };
  } finally {
    await pool.close();
  }
}
