/**
 * Principal components of rows: eigenvectors of Σ_r x_r x_rᵀ, largest eigenvalue first, by cyclic Jacobi rotations (Golub and Van Loan, Matrix
 * Computations, §8.5), which are exact to rounding whatever the gaps between eigenvalues. Rows are taken as they are: centre them first.
 * D³ a sweep, about eight sweeps: 0.1 s at D = 128, half a minute at 768.
 */

interface PrincipalComponents {
  /** Falling, [D]; what is below 0 by rounding is 0. */
  readonly values: Float64Array;
  /** [D] each, of unit length; the largest entry is positive. */
  readonly vectors: readonly Float64Array[];
}

/** Rotations below this share of the matrix's norm are left out. */
const SETTLED = 1e-15;
const MOST_SWEEPS = 60;

/** @param product Σ x xᵀ, [D, D] row-major, symmetric @throws RangeError where it is not finite */
export function principalComponents(product: ArrayLike<number>, width: number): PrincipalComponents {
  const a = Float64Array.from(product);
  if (a.length !== width * width || !a.every(Number.isFinite))
    throw new RangeError(`principalComponents: ${a.length} numbers, expected ${width} × ${width} finite ones`);
  // Rows of v are the vectors.
  const v = new Float64Array(width * width);
  for (let i = 0; i < width; i++) v[i * width + i] = 1;
  const size = Math.sqrt(a.reduce((sum, x) => sum + x * x, 0));
  let turned = size > 0;
  for (let sweep = 0; turned && sweep < MOST_SWEEPS; sweep++) {
    turned = false;
    for (let p = 0; p < width; p++)
      for (let q = p + 1; q < width; q++) {
        if (Math.abs(a[p * width + q]) <= SETTLED * size) continue;
        rotate(a, v, width, p, q);
        turned = true;
      }
  }
  const order = Array.from({ length: width }, (_, i) => i).sort((i, j) => a[j * width + j] - a[i * width + i] || i - j);
  return {
    values: Float64Array.from(order, (i) => Math.max(0, a[i * width + i])),
    vectors: order.map((i) => upright(v.slice(i * width, (i + 1) * width))),
  };
}

/** Makes a[p, q] zero and turns rows p and q of v alike. */
function rotate(a: Float64Array, v: Float64Array, width: number, p: number, q: number): void {
  const theta = (a[q * width + q] - a[p * width + p]) / (2 * a[p * width + q]);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < width; k++) {
    const [x, y] = [a[k * width + p], a[k * width + q]];
    a[k * width + p] = c * x - s * y;
    a[k * width + q] = s * x + c * y;
  }
  for (const matrix of [a, v])
    for (let k = 0; k < width; k++) {
      const [x, y] = [matrix[p * width + k], matrix[q * width + k]];
      matrix[p * width + k] = c * x - s * y;
      matrix[q * width + k] = s * x + c * y;
    }
}

/** An eigenvector has no sign of its own. */
function upright(vector: Float64Array): Float64Array {
  const largest = vector.reduce((found, x) => (Math.abs(x) > Math.abs(found) + 1e-12 ? x : found), 0);
  return largest < 0 ? vector.map((x) => -x) : vector;
}
