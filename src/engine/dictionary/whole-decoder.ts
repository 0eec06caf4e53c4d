/**
 * Decoder rows as they write into the residual's normalised scale: W_dec times the factor of the file or of the architecture
 * (decoderFactor in sae/graph.ts), with each row's norm.
 */

import { readTensor } from '../model/files/tensor-values.ts';
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
  const { dSae: features, dIn: width } = config;
  const norms = new Float64Array(features);
  for (let f = 0; f < features; f++) {
    const row = rows.subarray(f * width, (f + 1) * width);
    const norm = lengthOf(row);
    const factor = (tuned?.[f] ?? 1) * (config.rescaleActsByDecoderNorm && norm > 0 ? 1 / norm : 1);
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

function lengthOf(row: Float32Array): number {
  let squares = 0;
  for (const x of row) squares += x * x;
  return Math.sqrt(squares);
}
