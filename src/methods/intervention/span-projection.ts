/**
 * Orthogonal projection onto the span of a few vectors, by an orthonormal basis (modified Gram-Schmidt, twice: Björck 1967,
 * https://doi.org/10.1007/BF01934122). A vector that lies in the span of the earlier ones adds nothing.
 */

/** What is left of a vector, relative to its norm, below which it counts as dependent. */
const DEPENDENT = 1e-6;

/** @param vectors each [D] @returns x ↦ P x, float64 inside */
export function projector(vectors: readonly Float32Array[]): (x: Float32Array) => Float32Array {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    const left = Float64Array.from(vector);
    const norm = length(left);
    for (let pass = 0; pass < 2; pass++) for (const unit of basis) subtract(left, unit, inner(left, unit));
    const rest = length(left);
    if (rest > DEPENDENT * norm) basis.push(left.map((value) => value / rest));
  }
  return (x) => {
    const shadow = new Float64Array(x.length);
    for (const unit of basis) subtract(shadow, unit, -inner(x, unit));
    return Float32Array.from(shadow);
  };
}

function inner(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d] * b[d];
  return sum;
}

function length(a: Float64Array): number {
  return Math.sqrt(inner(a, a));
}

function subtract(a: Float64Array, unit: Float64Array, amount: number): void {
  for (let d = 0; d < a.length; d++) a[d] -= amount * unit[d];
}
