/** A thread with a session of its own: runs what it is sent and sends the results back. See session-pool.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Feeds, type Results, Session, type SessionOptions } from './runtime.ts';

export interface SessionWorkerInput {
  readonly model: Uint8Array;
  readonly options: SessionOptions;
  /** The same in every run. */
  readonly fixed: Feeds;
}

/** A question is the rest of the feeds. Loaded by the main thread for its types alone. */
export type Question = Feeds;
export type Answer = { readonly results: Results } | { readonly error: unknown };

if (parentPort !== null) {
  const port = parentPort;
  const { model, options, fixed } = workerData.input as SessionWorkerInput;
  const session = Session.load(model, options);
  port.on('message', async (feeds: Question) => {
    const answer: Answer = await session
      .then(
        async (open) => ({ results: await open.run({ ...fixed, ...feeds }) }),
        (error: unknown) => ({ error }),
      )
      .catch((error: unknown) => ({ error }));
    port.postMessage(answer);
  });
}
