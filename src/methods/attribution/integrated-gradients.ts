/**
 * Integrated gradients: the gradient averaged over the path of path-graph.ts, by the midpoint rule at α = (k + ½)/steps.
 * Completeness: Σ_t (x − x₀)·ḡ = m(x) − m(x₀) up to the rule's error, which falls with the square of the step.
 * Sundararajan, Taly & Yan, https://arxiv.org/abs/1703.01365
 */

import { floats } from '../../engine/onnx/runtime.ts';
import { openSession } from '../../engine/passes/pass.ts';
import type { Subject } from '../../engine/passes/subject.ts';
import { pathGraph } from './path-graph.ts';

export const STEPS = 10;

export interface PathRunner {
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
