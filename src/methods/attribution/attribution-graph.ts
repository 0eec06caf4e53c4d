/**
 * From the residual at the hook to the contrast, its gradient, and the parts of the ledger, as one graph.
 *
 * At position t with residual x_t: x_c = x − mean_D(x) where the SAE wants a centred residual (else x), code f = encode(x_c),
 * reconstruction x̂ = Σ_i f_i d_i + bias, error ε = x_c − x̂. The model continues from x̂ + ε + mean, which leaves its output as it was,
 * and with the contrast m = u · norm(last state), u a difference of unembedding rows:
 *
 *   g_t = ∂m/∂x_t        projection[t, i] = d_i · g_t        attribution[t, i] = f[t, i] · projection[t, i]
 *   ledger: Σ_i attribution[t, i] + bias·g_t + ε_t·g_t = x_c·g_t
 *
 * with d_i what one unit of code i adds to the reconstruction in the residual's own scale. ε is held fixed (its gradient is
 * stopped), as in the study: https://github.com/owenparsons/sae_network_analysis
 * Codes are found before (encoder.ts), and what they write and projections are computed from the decoder rows of active features alone
 * (decoder-products.ts).
 *
 * Positions that prompts share are computed once on the way to the contrast; their gradients differ from prompt to prompt (replay.ts).
 *
 * Letters: N rows, positions that are shared standing once; M positions of all prompts; B prompts, T positions of the longest; D width.
 */

import { type Dictionary, residualSite } from '../../engine/dictionary/dictionary.ts';
import type { Architecture } from '../../engine/model/architecture.ts';
import { packedLayout, separateLayout } from '../../engine/model/layout.ts';
import type { Site } from '../../engine/model/site.ts';
import { gradient } from '../../engine/onnx/gradient.ts';
import { Graph, type Tensor } from '../../engine/onnx/onnx-graph.ts';
import * as ops from '../../engine/onnx/ops.ts';
import { replay } from '../../engine/onnx/replay.ts';
import { contrastOf, walk } from '../../engine/passes/walk.ts';

export interface AttributionParts {
  readonly model: (graph: Graph) => Architecture;
  /** It writes where it reads, the residual: an SAE of it. */
  readonly dictionary: Dictionary;
}

/**
 * Inputs: `resid` [N, D]; `written` [N, D], Σ_i f_i d_i; `contrast` [B, D]; where rows stand (layout.ts), and where positions do
 * (layout.ts); `row` int32 [M], the row of every position.
 * Outputs: `contrast_value` [B]; `gradient` [M, D]; ledger parts `bias`, `error`, `total` [M]; `ones_gradient` [M], 1·g.
 */
export function attributionGraph({ model: build, dictionary }: AttributionParts): Graph {
  const graph = new Graph('attribution');
  const model = build(graph);
  const resid = graph.input('resid', 'float32', ['rows', model.width]);
  const written = graph.input('written', 'float32', ['rows', model.width]);
  const contrast = graph.input('contrast', 'float32', ['batch', model.width]);
  const row = graph.input('row', 'int32', ['positions']);

  const { x, mean } = dictionary.input(resid);
  const bias = dictionary.bias(x);
  const reconstruction = ops.add(written, bias);
  const error = ops.sub(x, reconstruction);
  const restored = ops.add(reconstruction, error);
  const spliced = mean === undefined ? restored : ops.add(restored, mean);

  const { value, g } = differentiated(model, residualSite(dictionary), spliced, row, contrast);
  const along = (y: Tensor): Tensor => ops.reduceSum(ops.mul(y.rank === 1 ? y : ops.gather(y, row), g), [1]);
  graph.output('contrast_value', value);
  graph.output('gradient', g);
  graph.output('bias', along(bias));
  graph.output('error', along(error));
  graph.output('total', along(x));
  graph.output('ones_gradient', ops.reduceSum(g, [1]));
  return graph;
}

/** The contrast of every prompt and its gradient at every position. @param x [N, D] */
function differentiated(model: Architecture, at: Site, x: Tensor, row: Tensor, contrast: Tensor) {
  const { graph } = x;
  const once = packedLayout(graph);
  const separate = separateLayout(graph, once.ends);
  const own = ops.gather(x, row);
  const from = graph.nodes.length;
  const value = contrastOf(walk(model, own, at, { layout: separate, toEnd: true }).state(), contrast);
  const to = graph.nodes.length;
  const seed = ops.onesLike(value);
  const [g] = gradient(value, [own], seed) as [Tensor];
  const inputs = new Map([[own, x], ...separate.inputs.map((tensor, i) => [tensor, once.inputs[i]] as const)]);
  const expand = (y: Tensor): Tensor => ops.gather(y, row);
  const shared = replay(graph, { from, to, seed, inputs, copies: 'positions', rows: 'rows', expand });
  return { value: shared(value), g };
}
