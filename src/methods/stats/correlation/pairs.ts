/**
 * Normalised inner products of all pairs of prepared columns: r_ab = Σ x_a x_b / √(Σ x_a² · Σ x_b²).
 * On centred columns that is Pearson's r, on uncentred ones the cosine.
 *
 * Products are added in row order exactly as the sums of squares were, so two identical columns give exactly 1
 * (√(s·s) = s in IEEE arithmetic). Rounding beyond ±1 is clipped. Pairs are visited in tiles that stay in the cache; the
 * tile size changes no value.
 */

import type { Columns } from './columns.ts';
import { columnAt, type HeldColumns } from './scattered-columns.ts';

/** Columns per tile: 2 × 48 columns of 1,000 float64 rows are 768 kB, inside a second-level cache. */
const TILE = 48;

/** All pairs a < b of `varying`, packed by rows of the upper triangle: see `pairIndex`. */
export interface PairTable {
  readonly n: number;
  /** Input columns that took part, ascending, [K]. */
  readonly varying: Int32Array;
  /** Input columns left out as constant, ascending. */
  readonly constant: Int32Array;
  /** [K (K − 1) / 2]. */
  readonly r: Float64Array;
}

/** Where the pair of varying columns i < j stands among K columns. */
export function pairIndex(i: number, j: number, k: number): number {
  return (i * (2 * k - i - 1)) / 2 + (j - i - 1);
}

export function pairProducts(columns: Columns): PairTable {
  const { n, varying, constant, values, squares } = columns;
  const k = varying.length;
  const r = new Float64Array((k * (k - 1)) / 2);
  for (let tileA = 0; tileA < k; tileA += TILE) {
    const endA = Math.min(tileA + TILE, k);
    for (let tileB = tileA; tileB < k; tileB += TILE) {
      const endB = Math.min(tileB + TILE, k);
      for (let i = tileA; i < endA; i++) {
        for (let j = Math.max(i + 1, tileB); j < endB; j++) {
          r[pairIndex(i, j, k)] = ratio(inner(values, i * n, j * n, n), squares[i], squares[j]);
        }
      }
    }
  }
  return { n, varying, constant, r };
}

/** Normalised product of the prepared columns i and j alone; equal bit for bit to its entry of `pairProducts`. */
export function pairProduct(columns: Columns, i: number, j: number): number {
  const { n, values, squares } = columns;
  return ratio(inner(values, i * n, j * n, n), squares[i], squares[j]);
}

function inner(values: Float64Array, a: number, b: number, n: number): number {
  let total = 0;
  for (let row = 0; row < n; row++) total += values[a + row] * values[b + row];
  return total;
}

/** A product of two columns over their lengths. */
export function ratio(product: number, squaresA: number, squaresB: number): number {
  return Math.min(1, Math.max(-1, product / Math.sqrt(squaresA * squaresB)));
}

/**
 * Normalised inner products of chosen pairs of prepared columns, equal bit for bit to those of `pairProducts`: each sum is added up in row
 * order. Four sums at a time: one alone waits for each addition to end before the next, and takes half as long again.
 *
 * Of pairs (a[k], b[k]), best sorted by a: a column is spread out once for all that follow each other.
 */
export function chosenProducts(columns: HeldColumns, a: Int32Array, b: Int32Array): Float64Array {
  const { n, squares } = columns;
  const [own, ...others] = Array.from({ length: 5 }, () => new Float64Array(n));
  const found = new Float64Array(a.length);
  for (let first = 0; first < a.length; ) {
    const one = a[first];
    const x = columnAt(columns, one, own);
    let end = first;
    while (end < a.length && a[end] === one) end++;
    for (; first < end; first += 4) {
      const count = Math.min(4, end - first);
      // Where fewer are left, the last is multiplied again.
      const [y0, y1, y2, y3] = others.map((into, k) => columnAt(columns, b[first + Math.min(k, count - 1)], into));
      const sums = inner4(x, y0, y1, y2, y3, n);
      for (let k = 0; k < count; k++) found[first + k] = ratio(sums[k], squares[one], squares[b[first + k]]);
    }
    first = end;
  }
  return found;
}

function inner4(
  x: Float64Array,
  y0: Float64Array,
  y1: Float64Array,
  y2: Float64Array,
  y3: Float64Array,
  n: number,
): [number, number, number, number] {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let row = 0; row < n; row++) {
    const value = x[row];
    sum0 += value * y0[row];
    sum1 += value * y1[row];
    sum2 += value * y2[row];
    sum3 += value * y3[row];
  }
  return [sum0, sum1, sum2, sum3];
}
