/**
 * Null `second-moment` (METHODS N3 a): random directions u with the second moment of the live decoder rows,
 *   E[u uᵀ] ∝ M = Σ_j d_j d_jᵀ / n,  u = L z with L Lᵀ = M and z standard normal,
 * each scaled to the norm of the decoder row that it replaces. It keeps which directions of the residual the dictionary uses, and
 * forgets which features lie beside each other.
 */
import type { Random } from '../../../../src/random.ts';

/** Share of the mean eigenvalue added to the diagonal: with fewer rows than dimensions M is singular. */
export const RIDGE = 1e-6;

/** M, [D, D]. @param rows [n, D] row-major */
export function secondMoment(rows: Float32Array, width: number): Float64Array {
  const count = rows.length / width;
  if (!(Number.isInteger(count) && count > 0))
    throw new RangeError(`secondMoment: ${rows.length} values, expected rows of ${width}`);
  const moment = new Float64Array(width * width);
  // Four rows at a time: each entry is read and written once for four products. They are added in the order of rows, whatever the block.
  const whole = count - (count % 4);
  for (let row = 0; row < whole; row += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((k) => (row + k) * width);
    for (let i = 0; i < width; i++) {
      const [p, q, r, s] = [rows[a + i] / count, rows[b + i] / count, rows[c + i] / count, rows[d + i] / count];
      const into = i * width;
      for (let j = 0; j <= i; j++)
        moment[into + j] = moment[into + j] + p * rows[a + j] + q * rows[b + j] + r * rows[c + j] + s * rows[d + j];
    }
  }
  for (let row = whole; row < count; row++) {
    const at = row * width;
    for (let i = 0; i < width; i++) {
      const x = rows[at + i] / count;
      const into = i * width;
      for (let j = 0; j <= i; j++) moment[into + j] += x * rows[at + j];
    }
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) moment[j * width + i] = moment[i * width + j];
  return moment;
}

/** L of M + ridge, [D, D] row-major, zeros above the diagonal. @param share of the mean diagonal that is added to it */
export function lowerFactor(moment: Float64Array, width: number, share = RIDGE): Float64Array {
  let trace = 0;
  for (let i = 0; i < width; i++) trace += moment[i * width + i];
  const ridge = (share * trace) / width;
  const l = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = moment[i * width + j] + (i === j ? ridge : 0);
      for (let k = 0; k < j; k++) sum -= l[i * width + k] * l[j * width + k];
      if (i !== j) l[i * width + j] = sum / l[j * width + j];
      else if (sum > 0) l[i * width + i] = Math.sqrt(sum);
      else throw new RangeError(`lowerFactor: pivot ${sum} in row ${i}, expected a positive definite matrix`);
    }
  }
  return l;
}

/** [F, D] standard normal numbers. */
export function normals(features: number, width: number, rng: Random): Float32Array {
  const z = new Float32Array(features * width);
  for (let i = 0; i < z.length; i++) z[i] = rng.normal();
  return z;
}

/** Scales each row in place to its norm, [F]. */
export function withNorms(rows: Float32Array, norms: Float64Array): Float32Array {
  const width = rows.length / norms.length;
  for (let f = 0; f < norms.length; f++) {
    let squares = 0;
    for (let k = f * width; k < (f + 1) * width; k++) squares += rows[k] * rows[k];
    const scale = norms[f] / Math.sqrt(squares);
    for (let k = f * width; k < (f + 1) * width; k++) rows[k] *= scale;
  }
  return rows;
}
