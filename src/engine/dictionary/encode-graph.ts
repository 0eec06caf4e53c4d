/**
 * A sparse autoencoder as graph nodes; the formulas and their symbols stand in config.ts.
 * Letters: D residual width, F features. Leading axes (prompts, positions) pass through.
 */
import type { Tensor } from '../onnx/onnx-graph.ts';
import * as ops from '../onnx/ops.ts';
import { decoderNorms, type SaeWeights } from './architectures/architecture.ts';
import { architectureOf } from './architectures/architectures.ts';
import type { SaeConfig } from './config.ts';
import { rowScale } from './decoder-rows.ts';

export interface Encoding {
  /** f ≥ 0, [..., F]. */
  readonly code: Tensor;
  /** s, what a decoder row (rowsInGraph) is multiplied by on its way back into the scale of what is written, [..., 1]. */
  readonly unit: Tensor;
}

/** SAELens's layer_norm divides by the deviation plus this. */
const DEVIATION_FLOOR = 1e-5;

/** @param x the residual, [..., D], already centred where the SAE wants it so */
export function encode(config: SaeConfig, weights: SaeWeights, x: Tensor): Encoding {
  const { input, scale } = normalise(config, x);
  const centred = config.applyBDecToInput ? ops.sub(input, weights('b_dec')) : input;
  const undone = config.transcodes === undefined ? scale : undefined;
  return {
    code: architectureOf(config.architecture).activate(config, weights, centred),
    unit: undone ?? ops.onesLike(ops.slice(x, x.rank - 1, 0, 1)),
  };
}

/** x̂ in the scale of the residual, [..., D], by a product over the whole dictionary. @param x as in `encode` */
export function decode(config: SaeConfig, weights: SaeWeights, { code, unit }: Encoding, x: Tensor): Tensor {
  const factor = decoderFactor(config, weights);
  const written = ops.matmul(factor === undefined ? code : ops.mul(code, factor), weights('W_dec'));
  return ops.add(ops.scale(ops.mul(written, unit), rowScale(config)), decodedBias(config, weights, x));
}

/** The part of x̂ that no feature writes: b_dec in the residual's scale, [D] or [..., D], and a transcoder's linear path. @param x as in `encode` */
export function decodedBias(config: SaeConfig, weights: SaeWeights, x: Tensor): Tensor {
  if (config.transcodes !== undefined) {
    if (!config.transcodes.skip) return weights('b_dec');
    return ops.add(ops.matmul(x, weights('W_skip'), { transposeB: true }), weights('b_dec'));
  }
  const { scale, shift } = normalise(config, x);
  const scaled = scale === undefined ? weights('b_dec') : ops.mul(weights('b_dec'), scale);
  const shifted = shift === undefined ? scaled : ops.add(scaled, shift);
  return ops.scale(shifted, 1 / config.inputScale);
}

/** Decoder rows of some features in the scale of what is written where s is 1, [U, dOut]. @param features int [U] */
export function rowsInGraph(config: SaeConfig, weights: SaeWeights, features: Tensor): Tensor {
  const rows = ops.gather(weights('W_dec'), features);
  const factor = decoderFactor(config, weights);
  const own = factor === undefined ? rows : ops.mul(rows, ops.unsqueeze(ops.gather(factor, features), [1]));
  return ops.scale(own, rowScale(config));
}

/** Factor on each decoder row before it is written, [F]; absent where it is 1. */
function decoderFactor(config: SaeConfig, weights: SaeWeights): Tensor | undefined {
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
