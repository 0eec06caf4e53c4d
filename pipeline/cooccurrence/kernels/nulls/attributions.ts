/**
 * The prompts × features matrix from codes and projections: value(p, f) = Σ activation · projection[row, f] over the codes of the
 * cell (one code under `last` and `final`), or the product of largest magnitude under `max-abs`, the earlier one in a tie.
 * A cell without codes is 0. The same activations with other projections are the study with other directions. A node of several features has
 * the sum of their values.
 */
import type { PositionRule } from '../../../../src/methods/attribution/positions.ts';
import { type Codes, columnsOf } from './codes.ts';

/** @param projections [R, F] row-major f32: gradient row times direction @returns [P, F] row-major, a column a node where copies are merged */
export function attributionsOf(codes: Codes, projections: Float32Array, rule: PositionRule): Float64Array {
  const { prompts, features, offsets, rows, activations, nodes } = codes;
  const columns = columnsOf(codes);
  const values = new Float64Array(prompts * columns);
  const largest = rule === 'max-abs';
  for (let p = 0, cell = 0; p < prompts; p++) {
    for (let f = 0; f < features; f++, cell++) {
      let value = 0;
      for (let k = offsets[cell]; k < offsets[cell + 1]; k++) {
        const product = activations[k] * projections[rows[k] * features + f];
        if (!largest) value += product;
        else if (Math.abs(product) > Math.abs(value)) value = product;
      }
      if (nodes === undefined) values[cell] = value;
      else values[p * columns + nodes.of[f]] += value;
    }
  }
  return values;
}

/**
 * Importance of a feature to first order: |mean over prompts of Σ_t f(t)·(d·g(t))| over the positions where it would be taken out, which is
 * what exact removal does to the contrast as long as the model is a straight line. It needs no model run, so it can be had for a null that
 * replaces directions; the study's own features have it beside exact removal in the table `removal`.
 */
export interface Removed {
  /** Every code at the positions where features are taken out. */
  readonly codes: Codes;
  /** Prompts to take the mean over: all that are steered, then those of both halves of each split. */
  readonly parts: readonly Int32Array[];
}

/** @param projections [R, F] row-major @returns for each part [F], logits; 0 for a part without prompts */
export function firstOrderImportance(projections: Float32Array, { codes, parts }: Removed): Float64Array[] {
  const features = columnsOf(codes);
  const damage = attributionsOf(codes, projections, 'sum');
  return parts.map((prompts) => {
    const sums = new Float64Array(features);
    for (const p of prompts) for (let f = 0; f < features; f++) sums[f] += damage[p * features + f];
    return sums.map((sum) => (prompts.length === 0 ? 0 : Math.abs(sum) / prompts.length));
  });
}
