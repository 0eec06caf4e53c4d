/**
 * Several runs of one graph at the same time: worker threads with a session each, of one thread inside. A run is as long as in one
 * session, none waits for another inside an operator, and the bits do not depend on how many there are. Weights stay mapped from
 * their files, which all sessions share.
 */
import { Worker } from 'node:worker_threads';
import type { Graph } from '../onnx/graph.ts';
import type { Feeds, Results, SessionOptions } from '../onnx/runtime.ts';
import { serialise } from '../onnx/serialise.ts';
import type { Answer, SessionWorkerInput } from './session-worker.ts';

const START = new URL('./start.mjs', import.meta.url);
const MODULE = new URL('./session-worker.ts', import.meta.url).href;

export interface SessionPool {
  /** Waits for a free worker. */
  run(feeds: Feeds): Promise<Results>;
  release(): Promise<void>;
}

interface Waiting {
  readonly feeds: Feeds;
  resolve(results: Results): void;
  reject(error: unknown): void;
}

/** @param fixed feeds that are the same in every run, sent to each worker once */
export function openSessionPool(
  graph: Graph,
  fixed: Feeds,
  { workers: count, ...options }: Omit<SessionOptions, 'threads'> & { readonly workers: number },
): SessionPool {
  const input: SessionWorkerInput = { model: serialise(graph), options: { ...options, threads: 1 }, fixed };
  const workers = Array.from({ length: count }, () => new Worker(START, { workerData: { module: MODULE, input } }));
  const idle = [...workers];
  const busy = new Map<Worker, Waiting>();
  const queue: Waiting[] = [];
  let failure: { readonly error: unknown } | undefined;
  const next = (): void => {
    const worker = idle.pop();
    const waiting = worker && queue.shift();
    if (worker === undefined || waiting === undefined) {
      if (worker !== undefined) idle.push(worker);
      return;
    }
    busy.set(worker, waiting);
    worker.postMessage(waiting.feeds);
  };
  for (const worker of workers) {
    worker.on('message', (answer: Answer) => {
      const waiting = busy.get(worker);
      busy.delete(worker);
      idle.push(worker);
      if ('error' in answer) waiting?.reject(answer.error);
      else waiting?.resolve(answer.results);
      next();
    });
    worker.on('error', (error) => {
      failure ??= { error };
      for (const { reject } of [...busy.values(), ...queue.splice(0)]) reject(error);
      busy.clear();
    });
  }
  return {
    run(feeds) {
      return new Promise((resolve, reject) => {
        if (failure !== undefined) return reject(failure.error);
        queue.push({ feeds, resolve, reject });
        next();
      });
    },
    async release() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
