/**
 * The directions a set adds: decoder rows of its features, or in the control arms others of the same norms:
 *
 * - random-direction, carriers-direction: isotropic;
 * - random-covariance: Gaussian with the covariance of the task's residuals, drawn as Σ_n z_n (x_n − mean)/√N with normal z_n;
 * - prompt-difference: the residual of one prompt minus that of another, both at their last position.
 *
 * D is the residual's width.
 */

import { type Norm, readable } from '../../../../src/engine/model/readable.ts';
import { type Random, random } from '../../../../src/random.ts';
import { type SteeringSet, takesDirections } from './design.ts';

interface DirectionSources {
  /** Decoder row [D] of each feature, in the residual's own scale. */
  readonly rows: ReadonlyMap<number, Float32Array>;
  /** Residual [D] of every steered prompt at its last position. */
  readonly lastResiduals: readonly Float32Array[];
  readonly seed: number;
  /** The model's normalisation; by layer unless given. */
  readonly norm: Norm;
}

/** A set with the features of its nodes in place of the nodes. */
export interface PushedSet extends SteeringSet {
  /** Place in the set of the node of each feature; its own where this is left out. */
  readonly places?: readonly number[];
}

/** @returns one direction a feature of the set; of other directions, one a node, at the norm of each of its features */
export function setDirections(set: PushedSet, sources: DirectionSources): Float32Array[] {
  return set.featureIds.map((feature, i) => {
    const row = rowOf(sources.rows, feature);
    if (!takesDirections(set.arm)) return row;
    const direction = draw(set, sources, random(sources.seed, set.arm, set.size, set.replicate, set.places?.[i] ?? i));
    const factor = norm(row) / norm(direction);
    return direction.map((value) => value * factor);
  });
}

/** The decoder row of each feature, in their order. @throws Error for a feature without one */
export function rowsOf(rows: ReadonlyMap<number, Float32Array>, features: Iterable<number>): Float32Array[] {
  return Array.from(features, (feature) => rowOf(rows, feature));
}

function rowOf(rows: ReadonlyMap<number, Float32Array>, feature: number): Float32Array {
  const row = rows.get(feature);
  if (row === undefined) throw new Error(`no decoder row of feature ${feature}, expected one for every feature`);
  return row;
}

function draw({ arm, featureIds }: SteeringSet, sources: DirectionSources, rng: Random): Float32Array {
  const { rows, lastResiduals, norm: kind } = sources;
  const width = rows.get(featureIds[0])!.length;
  if (arm === 'random-direction' || arm === 'carriers-direction')
    return Float32Array.from({ length: width }, () => rng.normal());
  if (lastResiduals.length < 2) throw new RangeError(`steering: arm ${arm} needs at least two prompts`);
  if (arm === 'prompt-difference') {
    const first = rng.integer(lastResiduals.length);
    const second = (first + 1 + rng.integer(lastResiduals.length - 1)) % lastResiduals.length;
    return readable(kind, difference(lastResiduals[first], lastResiduals[second]));
  }
  const mean = sumOf(lastResiduals, width).map((value) => value / lastResiduals.length);
  const direction = new Float32Array(width);
  for (const resid of lastResiduals) {
    const weight = rng.normal();
    for (let d = 0; d < width; d++) direction[d] += weight * (resid[d] - mean[d]);
  }
  return readable(kind, direction);
}

function difference(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, d) => value - b[d]);
}

export function sumOf(directions: readonly Float32Array[], width: number): Float32Array {
  const sum = new Float32Array(width);
  for (const direction of directions) for (let d = 0; d < width; d++) sum[d] += direction[d];
  return sum;
}

export function norm(vector: Float32Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}
