/**
 * The exact description of a sparse autoencoder that everything after loading reads. With x the residual ([D], mean-centred
 * where the study says so), s the input scale, n the normalisation, and columns of W_enc and rows of W_dec per feature:
 *
 *   x' = n(s·x);  h = (x' − b_dec·applyBDecToInput)·W_enc + b_enc;  f = activation(h);  x̂ = n⁻¹(f·c·W_dec + b_dec) / s
 *
 * - standard: f = relu(h)
 * - gated:    f = 1[(…)·W_enc + b_gate > 0] · relu((…)·(W_enc·exp(r_mag)) + b_mag), no b_enc
 * - jumprelu: f = relu(h)·1[h > threshold]
 * - topk:     f = relu of the k largest h, the rest 0; with rescaleActsByDecoderNorm h is multiplied by ‖W_dec row‖ before
 *             the choice and f divided by it before decoding
 * - batchtopk: f = relu(h)·1[h > θ], θ one number of its weights; with rescaleActsByDecoderNorm as topk
 * - c is 1, or the tensor `finetuning_scaling_factor` where the file holds one.
 *
 * Normalisation, undone after decoding: `constant_norm_rescale` x·√D / ‖x‖; `layer_norm` (x − mean) / (std + 1e-5) with the
 * sample standard deviation (D − 1), undone by x̂·std + mean. A transcoder writes ŷ = f·c·W_dec + b_dec (+ x·W_skipᵀ), undoing nothing.
 */
import type { Site } from '../model/site.ts';

export type Normalization = 'none' | 'constant_norm_rescale' | 'layer_norm';

export interface SaeConfig {
  /** A name of architectures/architectures.ts. */
  readonly architecture: string;
  /** Width of what it reads, D for the residual. */
  readonly dIn: number;
  /** Number of features. */
  readonly dSae: number;
  readonly reads: Site;
  /** Of a transcoder: where and how wide it writes, and whether it has a linear path beside its features. */
  readonly transcodes?: Transcodes;
  /** Features kept per position; null where the architecture chooses none. */
  readonly k: number | null;
  readonly rescaleActsByDecoderNorm: boolean;
  readonly applyBDecToInput: boolean;
  readonly normalization: Normalization;
  /**
   * s: 1 unless the SAE was trained on activations scaled to an expected norm (`expected_average_only_in`) and saved without
   * folding the factor in. SAELens folds it by W_enc·s, W_dec/s, b_dec/s, which is the same function; here no weight is copied.
   */
  readonly inputScale: number;
  /** Whether the file's scaling factor, where it is not all ones, multiplies f before decoding. */
  readonly finetuningScalingFactor: boolean;
  readonly prependBos: boolean;
  /** Whether the SAE expects a mean-centred residual; null where its metadata does not say. */
  readonly center: boolean | null;
  readonly dtype: 'float32' | 'float16' | 'bfloat16';
  /** θ of batchtopk, which stands in its weights. */
  readonly topkThreshold?: number;
  /** Whether a jumprelu's file has the logarithm of its thresholds, as training keeps them. */
  readonly logThreshold?: boolean;
  /** What its training left out, for a note: special tokens, positions. */
  readonly trainedWithout?: readonly string[];
  /** Facts that identify a release. */
  readonly origin: SaeOrigin;
}

interface Transcodes {
  readonly writes: Site;
  readonly dOut: number;
  /** ŷ has x·W_skipᵀ beside f·W_dec + b_dec. */
  readonly skip: boolean;
}

interface SaeOrigin {
  readonly format: 'before 6.0' | '6.0';
  readonly modelName: string | null;
  readonly datasetPath: string | null;
  readonly contextSize: number | null;
  readonly neuronpediaId: string | null;
}
