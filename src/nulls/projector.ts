/**
 * Projections of directions on the gradient, y[r, f] = g_r · d_f, as one matrix product in onnxruntime: the only part of a null that
 * grows with the width of the model. The gradient rows are the same in every replicate and are fed from one shared buffer.
 */
import { Graph } from '../onnx/graph.ts';
import * as ops from '../onnx/ops.ts';
import { floats, Session } from '../onnx/runtime.ts';

export interface GradientRows {
  /** R and D. */
  readonly rows: number;
  readonly width: number;
  /** [R, D] row-major. */
  readonly values: Float32Array;
}

export interface Projector {
  /** @param directions [F, D] row-major @returns [R, F] row-major */
  project(directions: Float32Array): Promise<Float32Array>;
  release(): Promise<void>;
}

export async function openProjector({ rows, width, values }: GradientRows, threads: number): Promise<Projector> {
  const graph = new Graph('projections');
  const gradient = graph.input('gradient', 'float32', ['row', width]);
  const directions = graph.input('directions', 'float32', ['feature', width]);
  graph.output('projection', ops.matmul(gradient, directions, { transposeB: true }));
  const session = await Session.create(graph, { threads });
  // onnxruntime takes no shared memory; a worker keeps one copy of its own.
  const fed = { data: values.buffer instanceof SharedArrayBuffer ? values.slice() : values, dims: [rows, width] };
  return {
    async project(data) {
      if (data.length % width !== 0) throw new RangeError(`project: ${data.length} values, expected rows of ${width}`);
      const found = await session.run({ gradient: fed, directions: { data, dims: [data.length / width, width] } });
      return floats(found, 'projection');
    },
    release: () => session.release(),
  };
}
