/** What one unit of a feature's code adds to the residual, for steering: its decoder row with the constant factors applied. */

import { readRows, readTensor } from '../model/files/tensor-values.ts';
import type { SaeFiles } from './sae-files.ts';

/**
 * @returns feature → row [D], times the finetuning factor, over the decoder norm where the code is in such units, over the input
 * scale. A normalisation that differs per position is not undone here (unit-scales.ts): the mode `seed` is in the residual's own units.
 */
export async function decoderRows(
  sae: SaeFiles,
  features: Iterable<number>,
): Promise<ReadonlyMap<number, Float32Array>> {
  const { config, tensors, scalingFactor } = sae;
  const entry = tensors.get('W_dec');
  if (entry === undefined) throw new Error('decoder rows: the SAE has no W_dec');
  const tuned = config.finetuningScalingFactor && scalingFactor !== null ? await readTensor(scalingFactor) : undefined;
  const rows = new Map<number, Float32Array>();
  for (const feature of new Set(features)) {
    const row = await readRows(entry, feature, feature + 1);
    const norm = config.rescaleActsByDecoderNorm ? Math.sqrt(row.reduce((sum, v) => sum + v * v, 0)) : 1;
    const factor = (tuned?.[feature] ?? 1) / (norm * config.inputScale);
    rows.set(
      feature,
      row.map((value) => value * factor),
    );
  }
  return rows;
}
