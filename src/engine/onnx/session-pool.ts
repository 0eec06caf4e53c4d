/**
 * Several runs of one graph at the same time: worker threads with a session each, of one thread inside unless told otherwise. A run is
 * as long as in one session, none waits for another inside an operator, and the bits do not depend on how many there are. Weights stay
 * mapped from their files, which all sessions share.
 */

import { openWorkerPool } from '../../workers/worker-pool.ts';
import type { Graph } from './onnx-graph.ts';
import type { Feeds, Results, SessionOptions } from './runtime.ts';
import { serialise } from './serialise.ts';
import type { Answer, Question, SessionWorkerInput } from './session-worker.ts';

const MODULE = new URL('./session-worker.ts', import.meta.url);

export interface SessionPool {
  /** Waits for a free worker. */
  run(feeds: Feeds): Promise<Results>;
  release(): Promise<void>;
}

/** @param fixed feeds that are the same in every run, sent to each worker once */
export function openSessionPool(
  graph: Graph,
  fixed: Feeds,
  { workers, threads = 1, ...options }: SessionOptions & { readonly workers: number },
): SessionPool {
  const input: SessionWorkerInput = { model: serialise(graph), options: { ...options, threads }, fixed };
  const pool = openWorkerPool<Question, Answer>(MODULE, input, workers);
  return {
    async run(feeds) {
      const answer = await pool.ask(feeds);
      if ('error' in answer) throw answer.error;
      return answer.results;
    },
    release: pool.close,
  };
}
