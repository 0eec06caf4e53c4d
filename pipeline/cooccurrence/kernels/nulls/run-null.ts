/**
 * All replicates of a null, shared among worker threads in small ranges. With one thread they run here.
 * The result is the same for any number of threads: see replicates.ts. Nulls of a study are run by the same workers, one after another: a
 * thread that starts loads its modules and compiles them, which takes longer than a hundred replicates of a small network.
 */
import { inSharedMemory, openWorkerPool, type WorkerPool } from '../../../../src/workers/worker-pool.ts';
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
}

interface AskOptions extends RunOptions {
  advance(count: number): void;
}

export interface NullRun {
  /** [B, S] row-major, columns in the order of askedOf. */
  readonly values: Float64Array;
  /** |r| of every pair of every replicate, counted: see edge-survival.ts. */
  readonly counts: Float64Array;
}

export interface NullRunner {
  /** @param advance is told how many replicates are done */
  run(source: NullSource, advance: (count: number) => void): Promise<NullRun>;
  close(): Promise<void>;
}

/** One null alone. */
export async function runNull(
  nullInput: MatchedInput,
  source: NullSource,
  { advance, ...options }: AskOptions,
): Promise<NullRun> {
  const runner = openNullRunner(nullInput, options);
  try {
    return await runner.run(source, advance);
  } finally {
    await runner.close();
  }
}

/** Workers start with the first null. */
export function openNullRunner(nullInput: MatchedInput, { replicates, threads }: RunOptions): NullRunner {
  const size = askedOf(nullInput).length;
  const ranges: Range[] = [];
  for (let from = 0; from < replicates; from += CHUNK) ranges.push({ from, to: Math.min(replicates, from + CHUNK) });
  let pool: WorkerPool<Question, Answer> | undefined;
  const open = (): WorkerPool<Question, Answer> => {
    const input: WorkerInput = { nullInput: inSharedMemory(nullInput) };
    return openWorkerPool(MODULE, input, Math.min(threads, ranges.length));
  };
  return {
    async run(source, advance) {
      const values = new Float64Array(replicates * size);
      const put = (from: number, own: Float64Array): void => {
        values.set(own, from * size);
        advance(own.length / size);
      };
      if (threads === 1) {
        const here = await openReplicates(nullInput, source);
        for (const { from, to } of ranges) put(from, await here.run(from, to));
        await here.release();
        return { values, counts: here.counts() };
      }
      pool ??= open();
      const workers = pool;
      await workers.askEach({ source: inSharedMemory(source) });
      await Promise.all(ranges.map(async (range) => put(range.from, (await workers.ask(range)).values)));
      // Counts are whole numbers: their sum does not depend on who counted what.
      const counts = emptyCounts();
      for (const { values: own } of await workers.askEach('counts')) own.forEach((one, i) => (counts[i] += one));
      return { values, counts };
    },
    async close() {
      await pool?.close();
    },
  };
}
