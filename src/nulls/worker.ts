/** A worker thread of run.ts: opens the null it is given, then computes the ranges of replicates it is asked for. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Ingredients, type NullSource, openReplicates } from './replicates.ts';

export interface WorkerInput {
  readonly ingredients: Ingredients;
  readonly source: NullSource;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What a worker is asked: a range of replicates, or, at the end, its counts. */
export type Request = Range | 'counts';

export type Answer = { readonly from: number; readonly values: Float64Array } | { readonly counts: Float64Array };

const port = parentPort;
if (port === null) throw new Error('nulls/worker: loaded outside a worker thread');
const { ingredients, source } = workerData.input as WorkerInput;
const replicates = await openReplicates(ingredients, source);
port.on('message', async (request: Request) => {
  const answer: Answer =
    request === 'counts'
      ? { counts: replicates.counts() }
      : { from: request.from, values: await replicates.run(request.from, request.to) };
  port.postMessage(answer);
});
