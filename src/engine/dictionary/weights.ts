/**
 * Which tensors an SAE of each architecture holds, with their shapes [rows, columns], in SAELens's names.
 */
import type { SaeConfig } from './config.ts';

export interface ExpectedTensor {
  readonly name: string;
  readonly shape: readonly number[];
}

export function expectedTensors({ architecture, dIn, dSae }: SaeConfig): readonly ExpectedTensor[] {
  const perFeature = (name: string): ExpectedTensor => ({ name, shape: [dSae] });
  const shared: ExpectedTensor[] = [
    { name: 'W_enc', shape: [dIn, dSae] },
    { name: 'W_dec', shape: [dSae, dIn] },
    { name: 'b_dec', shape: [dIn] },
  ];
  switch (architecture) {
    case 'gated':
      return [...shared, perFeature('b_gate'), perFeature('r_mag'), perFeature('b_mag')];
    case 'jumprelu':
      return [...shared, perFeature('b_enc'), perFeature('threshold')];
    case 'standard':
    case 'topk':
      return [...shared, perFeature('b_enc')];
  }
}

/** Older files name the per-feature factor on f `scaling_factor`. */
export const SCALING_FACTOR_NAMES: readonly string[] = ['finetuning_scaling_factor', 'scaling_factor'];

/** torch.allclose(factor, 1) with its default tolerances, SAELens's own test for a factor that does nothing. */
export function isAllOnes(factor: Float32Array): boolean {
  return factor.every((value) => Math.abs(value - 1) <= 1e-8 + 1e-5);
}
