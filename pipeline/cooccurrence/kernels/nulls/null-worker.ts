/** A worker thread of run-null.ts: opens each null that it is given, then computes the ranges of replicates it is asked for. */
import { parentPort, workerData } from 'node:worker_threads';
import type { NullSource } from './drawn.ts';
import { type MatchedInput, openReplicates, type ReplicateRunner } from './replicates.ts';

export interface WorkerInput {
  readonly nullInput: MatchedInput;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The null that is asked from now on; a range of its replicates; or, at the end, how often the worker saw each |r|. */
export type Question = { readonly source: NullSource } | Range | 'counts';
/** Nothing of a null; the statistics of the range, row by row; or the counts. */
export interface Answer {
  readonly values: Float64Array;
}

if (parentPort !== null) {
  const port = parentPort;
  const { nullInput } = workerData.input as WorkerInput;
  let replicates: ReplicateRunner | undefined;
  const answer = async (question: Question): Promise<Float64Array> => {
    if (typeof question === 'object' && 'source' in question) {
      await replicates?.release();
      replicates = await openReplicates(nullInput, question.source);
      return new Float64Array(0);
    }
    if (replicates === undefined) throw new Error('null worker: asked before it was given a null');
    return question === 'counts' ? replicates.counts() : await replicates.run(question.from, question.to);
  };
  port.on('message', async (question: Question) => {
    const answered: Answer = { values: await answer(question) };
    port.postMessage(answered);
  });
}
