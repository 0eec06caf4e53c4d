/**
 * The prompts × features matrix from codes and projections: value(p, f) = Σ activation · projection[row, f] over the codes of the
 * cell (one code under `last` and `final`), or the product of largest magnitude under `max-abs`, the earlier one in a tie.
 * A cell without codes is 0. The same activations with other projections are the study with other directions.
 */
import type { PositionRule } from '../../../../src/methods/attribution/positions.ts';
import type { Codes } from './codes.ts';

/** @param projections [R, F] row-major f32: gradient row times direction @returns [P, F] row-major */
export function attributionsOf(codes: Codes, projections: Float32Array, rule: PositionRule): Float64Array {
  const { prompts, features, offsets, rows, activations } = codes;
  const values = new Float64Array(prompts * features);
  const largest = rule === 'max-abs';
  for (let p = 0, cell = 0; p < prompts; p++) {
    for (let f = 0; f < features; f++, cell++) {
      let value = 0;
      for (let k = offsets[cell]; k < offsets[cell + 1]; k++) {
        const product = activations[k] * projections[rows[k] * features + f];
        if (!largest) value += product;
        else if (Math.abs(product) > Math.abs(value)) value = product;
      }
      values[cell] = value;
    }
  }
  return values;
}

/**
 * First-order damage of steering one feature alone in the study's way: the contrast lost per unit of factor as the factor goes to
 * zero, mean over prompts, logits. Steering adds base_factor · factor · d at the chosen positions, so the contrast changes by
 * base_factor · factor · Σ_t d·g_t and the damage is the negative of that. It needs no model run, and it holds under a null
 * that replaces directions.
 */
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
