/**
 * Logit-difference attribution of SAE features, as one graph from the residual at the hook to everything that is stored.
 *
 * At position t with residual x_t: x_c = x − mean_D(x) where the SAE wants a centred residual (else x), code f = encode(x_c),
 * reconstruction x̂ = decode(f), error ε = x_c − x̂. The model continues from x̂ + ε + mean, which leaves its output as it was,
 * and with the contrast m = u · norm(last state), u a difference of unembedding rows:
 *
 *   g_t = ∂m/∂x_t        projection[t, i] = d_i · g_t        attribution[t, i] = f[t, i] · projection[t, i]
 *   ledger: Σ_i attribution[t, i] + b_dec·g_t + ε_t·g_t = x_c·g_t
 *
 * with d_i what one unit of code i adds to the reconstruction in the residual's own scale. ε is held fixed (its gradient is
 * stopped), as in the study: https://github.com/owenparsons/sae_network_analysis
 *
 * Letters: B prompts, T positions, D width, F features, N non-zero codes in the batch.
 */
import type { Architecture } from '../model/architecture.ts';
import { gradient } from '../onnx/gradient.ts';
import { Graph, type Tensor } from '../onnx/graph.ts';
import * as ops from '../onnx/ops.ts';
import type { SaeConfig } from '../sae/config.ts';
import { decode, decodedBias, decoderFactor, encode, type SaeWeights } from '../sae/graph.ts';
import { contrastOf, remainingBlocks } from '../steering/remaining-blocks.ts';

export interface AttributionParts {
  readonly model: (graph: Graph) => Architecture;
  readonly sae: {
    readonly config: SaeConfig;
    readonly weights: (graph: Graph) => SaeWeights;
    readonly center: boolean;
  };
  /** Blocks that run before the hook. */
  readonly blocksBefore: number;
}

/**
 * Inputs: `resid` [B, T, D], `contrast` [B, D].
 * Outputs: `contrast_value` [B]; `gradient` [B, T, D]; the non-zero codes as rows `batch`, `position`, `feature` (int32 [N]),
 * `activation`, `projection`, `row_scale` [N] (what a decoder row is multiplied by to stand in the residual's own scale); ledger parts `bias`, `error`, `total` [B, T]; `ones_gradient` [B, T], 1·g.
 */
export function attributionGraph({ model: build, sae, blocksBefore }: AttributionParts): Graph {
  const graph = new Graph('attribution');
  const model = build(graph);
  const weights = sae.weights(graph);
  const resid = graph.input('resid', 'float32', ['batch', 'time', model.width]);
  const contrast = graph.input('contrast', 'float32', ['batch', model.width]);

  const mean = ops.reduceMean(resid, [2], { keepDims: true });
  const x = sae.center ? ops.sub(resid, mean) : resid;
  const encoding = encode(sae.config, weights, x);
  const reconstruction = decode(sae.config, weights, encoding);
  const error = ops.sub(x, reconstruction);
  const restored = ops.add(reconstruction, error);
  const spliced = sae.center ? ops.add(restored, mean) : restored;

  const value = contrastOf(remainingBlocks(model, spliced, blocksBefore), contrast);
  const [g] = gradient(value, [spliced]) as [Tensor];
  const along = (y: Tensor): Tensor => ops.reduceSum(ops.mul(y, g), [2]);

  graph.output('contrast_value', value);
  graph.output('gradient', g);
  graph.output('bias', along(decodedBias(sae.config, weights, encoding)));
  graph.output('error', along(error));
  graph.output('total', along(x));
  graph.output('ones_gradient', ops.reduceSum(g, [2]));
  nonZeroCodes(sae.config, weights, encoding, g);
  return graph;
}

/**
 * Outputs one row per non-zero code with its projection. All projections are computed and those of active features picked: a product
 * over the dictionary costs a tenth of the whole, and memory stays the same however many features are active. (Picking decoder rows
 * first takes three vectors of width D a code: 1.4 GiB a batch at 560 active features a position, 6 GiB at 2,600.)
 */
function nonZeroCodes(config: SaeConfig, weights: SaeWeights, encoding: ReturnType<typeof encode>, g: Tensor): void {
  const { code, scale } = encoding;
  const { graph } = code;
  const coordinates = graph.node('NonZero', [code], 'int64', [3, 'active']);
  const index = ops.transpose(coordinates, [1, 0]);
  const row = (axis: number): Tensor =>
    ops.reshape(ops.slice(coordinates, 0, axis, axis + 1), ['active'], { dropLeading: 1 });
  const [batch, position, feature] = [row(0), row(1), row(2)];
  const place = ops.slice(index, 1, 0, 2);
  const at = (x: Tensor, where: Tensor, shape: Tensor['shape']): Tensor =>
    graph.node('GatherND', [x, where], 'float32', shape);

  const dot = at(ops.matmul(g, weights('W_dec'), { transposeB: true }), index, ['active']);
  const factor = decoderFactor(config, weights);
  const tuned = factor === undefined ? ops.onesLike(dot) : ops.gather(factor, feature);
  const scaled = scale === undefined ? tuned : ops.mul(tuned, ops.squeeze(at(scale, place, ['active', 1]), [1]));

  const rowScale = ops.scale(scaled, 1 / config.inputScale);

  const asInt32 = (x: Tensor): Tensor => graph.node('Cast', [x], 'int32', ['active'], { attributes: { to: 6 } });
  graph.output('batch', asInt32(batch));
  graph.output('position', asInt32(position));
  graph.output('feature', asInt32(feature));
  graph.output('activation', at(code, index, ['active']));
  graph.output('row_scale', rowScale);
  graph.output('projection', ops.mul(dot, rowScale));
}
