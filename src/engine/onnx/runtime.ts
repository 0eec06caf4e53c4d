/**
 * The one door to onnxruntime-node. A Session is a loaded graph; feeds and results are typed arrays with their sizes.
 * Everything runs on the CPU provider, whose results are the same for the same machine, thread count and shapes.
 */
import { availableParallelism } from 'node:os';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { Graph } from './onnx-graph.ts';
import { serialise } from './serialise.ts';

export type Feeds = Readonly<Record<string, Feed>>;

export interface Feed {
  readonly data: Float32Array | Int32Array | BigInt64Array;
  readonly dims: readonly number[];
}

interface Result {
  readonly data: Float32Array | Int32Array | BigInt64Array;
  readonly dims: readonly number[];
}

export type Results = Readonly<Record<string, Result>>;

export interface SessionOptions {
  /** Folder in which external initialisers lie. Needed when the graph has any; symbolic links must be resolved already. */
  readonly folder?: string;
  /** Threads inside an operator. Default: every core that this process may use. */
  readonly threads?: number;
  /**
   * Keep a packed copy of each constant matrix, one for each transposition it is used in. Default true: right for a session that
   * runs many times. Measured for a matrix of 192 MiB: 0.8 s more to open and 200 MiB more (the mapped pages of the file are given
   * back unless another operator reads them), products of 8 rows up to twice as fast, of 256 rows the same.
   */
  readonly prepack?: boolean;
  /** Whether idle threads wait by spinning, which starts the next run sooner and takes the core from whoever works between runs. */
  readonly spin?: boolean;
}

export class Session {
  readonly #session: InferenceSession;

  private constructor(session: InferenceSession) {
    this.#session = session;
  }

  static async create(graph: Graph, options: SessionOptions = {}): Promise<Session> {
    return Session.load(serialise(graph), options);
  }

  /** @param model a graph as `serialise` writes it */
  static async load(model: Uint8Array, options: SessionOptions = {}): Promise<Session> {
    const { folder, threads = availableParallelism(), prepack = true, spin = true } = options;
    const entries: Record<string, string> = { disable_prepacking: prepack ? '0' : '1' };
    if (!spin) entries['intra_op.allow_spinning'] = '0';
    if (folder !== undefined) entries.model_external_initializers_file_folder_path = folder;
    const session = await InferenceSession.create(model, {
      executionProviders: ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      // A plan of one block for all intermediate values, kept for every shape of feeds it meets: shapes differ from run to run here.
      // Without it steering at GPT-2 small's size takes 600 MiB instead of 690, at the same speed, with the same bits.
      enableMemPattern: false,
      graphOptimizationLevel: 'all',
      // Warnings of the optimiser mean nothing to a user; errors are thrown.
      logSeverityLevel: 3,
      extra: { session: entries },
    });
    return new Session(session);
  }

  /**
   * Runs the graph. Every input is fed; every output comes back by name. The calling thread is blocked meanwhile: onnxruntime-node's
   * `run` computes before it returns, and its promise is settled already. Runs side by side need threads of their own
   * (src/engine/onnx/session-pool.ts).
   */
  async run(feeds: Feeds): Promise<Results> {
    const tensors = Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, ortTensor(feed)]));
    const results = await this.#session.run(tensors);
    return Object.fromEntries(
      Object.entries(results).map(([name, { data, dims }]) => [name, { data: data as Result['data'], dims }]),
    );
  }

  /** Gives the memory of weights and buffers back. */
  async release(): Promise<void> {
    await this.#session.release();
  }
}

/** The float32 values of one result. */
export function floats(results: Results, name: string): Float32Array {
  const data = results[name]?.data;
  if (!(data instanceof Float32Array))
    throw new TypeError(`output ${name}: got ${data?.constructor.name}, expected float32`);
  return data;
}

/** The int32 values of one result. */
export function integers(results: Results, name: string): Int32Array {
  const data = results[name]?.data;
  if (!(data instanceof Int32Array))
    throw new TypeError(`output ${name}: got ${data?.constructor.name}, expected int32`);
  return data;
}

function ortTensor({ data, dims }: Feed): OrtTensor {
  if (data instanceof Float32Array) return new OrtTensor('float32', data, dims);
  if (data instanceof Int32Array) return new OrtTensor('int32', data, dims);
  return new OrtTensor('int64', data, dims);
}
