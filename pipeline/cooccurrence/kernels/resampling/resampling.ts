/**
 * Networks of fewer prompts, wherever they are made soonest: here, one after the other; in worker threads that share the
 * matrix, when there are enough of them to repay the half second that a thread takes to start; and here again in blocks, each
 * with all threads of the model runtime, when pairs are too many to be held. The answers are the same.
 */

import { openBlockProducts } from '../../../../src/engine/onnx/block-product.ts';
import type { Graph } from '../../../../src/methods/graph/csr-graph.ts';
import { inSharedMemory, openWorkerPool } from '../../../../src/workers/worker-pool.ts';
import { attributionNetwork } from '../network/attribution-network.ts';
import { blockedNetwork } from '../network/blocked-network.ts';
import { type Findings, findings, type Task } from './resample-task.ts';
import type { Answer, Question, Source, WorkerInput } from './resample-worker.ts';

const MODULE = new URL('./resample-worker.ts', import.meta.url);

/** Multiplications over all networks from which threads pay: about two seconds of them. */
const WORTH_THREADS = 2e9;

export interface ResamplingOptions {
  readonly threads: number;
  /** How many networks will be asked for. */
  readonly networks: number;
  /** Pairs of features that may be held at once. */
  readonly most: number;
}

interface OpenResampling {
  /** The answer about the prompts at these rows. */
  over(rows: Int32Array): Promise<Findings>;
  close(): Promise<void>;
}

export async function openResampling(source: Source, task: Task, options: ResamplingOptions): Promise<OpenResampling> {
  const { rows, cols } = source.matrix;
  const pairs = (cols * (cols - 1)) / 2;
  if (pairs > options.most) return inBlocks(source, task, options);
  const threads = Math.min(options.threads, options.networks);
  return threads > 1 && options.networks * pairs * rows > WORTH_THREADS
    ? inThreads(source, task, threads)
    : { over: oneByOne((rows) => plain(source, rows), task), close: async () => undefined };
}

async function plain({ matrix, rule, correlation }: Source, rows: Int32Array): Promise<Graph> {
  return attributionNetwork(matrix, rule, correlation, rows);
}

/** Answers in the order of asking, one at a time. */
function oneByOne(make: (rows: Int32Array) => Promise<Graph>, task: Task): OpenResampling['over'] {
  let last: Promise<unknown> = Promise.resolve();
  return (rows) => {
    const answer = last.then(async () => findings(await make(rows), task));
    last = answer.catch(() => undefined); // who asked is told; the next question is another one
    return answer;
  };
}

async function inBlocks(source: Source, task: Task, { threads, most }: ResamplingOptions): Promise<OpenResampling> {
  const blocks = await openBlockProducts(threads);
  const { matrix, rule, correlation } = source;
  const make = (rows: Int32Array) => blockedNetwork(matrix, rule, correlation, { product: blocks.product, most, rows });
  return { over: oneByOne(make, task), close: () => blocks.release() };
}

function inThreads(source: Source, task: Task, threads: number): OpenResampling {
  const input: WorkerInput = inSharedMemory({ ...source, task });
  const pool = openWorkerPool<Question, Answer>(MODULE, input, threads);
  return { over: pool.ask, close: pool.close };
}
