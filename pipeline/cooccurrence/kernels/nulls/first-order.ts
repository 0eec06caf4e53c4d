/**
 * First-order damage of steering one feature alone in the study's way: the contrast lost per unit of factor as the factor goes to
 * zero, mean over prompts, logits. Steering adds base_factor · factor · d at the chosen positions, so the contrast changes by
 * base_factor · factor · Σ_t d·g_t and the damage is the negative of that. It needs no model run, and it holds under a null
 * that replaces directions.
 */
import type { Codes } from './codes.ts';

export interface Steered {
  readonly baseFactor: number;
  /** Row of the projections that holds d · (mean over prompts of Σ_t g_t); null when a feature is steered only where it is active. */
  readonly row: number | null;
  /** Every code of the steered prompts, for steering where active. */
  readonly active: Codes | null;
  /** Number of steered prompts. */
  readonly prompts: number;
}

/** @param projections [R, F] row-major @returns [F] logits per unit of factor; positive is harm */
export function firstOrderDamage(projections: Float32Array, features: number, steered: Steered): Float64Array {
  const { baseFactor, row, active, prompts: steeredPrompts } = steered;
  const effect = new Float64Array(features);
  if (row !== null) {
    for (let f = 0; f < features; f++) effect[f] = projections[row * features + f];
  } else if (active !== null) {
    const { prompts, offsets, rows } = active;
    for (let cell = 0; cell < prompts * features; cell++) {
      const f = cell % features;
      for (let k = offsets[cell]; k < offsets[cell + 1]; k++)
        effect[f] += projections[rows[k] * features + f] / steeredPrompts;
    }
  } else throw new RangeError('firstOrderDamage: neither a row nor codes, expected one of them');
  return effect.map((sum) => -baseFactor * sum);
}
