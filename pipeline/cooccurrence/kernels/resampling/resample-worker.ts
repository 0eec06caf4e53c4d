/** A thread that makes networks of fewer prompts from a shared matrix and answers one question about each: see resampling.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import type { NetworkRule } from '../../../../src/methods/graph/edges/select-edges.ts';
import type { CorrelationOptions } from '../../../../src/methods/stats/correlation/correlation-options.ts';
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import { attributionNetwork } from '../network/attribution-network.ts';
import { type Findings, findings, type Task } from './resample-task.ts';

/** What networks are made of. */
export interface Source {
  readonly matrix: Matrix;
  readonly rule: NetworkRule;
  readonly correlation: CorrelationOptions;
}

export interface WorkerInput extends Source {
  readonly task: Task;
}

/** A question is the rows of the prompts, [n]; its answer what was found on them. Loaded by the main thread for its types alone. */
export type Question = Int32Array;
export type Answer = Findings;

if (parentPort !== null) {
  const port = parentPort;
  const { matrix, rule, correlation, task } = workerData.input as WorkerInput;
  port.on('message', (rows: Question) => {
    const answer: Answer = findings(attributionNetwork(matrix, rule, correlation, rows), task);
    port.postMessage(answer);
  });
}
