/**
 * How much one run of the outcome graph holds, a compromise between the rate of its matrix products and its memory, and how many runs
 * are under way at the same time.
 */
import { batchBytes } from '../../memory-budget.ts';
import type { ModelConfig } from '../model/config.ts';
import type { RunLimits } from './packed-batch.ts';

/** Positions: enough rows for the matrix products to reach their full rate. */
export const MAX_POSITIONS = 1536;
/** Bytes for rows over the vocabulary, of which about six live at a time: logits, log p, the baseline, their difference. */
const VOCABULARY_BYTES = 96 * 2 ** 20;
const ROWS_HELD = 6;
/** Vectors of width D that a position holds on its way through a block: the feed-forward's four times as wide, keys, values, sums. */
const VECTORS_HELD = 16;
/** Of a worker beside its run: a JavaScript heap, a session over the shared weights, results on their way back. */
export const WORKER_BYTES = 200 * 2 ** 20;

/** About what a run takes within its limits. */
export function runBytes(sizes: Pick<ModelConfig, 'vocabSize' | 'dModel'>, limits: RunLimits): number {
  return 4 * (limits.rows * VECTORS_HELD * sizes.dModel + limits.sequences * ROWS_HELD * sizes.vocabSize);
}

/** Rows that `nBytes` allow, where nothing is over the vocabulary. */
export function rowLimit(dModel: number, nBytes: number): number {
  return Math.max(1, Math.min(MAX_POSITIONS, Math.floor(nBytes / (4 * VECTORS_HELD * dModel))));
}

/** @param nBytes what one run may hold */
export function runLimits(
  { vocabSize, dModel }: Pick<ModelConfig, 'vocabSize' | 'dModel'>,
  nBytes: number = Number.POSITIVE_INFINITY,
): RunLimits {
  const within = (most: number, each: number): number => Math.max(1, Math.floor(most / (4 * each)));
  return {
    rows: rowLimit(dModel, nBytes / 2),
    sequences: within(Math.min(VOCABULARY_BYTES, nBytes / 2), ROWS_HELD * vocabSize),
  };
}

/** Share of the memory that weights may be counted with over all sessions: each maps the same ones once more. */
const MAPPED_SHARE = 0.3;

interface Division {
  /** What one run may hold, whatever the number of threads: the bits of a result depend on what is computed together. */
  readonly nBytes: number;
  /** Sessions that run at the same time, each in a worker thread where there are several. */
  readonly sessions: number;
  /** Threads inside an operator of each. The bits do not depend on them. */
  readonly threadsEach: number;
}

/**
 * A session of one thread for each thread where weights are small, which is fastest; fewer sessions with several threads inside each
 * operator where their mappings would fill the memory, down to one session for gpt2-medium within 4 GiB.
 * @param weightBytes of one session
 */
export function divideMemory(memoryBytes: number, weightBytes: number, threads: number): Division {
  const nBytes = batchBytes(memoryBytes, weightBytes);
  const fitting = Math.floor((memoryBytes - weightBytes) / (WORKER_BYTES + nBytes));
  const mapped = Math.floor((memoryBytes * MAPPED_SHARE) / weightBytes);
  let sessions = Math.max(1, Math.min(threads, fitting, mapped));
  // No core is left idle.
  while (threads % sessions !== 0) sessions--;
  return { nBytes, sessions, threadsEach: threads / sessions };
}
