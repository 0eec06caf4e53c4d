/**
 * The gradient of the contrast at residuals as they are given, changed ones among them: nothing is encoded and no error is told apart.
 * At a residual of the task it is the gradient of attribution-graph.ts up to rounding.
 *
 * Letters: B prompts, T positions of a batch of equal length, M positions of all prompts, D width.
 */
import { startsOf } from '../../concatenated.ts';
import { residualSite } from '../../engine/dictionary/dictionary.ts';
import { gradient } from '../../engine/onnx/gradient.ts';
import { Graph, type Tensor } from '../../engine/onnx/onnx-graph.ts';
import { floats } from '../../engine/onnx/runtime.ts';
import { batchesByLength } from '../../engine/passes/batches.ts';
import { openSession } from '../../engine/passes/pass.ts';
import type { Subject } from '../../engine/passes/subject.ts';
import { contrastOf, walk } from '../../engine/passes/walk.ts';
import type { AttributionParts } from './attribution-graph.ts';

export interface GradientRunner {
  /** ∂m/∂x, [M, D]. @param lengths positions of each prompt @param resid [M, D] @param contrast u of each prompt, [B, D] */
  at(lengths: readonly number[], resid: Float32Array, contrast: Float32Array): Promise<Float32Array>;
  release(): Promise<void>;
}

/** @param most positions that are computed together, at least one prompt's; the last bits of a result depend on it */
export async function openGradient(inputs: Subject, threads: number, most: number): Promise<GradientRunner> {
  const { architecture: model, dictionary } = inputs;
  const session = await openSession(inputs, gradientGraph({ model, dictionary }), threads);
  const width = inputs.model.config.dModel;
  return {
    async at(lengths, resid, contrast) {
      const starts = startsOf(lengths, width);
      const found = new Float32Array(resid.length);
      for (const { rows, length } of batchesByLength(lengths, most)) {
        const size = length * width;
        const own = new Float32Array(rows.length * size);
        const u = new Float32Array(rows.length * width);
        rows.forEach((row, b) => {
          own.set(resid.subarray(starts[row], starts[row] + size), b * size);
          u.set(contrast.subarray(row * width, (row + 1) * width), b * width);
        });
        const results = await session.run({
          resid: { data: own, dims: [rows.length, length, width] },
          contrast: { data: u, dims: [rows.length, width] },
        });
        const g = floats(results, 'gradient');
        rows.forEach((row, b) => found.set(g.subarray(b * size, (b + 1) * size), starts[row]));
      }
      return found;
    },
    release: () => session.release(),
  };
}

/** Inputs: `resid` [B, T, D], `contrast` [B, D]. Output: `gradient` [B, T, D]. */
export function gradientGraph({ model: build, dictionary }: AttributionParts): Graph {
  const graph = new Graph('gradient');
  const model = build(graph);
  const resid = graph.input('resid', 'float32', ['batch', 'time', model.width]);
  const contrast = graph.input('contrast', 'float32', ['batch', model.width]);
  const value = contrastOf(walk(model, resid, residualSite(dictionary), { toEnd: true }).state(), contrast);
  const [g] = gradient(value, [resid]) as [Tensor];
  graph.output('gradient', g);
  return graph;
}
