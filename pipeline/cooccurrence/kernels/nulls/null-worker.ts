/** A worker thread of run.ts: opens the null it is given, then computes the ranges of replicates it is asked for. */
import { parentPort, workerData } from 'node:worker_threads';
import type { NullSource } from './drawn.ts';
import { type MatchedInput, openReplicates } from './replicates.ts';

export interface WorkerInput {
  readonly nullInput: MatchedInput;
  readonly source: NullSource;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A range of replicates, or, at the end, how often the worker saw each |r|. */
export type Question = Range | 'counts';
/** The statistics of the range, row by row; or the counts. */
export interface Answer {
  readonly values: Float64Array;
}

if (parentPort !== null) {
  const port = parentPort;
  const { nullInput, source } = workerData.input as WorkerInput;
  const replicates = await openReplicates(nullInput, source);
  port.on('message', async (question: Question) => {
    const values = question === 'counts' ? replicates.counts() : await replicates.run(question.from, question.to);
    const answer: Answer = { values };
    port.postMessage(answer);
  });
}
