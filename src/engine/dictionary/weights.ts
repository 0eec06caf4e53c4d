/**
 * Which tensors an SAE of each architecture holds, with their shapes [rows, columns], in SAELens's names.
 */
import { architectureOf } from './architectures/architectures.ts';
import type { SaeConfig } from './config.ts';

interface ExpectedTensor {
  readonly name: string;
  readonly shape: readonly number[];
}

export function expectedTensors({
  architecture,
  dIn,
  dSae,
  transcodes,
  logThreshold,
}: SaeConfig): readonly ExpectedTensor[] {
  const dOut = transcodes?.dOut ?? dIn;
  const stored = (name: string): string => (logThreshold === true && name === 'threshold' ? 'log_threshold' : name);
  const own = architectureOf(architecture).perFeature.map(
    (name): ExpectedTensor => ({ name: stored(name), shape: [dSae] }),
  );
  const skip: ExpectedTensor[] = transcodes?.skip ? [{ name: 'W_skip', shape: [dOut, dIn] }] : [];
  return [
    { name: 'W_enc', shape: [dIn, dSae] },
    { name: 'W_dec', shape: [dSae, dOut] },
    { name: 'b_dec', shape: [dOut] },
    ...own,
    ...skip,
  ];
}

/** Older files name the per-feature factor on f `scaling_factor`. */
export const SCALING_FACTOR_NAMES: readonly string[] = ['finetuning_scaling_factor', 'scaling_factor'];

/** torch.allclose(factor, 1) with its default tolerances, SAELens's own test for a factor that does nothing. */
export function isAllOnes(factor: Float32Array): boolean {
  return factor.every((value) => Math.abs(value - 1) <= 1e-8 + 1e-5);
}
