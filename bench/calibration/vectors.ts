/** Plain vector algebra of the synthetic studies, float64. Directions are orthogonal to the vector of ones, as a model with layer normalisation reads them. */
import type { Random } from '../../src/random.ts';

/** A random direction of length 1, orthogonal to ones. */
export function direction(width: number, rng: Random): Float64Array {
  const x = Float64Array.from({ length: width }, () => rng.normal());
  const mean = x.reduce((sum, value) => sum + value, 0) / width;
  return unit(x.map((value) => value - mean));
}

export function unit(x: Float64Array): Float64Array {
  const norm = Math.hypot(...x);
  return x.map((value) => value / norm);
}

export function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < x.length; d++) sum += x[d] * y[d];
  return sum;
}

/** into += c x, in place. */
export function add(into: Float64Array, c: number, x: ArrayLike<number>): void {
  for (let d = 0; d < into.length; d++) into[d] += c * x[d];
}

/** The part of x that is orthogonal to an orthonormal basis. */
export function without(x: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const rest = x.slice();
  for (const b of basis) add(rest, -dot(rest, b), b);
  return rest;
}

/** Gram-Schmidt. */
export function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) basis.push(unit(without(vector, basis)));
  return basis;
}
