/** The residual stream at the hook for every prompt. */
import { floats, Session } from '../onnx/runtime.ts';
import type { Batch } from './batches.ts';
import { headGraph } from './head-graph.ts';
import type { Inputs } from './inputs.ts';

export interface ResidualReader {
  /** @returns [rows, T, D] of one batch, rows in its order */
  read(batch: Batch): Promise<Float32Array>;
  release(): Promise<void>;
}

/** @param tokens of every prompt, indexed by the batches' rows */
export async function openResiduals(
  inputs: Inputs,
  tokens: readonly Int32Array[],
  threads: number,
): Promise<ResidualReader> {
  const graph = headGraph(inputs.architecture, inputs.sae.config.hook.blocksBefore);
  // Every weight is used for a few large products only: packing it first costs a copy and more time than it saves.
  const session = await Session.create(graph, { folder: inputs.folder, threads, prepack: false });
  return {
    async read({ rows, length }) {
      const ids = new Int32Array(rows.length * length);
      rows.forEach((row, b) => ids.set(tokens[row]!, b * length));
      return floats(await session.run({ tokens: { data: ids, dims: [rows.length, length] } }), 'resid');
    },
    release: () => session.release(),
  };
}
