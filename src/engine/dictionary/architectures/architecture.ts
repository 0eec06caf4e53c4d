/**
 * One architecture of dictionary as cofire reads it: its tensors beside W_enc, W_dec and b_dec, and how its input becomes a code. One
 * architecture is one short file; architectures.ts lists them. The formulas and their symbols stand in ../config.ts.
 */
import type { Tensor } from '../../onnx/onnx-graph.ts';
import * as ops from '../../onnx/ops.ts';
import type { SaeConfig } from '../config.ts';

/** A parameter by its SAELens name: `W_enc`, `b_dec`, `threshold`. */
export type SaeWeights = (name: string) => Tensor;

export interface DictionaryArchitecture {
  /** SAELens's name. */
  readonly name: string;
  /** Tensors with one value a feature, in SAELens's names. */
  readonly perFeature: readonly string[];
  /** Whether a code has k features at every position, chosen by size. */
  readonly choosesK: boolean;
  /** Whether codes may be compared in units of their decoder norms. */
  readonly rescales: boolean;
  /** f of the input, [..., F]. @param x [..., dIn], normalised, its bias taken off */
  activate(config: SaeConfig, weights: SaeWeights, x: Tensor): Tensor;
}

/** h = x W_enc + bias. */
export function preActivation(weights: SaeWeights, x: Tensor, bias: string): Tensor {
  return ops.add(ops.matmul(x, weights('W_enc')), weights(bias));
}

/** ‖W_dec row‖, [F]. */
export function decoderNorms(weights: SaeWeights): Tensor {
  const rows = weights('W_dec');
  return ops.sqrt(ops.reduceSum(ops.mul(rows, rows), [1]));
}
