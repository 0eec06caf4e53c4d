/**
 * Worker threads that answer questions, one each at a time; a question that finds none free waits for one. A thread that throws or ends
 * fails every question, asked or waiting, and those that come later: nothing is lost silently.
 */

import { Worker } from 'node:worker_threads';
import { codeAt } from '../code-at.mjs';

const START = new URL('./start.mjs', import.meta.url);

export interface WorkerPool<Question, Answer> {
  /** Answered by whichever worker is free first. */
  ask(question: Question): Promise<Answer>;
  /** Answered by every worker, in their order; only while none is at work. */
  askEach(question: Question): Promise<Answer[]>;
  close(): Promise<void>;
}

interface Asked<Question, Answer> {
  readonly question: Question;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** @param module what each worker runs: it reads `workerData.input`, and answers each message with one */
export function openWorkerPool<Question, Answer>(
  module: URL,
  input: unknown,
  count: number,
): WorkerPool<Question, Answer> {
  type Waiting = Asked<Question, Answer>;
  const start = () => new Worker(START, { workerData: { module: codeAt(module.href), input } });
  const workers = Array.from({ length: count }, start);
  const idle = [...workers];
  const busy = new Map<Worker, Waiting>();
  const queue: Waiting[] = [];
  let failure: { readonly error: unknown } | undefined;

  const fail = (error: unknown): void => {
    failure ??= { error };
    for (const { reject } of [...busy.values(), ...queue.splice(0)]) reject(failure.error);
    busy.clear();
  };
  const send = (worker: Worker, waiting: Waiting): void => {
    busy.set(worker, waiting);
    worker.postMessage(waiting.question);
  };
  for (const worker of workers) {
    worker.on('error', fail);
    worker.on('exit', (status) => fail(new Error(`a worker thread of ${module.href} ended with status ${status}`)));
    worker.on('message', (answer: Answer) => {
      const answered = busy.get(worker);
      busy.delete(worker);
      const next = queue.shift();
      if (next === undefined) idle.push(worker);
      else send(worker, next);
      answered?.resolve(answer);
    });
  }
  const asked = (question: Question, give: (waiting: Waiting) => void): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (failure === undefined) give({ question, resolve, reject });
      else reject(failure.error);
    });
  return {
    ask: (question) =>
      asked(question, (waiting) => {
        const worker = idle.shift();
        if (worker === undefined) queue.push(waiting);
        else send(worker, waiting);
      }),
    askEach(question) {
      if (busy.size > 0) throw new Error('askEach: workers are still at work');
      return Promise.all(idle.splice(0).map((worker) => asked(question, (waiting) => send(worker, waiting))));
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

type Typed = Float64Array | Float32Array | Int32Array;

/** Plain data with every typed array moved into shared memory, so that worker threads read one copy. */
export function inSharedMemory<T>(value: T): T {
  return move(value) as T;
}

function move(value: unknown): unknown {
  if (value instanceof Float64Array) return copied(new Float64Array(new SharedArrayBuffer(value.byteLength)), value);
  if (value instanceof Float32Array) return copied(new Float32Array(new SharedArrayBuffer(value.byteLength)), value);
  if (value instanceof Int32Array) return copied(new Int32Array(new SharedArrayBuffer(value.byteLength)), value);
  if (ArrayBuffer.isView(value))
    throw new TypeError(`inSharedMemory: ${value.constructor.name}, expected Float64Array, Float32Array or Int32Array`);
  if (Array.isArray(value)) return value.map(move);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, move(one)]));
}

function copied(into: Typed, from: Typed): Typed {
  into.set(from);
  return into;
}
