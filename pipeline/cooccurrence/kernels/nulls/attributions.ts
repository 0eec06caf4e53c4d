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
