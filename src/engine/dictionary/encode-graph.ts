/**
 * A sparse autoencoder as graph nodes; the formulas and their symbols stand in config.ts.
 * Letters: D residual width, F features. Leading axes (prompts, positions) pass through.
 */
import type { Tensor } from '../onnx/onnx-graph.ts';
import * as ops from '../onnx/ops.ts';
import type { SaeConfig } from './config.ts';

/** A parameter by its SAELens name: `W_enc`, `b_dec`, `threshold`. */
export type SaeWeights = (name: string) => Tensor;

export interface Encoding {
  /** f ≥ 0, [..., F]. */
  readonly code: Tensor;
  /** What a decoder row, times its own factor, is multiplied by on its way back into the residual's scale, [..., 1]. */
  readonly unit: Tensor;
}

/** SAELens's layer_norm divides by the deviation plus this. */
const DEVIATION_FLOOR = 1e-5;

/** @param x the residual, [..., D], already centred where the SAE wants it so */
export function encode(config: SaeConfig, weights: SaeWeights, x: Tensor): Encoding {
  const { input, scale } = normalise(config, x);
  const centred = config.applyBDecToInput ? ops.sub(input, weights('b_dec')) : input;
  const unit = scale ?? ops.onesLike(ops.slice(x, x.rank - 1, 0, 1));
  return { code: activate(config, weights, centred), unit: ops.scale(unit, 1 / config.inputScale) };
}

/** x̂ in the scale of the residual, [..., D], by a product over the whole dictionary. @param x as in `encode` */
export function decode(config: SaeConfig, weights: SaeWeights, { code, unit }: Encoding, x: Tensor): Tensor {
  const factor = decoderFactor(config, weights);
  const written = ops.matmul(factor === undefined ? code : ops.mul(code, factor), weights('W_dec'));
  return ops.add(ops.mul(written, unit), decodedBias(config, weights, x));
}

/** The part of x̂ that no feature writes: b_dec in the residual's scale, [D] or [..., D]. @param x as in `encode` */
export function decodedBias(config: SaeConfig, weights: SaeWeights, x: Tensor): Tensor {
  const { scale, shift } = normalise(config, x);
  const scaled = scale === undefined ? weights('b_dec') : ops.mul(weights('b_dec'), scale);
  const shifted = shift === undefined ? scaled : ops.add(scaled, shift);
  return ops.scale(shifted, 1 / config.inputScale);
}

/** Factor on each decoder row before it is written, [F]; absent where it is 1. */
export function decoderFactor(config: SaeConfig, weights: SaeWeights): Tensor | undefined {
  const norm = config.rescaleActsByDecoderNorm ? decoderNorms(weights) : undefined;
  const tuned = config.finetuningScalingFactor ? weights('finetuning_scaling_factor') : undefined;
  if (norm === undefined) return tuned;
  // Not 1 / norm: onnxruntime 1.30 rewrites f · (1 / norm) to f / norm and then refuses its own graph.
  return tuned === undefined ? ops.pow(norm, -1) : ops.div(tuned, norm);
}

/** x as the encoder takes it, the scale that is undone after decoding, and what is added then (layer_norm's mean), [..., 1]. */
function normalise(config: SaeConfig, resid: Tensor): { input: Tensor; scale?: Tensor; shift?: Tensor } {
  const x = ops.scale(resid, config.inputScale);
  const last = [x.rank - 1];
  const squares = (y: Tensor): Tensor => ops.reduceSum(ops.mul(y, y), last, { keepDims: true });
  switch (config.normalization) {
    case 'none':
      return { input: x };
    case 'constant_norm_rescale': {
      const scale = ops.scale(ops.sqrt(squares(x)), 1 / Math.sqrt(config.dIn));
      return { input: ops.div(x, scale), scale };
    }
    case 'layer_norm': {
      const shift = ops.reduceMean(x, last, { keepDims: true });
      const centred = ops.sub(x, shift);
      const deviation = ops.sqrt(ops.scale(squares(centred), 1 / (config.dIn - 1)));
      const floored = ops.add(deviation, x.graph.scalar(DEVIATION_FLOOR));
      return { input: ops.div(centred, floored), scale: deviation, shift };
    }
  }
}

function activate(config: SaeConfig, weights: SaeWeights, x: Tensor): Tensor {
  const zero = x.graph.scalar(0);
  const linear = (bias: string): Tensor => ops.add(ops.matmul(x, weights('W_enc')), weights(bias));
  switch (config.architecture) {
    case 'standard':
      return ops.relu(linear('b_enc'));
    case 'jumprelu': {
      const h = linear('b_enc');
      return ops.mul(ops.relu(h), ops.greater(h, weights('threshold')));
    }
    case 'gated': {
      // One product serves both paths: (x·exp(r))·W = (x·W)·exp(r), because r scales columns.
      const shared = ops.matmul(x, weights('W_enc'));
      const magnitude = ops.add(ops.mul(shared, ops.exp(weights('r_mag'))), weights('b_mag'));
      return ops.mul(ops.relu(magnitude), ops.greater(ops.add(shared, weights('b_gate')), zero));
    }
    case 'topk': {
      const h = linear('b_enc');
      return keepLargest(config.rescaleActsByDecoderNorm ? ops.mul(h, decoderNorms(weights)) : h, config.k ?? 0);
    }
  }
}

/** relu of the k largest entries of each row, zero elsewhere. */
function keepLargest(h: Tensor, k: number): Tensor {
  const { graph } = h;
  const kept = [...h.shape.slice(0, -1), k];
  const [values, indices] = graph.append(
    'TopK',
    [h, graph.constant('int64', [1], [k])],
    [
      { type: 'float32', shape: kept },
      { type: 'int64', shape: kept },
    ],
  ) as [Tensor, Tensor];
  return graph.node('ScatterElements', [ops.zerosLike(h), indices, ops.relu(values)], 'float32', h.shape, {
    attributes: { axis: -1 },
  });
}

/** ‖W_dec row‖, [F]. */
function decoderNorms(weights: SaeWeights): Tensor {
  const rows = weights('W_dec');
  return ops.sqrt(ops.reduceSum(ops.mul(rows, rows), [1]));
}
