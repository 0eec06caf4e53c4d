/**
 * Orthonormal basis of the span of some columns, in their order, by Gram-Schmidt with every projection done twice
 * ("twice is enough": Giraud, Langou & Rozložník 2005). A column that lies in the span of those before it (what is left is at
 * most 1e-10 of its norm) adds nothing and is left out, so dummy variables that sum to the intercept need no special care. Projection
 * onto a span, and the cosine of two directions.
 */

interface Basis {
  readonly n: number;
  /** [R, P] row-major f64, orthonormal rows. */
  readonly vectors: readonly Float64Array[];
  /** Indices of the columns that added a direction. */
  readonly independent: readonly number[];
}

/** Share of a column's norm below which it is taken to lie in the span of others. */
export const DEPENDENT = 1e-10;

/** @param dependent share of a column's norm below which it is taken to lie in the span of those before */
export function basisOf(n: number, columns: readonly ArrayLike<number>[], dependent = DEPENDENT): Basis {
  const vectors: Float64Array[] = [];
  const independent: number[] = [];
  columns.forEach((column, index) => {
    if (column.length !== n) throw new RangeError(`basis: column ${index} has ${column.length} values, expected ${n}`);
    const vector = Float64Array.from(column);
    if (!vector.every(Number.isFinite))
      throw new RangeError(`basis: column ${index} is not finite, expected finite numbers`);
    const before = norm(vector);
    removeSpan(vector, vectors);
    const after = norm(vector);
    if (after <= dependent * before) return;
    for (let i = 0; i < n; i++) vector[i] /= after;
    vectors.push(vector);
    independent.push(index);
  });
  return { n, vectors, independent };
}

/** Takes the part of `vector` that lies in the span out of it, in place. */
export function removeSpan(vector: Float64Array, vectors: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of vectors) {
      let along = 0;
      for (let i = 0; i < vector.length; i++) along += direction[i] * vector[i];
      for (let i = 0; i < vector.length; i++) vector[i] -= along * direction[i];
    }
  }
}

export function norm(vector: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i]));
  if (largest === 0) return 0;
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += (vector[i] / largest) ** 2;
  return largest * Math.sqrt(squares);
}

/** What is left of a vector, relative to its norm, below which it counts as dependent: the vectors are float32. */
const DEPENDENT_FLOAT32 = 1e-6;

/** Orthogonal projection onto the span of a few vectors. @param vectors each [D] @returns x ↦ P x, float64 inside */
export function projector(vectors: readonly Float32Array[]): (x: Float32Array) => Float32Array {
  const width = vectors[0]?.length ?? 0;
  const { vectors: basis } = basisOf(width, vectors, DEPENDENT_FLOAT32);
  return (x) => {
    const shadow = new Float64Array(x.length);
    for (const unit of basis) {
      let along = 0;
      for (let d = 0; d < x.length; d++) along += x[d] * unit[d];
      for (let d = 0; d < x.length; d++) shadow[d] += along * unit[d];
    }
    return Float32Array.from(shadow);
  };
}

/** Cosine of two directions, x·y / (‖x‖ ‖y‖), in float64, held within −1 … 1; 0 where one of them is zero. */
export function directionCosine(x: Float32Array, y: Float32Array): number {
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xx += x[i] * x[i];
    yy += y[i] * y[i];
    xy += x[i] * y[i];
  }
  if (xx === 0 || yy === 0) return 0;
  // Rounding takes the cosine of equal rows past 1.
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
