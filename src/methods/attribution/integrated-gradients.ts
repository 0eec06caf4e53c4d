/**
 * Integrated gradients: the gradient averaged over a path (`pathGraph`), by the midpoint rule at α = (k + ½)/steps.
 * Completeness: Σ_t (x − x₀)·ḡ = m(x) − m(x₀) up to the rule's error, which falls with the square of the step.
 * Sundararajan, Taly & Yan, https://arxiv.org/abs/1703.01365
 */

import { residualSite } from '../../engine/dictionary/dictionary.ts';
import { gradient } from '../../engine/onnx/gradient.ts';
import { Graph, type Tensor } from '../../engine/onnx/onnx-graph.ts';
import * as ops from '../../engine/onnx/ops.ts';
import { floats } from '../../engine/onnx/runtime.ts';
import { openSession } from '../../engine/passes/pass.ts';
import type { Subject } from '../../engine/passes/subject.ts';
import { contrastOf, walk } from '../../engine/passes/walk.ts';
import type { AttributionParts } from './attribution-graph.ts';

export const STEPS = 10;

interface PathRunner {
  /** ḡ of a batch, [rows, T, D]. @param resid [rows, T, D]; @param contrast [rows, D] */
  meanGradient(resid: Float32Array, contrast: Float32Array, steps?: number): Promise<Float32Array>;
  /** m at x(α), [rows]. */
  contrastAt(resid: Float32Array, contrast: Float32Array, alpha: number): Promise<Float32Array>;
  /** x − x₀, [rows, T, D]. */
  distance(resid: Float32Array, contrast: Float32Array): Promise<Float32Array>;
  release(): Promise<void>;
}

export async function openPath(inputs: Subject, threads: number): Promise<PathRunner> {
  const { model } = inputs;
  const graph = pathGraph({
    model: inputs.architecture,
    dictionary: inputs.dictionary,
  });
  const session = await openSession(inputs, graph, threads);
  const width = model.config.dModel;
  const at = (resid: Float32Array, contrast: Float32Array, alpha: number) => {
    const rows = contrast.length / width;
    return session.run({
      resid: { data: resid, dims: [rows, resid.length / (rows * width), width] },
      contrast: { data: contrast, dims: [rows, width] },
      alpha: { data: Float32Array.of(alpha), dims: [] },
    });
  };
  return {
    async meanGradient(resid, contrast, steps = STEPS) {
      const mean = new Float32Array(resid.length);
      for (let k = 0; k < steps; k++) {
        const gradient = floats(await at(resid, contrast, (k + 0.5) / steps), 'gradient');
        for (let i = 0; i < mean.length; i++) mean[i] += gradient[i] / steps;
      }
      return mean;
    },
    contrastAt: async (resid, contrast, alpha) => floats(await at(resid, contrast, alpha), 'contrast_value'),
    distance: async (resid, contrast) => floats(await at(resid, contrast, 1), 'distance'),
    release: () => session.release(),
  };
}

/**
 * The contrast and its gradient along the path on which integrated gradients walks: from the residual with every code and the
 * SAE's error at zero (x₀, the decoder's bias in the residual's scale, plus the mean where the SAE wants it removed) to the
 * residual itself: x(α) = x₀ + α (x − x₀).
 *
 * Inputs: `resid` [B, T, D], `contrast` [B, D], `alpha` scalar. Outputs: `contrast_value` [B] and `gradient` [B, T, D] at x(α), and
 * `distance` [B, T, D], x − x₀.
 */
export function pathGraph({ model: build, dictionary }: AttributionParts): Graph {
  const graph = new Graph('path');
  const model = build(graph);
  const resid = graph.input('resid', 'float32', ['batch', 'time', model.width]);
  const contrast = graph.input('contrast', 'float32', ['batch', model.width]);
  const alpha = graph.input('alpha', 'float32', []);

  const { x } = dictionary.input(resid);
  const distance = ops.sub(x, dictionary.bias(x));
  // x(α) as x − (1 − α)(x − x₀), so that α = 1 is the residual to the bit.
  const at = ops.sub(resid, ops.mul(distance, ops.sub(graph.scalar(1), alpha)));
  const value = contrastOf(walk(model, at, residualSite(dictionary), { toEnd: true }).state(), contrast);
  const [g] = gradient(value, [at]) as [Tensor];
  graph.output('contrast_value', value);
  graph.output('gradient', g);
  graph.output('distance', distance);
  return graph;
}
