/** Runs the attribution graph over batches of residuals. */
import type { Batch } from '../model/batches.ts';
import type { Inputs } from '../model/inputs.ts';
import { floats, integers, Session } from '../onnx/runtime.ts';
import { attributionGraph } from './graph.ts';

export interface BatchAttribution {
  /** m after the splice, [rows]. */
  readonly contrast: Float32Array;
  /** ∂m/∂x, [rows, T, D]. */
  readonly gradient: Float32Array;
  /** Non-zero codes, N of each: row of the batch, position, feature, f, d·g. */
  readonly row: Int32Array;
  readonly position: Int32Array;
  readonly feature: Int32Array;
  readonly activation: Float32Array;
  readonly projection: Float32Array;
  /** What a decoder row is multiplied by to stand in the residual's own scale. */
  readonly rowScale: Float32Array;
  /** Ledger parts and 1·g, [rows, T]. */
  readonly bias: Float32Array;
  readonly error: Float32Array;
  readonly total: Float32Array;
  readonly onesGradient: Float32Array;
}

export interface Attributor {
  /** @param resid [rows, T, D]; @param contrast u of each row, [rows, D] */
  attribute(batch: Batch, resid: Float32Array, contrast: Float32Array): Promise<BatchAttribution>;
  release(): Promise<void>;
}

export async function openAttributor(inputs: Inputs, threads: number): Promise<Attributor> {
  const { sae, centering, model } = inputs;
  const graph = attributionGraph({
    model: inputs.architecture,
    sae: { config: sae.config, weights: inputs.saeWeights, center: centering.center },
    blocksBefore: sae.config.hook.blocksBefore,
  });
  // Unpacked: weights are used forward and transposed, so packing would keep two copies of each beside the mapped file.
  const session = await Session.create(graph, { folder: inputs.folder, threads, prepack: false });
  const width = model.config.dModel;
  return {
    async attribute({ rows, length }, resid, contrast) {
      const results = await session.run({
        resid: { data: resid, dims: [rows.length, length, width] },
        contrast: { data: contrast, dims: [rows.length, width] },
      });
      return {
        contrast: floats(results, 'contrast_value'),
        gradient: floats(results, 'gradient'),
        row: integers(results, 'batch'),
        position: integers(results, 'position'),
        feature: integers(results, 'feature'),
        activation: floats(results, 'activation'),
        projection: floats(results, 'projection'),
        rowScale: floats(results, 'row_scale'),
        bias: floats(results, 'bias'),
        error: floats(results, 'error'),
        total: floats(results, 'total'),
        onesGradient: floats(results, 'ones_gradient'),
      };
    },
    release: () => session.release(),
  };
}

/**
 * Positions a batch may hold for a memory budget: each needs the code and a few temporaries of its size, and the activations of
 * the blocks that the gradient keeps (some forty vectors of width D a block, attention scores not counted).
 */
export function positionsWithin(budgetBytes: number, { model, sae }: Pick<Inputs, 'model' | 'sae'>): number {
  const { dModel, nLayers } = model.config;
  const blocks = Math.max(1, nLayers - sae.config.hook.blocksBefore);
  const bytes = 4 * (4 * sae.config.dSae + 40 * blocks * dModel);
  return Math.max(1, Math.floor(budgetBytes / bytes));
}
