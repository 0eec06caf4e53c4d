/**
 * Largest eigenvalue of a symmetric tridiagonal matrix and its eigenvector: bisection on Sturm counts (Golub and Van Loan,
 * Matrix Computations, §8.4), then inverse iteration with a shift just above the eigenvalue, where the shifted matrix is
 * definite and elimination without pivoting is stable.
 */

export interface Ritz {
  readonly value: number;
  /** [k] unit length. */
  readonly vector: Float64Array;
}

/** `diagonal` [k], `off` [≥ k - 1]: the first k - 1 entries couple neighbours. */
export function largestOfTridiagonal(diagonal: Float64Array, off: Float64Array): Ritz {
  const k = diagonal.length;
  if (k === 0) throw new RangeError('largestOfTridiagonal: size 0, expected at least 1');
  let low = -Infinity;
  let high = -Infinity;
  for (let i = 0; i < k; i++) {
    const radius = (i > 0 ? Math.abs(off[i - 1]) : 0) + (i < k - 1 ? Math.abs(off[i]) : 0);
    low = Math.max(low, diagonal[i]); // the largest eigenvalue is at least any diagonal entry
    high = Math.max(high, diagonal[i] + radius);
  }
  high += 1e-15 * Math.abs(high);
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (anyAbove(diagonal, off, middle)) low = middle;
    else high = middle;
  }
  const scale = Math.max(Math.abs(high), 1e-280);
  const shift = high + 1e-14 * scale;
  let vector = new Float64Array(k).fill(1 / Math.sqrt(k));
  for (let step = 0; step < 4; step++) vector = unit(solve(diagonal, off, shift, vector));
  return { value: high, vector };
}

/** Whether an eigenvalue lies above x: a pivot of T - x I is positive. */
function anyAbove(diagonal: Float64Array, off: Float64Array, x: number): boolean {
  let pivot = diagonal[0] - x;
  for (let i = 0; ; i++) {
    if (pivot >= 0) return true;
    if (i === diagonal.length - 1) return false;
    pivot = diagonal[i + 1] - x - (off[i] * off[i]) / pivot;
  }
}

/** Solves (shift I - T) y = b by elimination; the matrix is positive definite. */
function solve(diagonal: Float64Array, off: Float64Array, shift: number, b: Float64Array): Float64Array {
  const k = diagonal.length;
  const pivots = new Float64Array(k);
  const y = b.slice();
  pivots[0] = shift - diagonal[0];
  for (let i = 1; i < k; i++) {
    const factor = -off[i - 1] / pivots[i - 1];
    pivots[i] = Math.max(shift - diagonal[i] + factor * off[i - 1], Number.EPSILON * Math.abs(shift));
    y[i] -= factor * y[i - 1];
  }
  for (let i = k - 1; i >= 0; i--) y[i] = (y[i] + (i < k - 1 ? off[i] * y[i + 1] : 0)) / pivots[i];
  return y;
}

function unit(vector: Float64Array): Float64Array<ArrayBuffer> {
  const largest = vector.reduce((found, x) => Math.max(found, Math.abs(x)), 0);
  const scaled = Float64Array.from(vector, (x) => x / largest); // squares of the raw entries may overflow
  const length = Math.sqrt(scaled.reduce((sum, x) => sum + x * x, 0));
  return scaled.map((x) => x / length);
}
