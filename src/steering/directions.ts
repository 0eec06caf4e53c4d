/** The directions a set adds: decoder rows of its features, or isotropic ones of the same norms. D is the residual's width. */
import { random } from '../random.ts';
import type { SteeringSet } from './design.ts';

/** @param rows decoder row [D] of each feature, in the residual's own scale @returns one direction a feature of the set */
export function setDirections(set: SteeringSet, rows: ReadonlyMap<number, Float32Array>, seed: number): Float32Array[] {
  return set.featureIds.map((feature, i) => {
    const row = rows.get(feature);
    if (row === undefined) throw new Error(`steering: no decoder row of feature ${feature}`);
    return set.arm === 'random-direction' ? isotropic(row, seed, set.setId, i) : row;
  });
}

function isotropic(like: Float32Array, seed: number, setId: number, i: number): Float32Array {
  const rng = random(seed, 'random-direction', setId, i);
  const direction = Float32Array.from(like, () => rng.normal());
  const factor = norm(like) / norm(direction);
  return direction.map((value) => value * factor);
}

export function sumOf(directions: readonly Float32Array[], width: number): Float32Array {
  const sum = new Float32Array(width);
  for (const direction of directions) for (let d = 0; d < width; d++) sum[d]! += direction[d]!;
  return sum;
}

export function norm(vector: Float32Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}
