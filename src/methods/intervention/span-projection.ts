/** Orthogonal projection onto the span of a few vectors, by an orthonormal basis (basis.ts). */
import { basisOf } from '../stats/basis.ts';

/** What is left of a vector, relative to its norm, below which it counts as dependent: the vectors are float32. */
const DEPENDENT = 1e-6;

/** @param vectors each [D] @returns x ↦ P x, float64 inside */
export function projector(vectors: readonly Float32Array[]): (x: Float32Array) => Float32Array {
  const width = vectors[0]?.length ?? 0;
  const { vectors: basis } = basisOf(width, vectors, DEPENDENT);
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
