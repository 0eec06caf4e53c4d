/** The contrast of residuals that were changed in JavaScript: what removing features does, exactly. */
import type { Inputs } from '../model/inputs.ts';
import { Graph } from '../onnx/graph.ts';
import { floats, Session } from '../onnx/runtime.ts';
import { contrastOf, remainingBlocks } from '../steering/remaining-blocks.ts';

/** Positions in one run of the graph. */
const MAX_POSITIONS = 1536;

export interface ContrastRunner {
  /**
   * m of each row, [rows].
   * @param rows how many; @param length their positions
   * @param fill writes row r's residual into `into` [T, D] and its contrast into `contrast` [D]
   */
  run(
    rows: number,
    length: number,
    fill: (row: number, into: Float32Array, contrast: Float32Array) => void,
  ): Promise<Float32Array>;
  release(): Promise<void>;
}

export async function openContrasts(inputs: Inputs, threads: number): Promise<ContrastRunner> {
  const graph = new Graph('contrast');
  const model = inputs.architecture(graph);
  const width = inputs.model.config.dModel;
  const resid = graph.input('resid', 'float32', ['batch', 'time', width]);
  const contrast = graph.input('contrast', 'float32', ['batch', width]);
  const state = remainingBlocks(model, resid, inputs.sae.config.hook.blocksBefore);
  graph.output('contrast_value', contrastOf(state, contrast));
  const session = await Session.create(graph, { folder: inputs.folder, threads });
  return {
    async run(rows, length, fill) {
      const values = new Float32Array(rows);
      const most = Math.max(1, Math.floor(MAX_POSITIONS / length));
      for (let from = 0; from < rows; from += most) {
        const count = Math.min(most, rows - from);
        const x = new Float32Array(count * length * width);
        const u = new Float32Array(count * width);
        for (let row = 0; row < count; row++) {
          fill(
            from + row,
            x.subarray(row * length * width, (row + 1) * length * width),
            u.subarray(row * width, (row + 1) * width),
          );
        }
        const feeds = { resid: { data: x, dims: [count, length, width] }, contrast: { data: u, dims: [count, width] } };
        values.set(floats(await session.run(feeds), 'contrast_value'), from);
      }
      return values;
    },
    release: () => session.release(),
  };
}
