/** Decoder rows: what one unit of a feature's code adds, with every factor that is the same at every position (dictionary.ts). */

import { readRows, readTensor } from '../model/files/tensor-values.ts';
import type { SaeConfig } from './config.ts';
import type { SaeFiles } from './sae-files.ts';

/**
 * @returns feature → row [D], times the finetuning factor, over the decoder norm where the code is in such units, over the input
 * scale. A normalisation that differs per position is not undone here (unit-scale.ts): the mode `seed` is in the residual's own units.
 */
export async function decoderRows(
  sae: SaeFiles,
  features: Iterable<number>,
): Promise<ReadonlyMap<number, Float32Array>> {
  const { config, tensors, scalingFactor } = sae;
  const entry = tensors.get('W_dec');
  if (entry === undefined) throw new Error('decoder rows: the SAE has no W_dec');
  const tuned = scalingFactor === null ? undefined : await readTensor(scalingFactor);
  const rows = new Map<number, Float32Array>();
  for (const feature of new Set(features)) {
    const row = await readRows(entry, feature, feature + 1);
    const factor = rowFactor(config, tuned?.[feature], rowNorm(row));
    rows.set(
      feature,
      row.map((value) => value * factor),
    );
  }
  return rows;
}

/** ‖W_dec row‖, float64. */
export function rowNorm(row: Float32Array): number {
  let squares = 0;
  for (const value of row) squares += value * value;
  return Math.sqrt(squares);
}

/**
 * The factor on a row of W_dec: the finetuning factor, over the row's norm where the code is in such units, over the input scale.
 * @param tuned of the feature, where the file has such factors
 */
function rowFactor(config: SaeConfig, tuned: number | undefined, norm: number): number {
  // A row of zeros stays one.
  const length = config.rescaleActsByDecoderNorm && norm > 0 ? norm : 1;
  return ((tuned ?? 1) / length) * rowScale(config);
}

/** What of it every row has alike: an SAE undoes the input scale, a transcoder nothing. */
export function rowScale({ inputScale, transcodes }: SaeConfig): number {
  return transcodes === undefined ? 1 / inputScale : 1;
}

/** All rows, with each one's norm. */
export interface Decoder {
  readonly features: number;
  readonly width: number;
  /** [F, D] row-major. */
  readonly rows: Float32Array;
  /** [F] */
  readonly norms: Float64Array;
}

export async function readDecoder({ tensors, scalingFactor, config }: SaeFiles): Promise<Decoder> {
  const entry = tensors.get('W_dec');
  if (entry === undefined) throw new Error('decoder: no tensor W_dec in an opened SAE');
  const rows = await readTensor(entry);
  const tuned = scalingFactor === null ? null : await readTensor(scalingFactor);
  const { dSae: features } = config;
  const width = config.transcodes?.dOut ?? config.dIn;
  const norms = new Float64Array(features);
  for (let f = 0; f < features; f++) {
    const row = rows.subarray(f * width, (f + 1) * width);
    const norm = rowNorm(row);
    const factor = rowFactor(config, tuned?.[f], norm);
    if (factor !== 1) for (let k = 0; k < width; k++) row[k] *= factor;
    norms[f] = norm * Math.abs(factor);
  }
  return { features, width, rows, norms };
}

/** The rows of these features, [n, D]. */
export function takeDecoderRows({ rows, width }: Decoder, features: ArrayLike<number>): Float32Array {
  const taken = new Float32Array(features.length * width);
  for (let i = 0; i < features.length; i++) {
    taken.set(rows.subarray(features[i] * width, (features[i] + 1) * width), i * width);
  }
  return taken;
}
