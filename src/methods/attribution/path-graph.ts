/**
 * The contrast and its gradient along the path on which integrated gradients walks: from the residual with every code and the
 * SAE's error at zero (x₀, the decoder's bias in the residual's scale, plus the mean where the SAE wants it removed) to the
 * residual itself: x(α) = x₀ + α (x − x₀).
 */

import { residualSite } from '../../engine/dictionary/dictionary.ts';
import { gradient } from '../../engine/onnx/gradient.ts';
import { Graph, type Tensor } from '../../engine/onnx/onnx-graph.ts';
import * as ops from '../../engine/onnx/ops.ts';
import { contrastOf, walk } from '../../engine/passes/walk.ts';
import type { AttributionParts } from './attribution-graph.ts';

/**
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
