/**
 * All decoder rows, as decoder-rows.ts has some, with each row's norm.
 */

import { readTensor } from '../model/files/tensor-values.ts';
import { rowFactor, rowNorm } from './decoder-rows.ts';
import type { SaeFiles } from './sae-files.ts';

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
