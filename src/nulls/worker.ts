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

const port = parentPort;
if (port === null) throw new Error('nulls/worker: loaded outside a worker thread');
const { ingredients, source } = workerData.input as WorkerInput;
const replicates = await openReplicates(ingredients, source);
port.on('message', async ({ from, to }: Range) => {
  const values = await replicates.run(from, to);
  port.postMessage({ from, values });
});
