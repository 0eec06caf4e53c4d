/**
 * The second derivative H of a synthetic contrast, m(x + δ) = m(x) + g·δ + ½ δᵀHδ:
 *
 *   H = Σ_k η_k w_k w_kᵀ  −  κ Σ_groups Σ_{i ≠ j} e_i e_jᵀ
 *
 * The first part is a bend in random directions w that has nothing to do with the features. The second makes the interaction of every
 * pair of a planted group κ times its activations, and of no other pair anything: e_i is dual to the decoder rows, e_i·d_j = 1 for i = j and
 * else 0. `mixed` gives each pair a sign by chance, and a prompt's gate is what the second part is multiplied by on it.
 */
import { lowerFactor } from '../../pipeline/cooccurrence/kernels/nulls/second-moment.ts';
import type { Random } from '../../src/random.ts';
import { add, direction, dot } from './vectors.ts';

/** Directions of the random bend. */
const BENDS = 24;

export interface Curvature {
  /** What x has to say to H, in a few numbers. */
  read(x: ArrayLike<number>): Float64Array;
  /** xᵀHy from what was read of each. */
  product(x: Float64Array, y: Float64Array, gate?: number): number;
  /** Hx, [D]. */
  times(x: ArrayLike<number>, gate?: number): Float64Array;
}

export interface CurvatureOptions {
  /** Selected decoder rows. */
  readonly rows: readonly Float64Array[];
  readonly groups: readonly (readonly number[])[];
  /** κ. */
  readonly interaction: number;
  /** Whether pairs have either sign. */
  readonly mixed: boolean;
  /** Standard deviation of dᵀHd' of the random part, for directions of length 1. */
  readonly background: number;
}

export function curvature({ rows, groups, interaction, mixed, background }: CurvatureOptions, rng: Random): Curvature {
  const width = rows[0].length;
  const bends = Array.from({ length: BENDS }, () => direction(width, rng));
  // Var(Σ η (w·d)(w·d')) = BENDS η² / (D − 1)² for random d, d'.
  const size = (background * (width - 1)) / Math.sqrt(BENDS);
  const weights = bends.map(() => size * rng.normal());
  // Without an interaction nothing hangs on the duals, and there may be more rows than dimensions.
  const members = interaction === 0 ? [] : groups.flat();
  const duals = interaction === 0 ? [] : dualsOf(rows);
  const places = interaction === 0 ? [] : groups.map((group) => group.map((f) => members.indexOf(f)));
  const signs = members.map(() => new Float64Array(members.length).fill(1));
  for (const group of mixed ? places : [])
    for (const a of group) for (const b of group) if (a < b) signs[a][b] = signs[b][a] = rng.uniform() < 0.5 ? -1 : 1;
  const own = members.map((f) => duals[f]);
  const readers = [...bends, ...own];
  const table = new Float64Array(readers.length * width);
  readers.forEach((reader, k) => {
    table.set(reader, k * width);
  });
  const read = (x: ArrayLike<number>): Float64Array => {
    const from = Float64Array.from(x);
    const found = new Float64Array(readers.length);
    // Written out: most of the time of a synthetic study is here.
    for (let k = 0, at = 0; k < found.length; k++) {
      let sum = 0;
      for (let d = 0; d < width; d++, at++) sum += table[at] * from[d];
      found[k] = sum;
    }
    return found;
  };
  /** H in these coordinates. */
  const applied = (x: Float64Array, gate: number): Float64Array => {
    const y = new Float64Array(x.length);
    for (let k = 0; k < BENDS; k++) y[k] = weights[k] * x[k];
    for (const group of places) {
      for (const m of group) {
        let sum = 0;
        for (const other of group) if (other !== m) sum += signs[m][other] * x[BENDS + other];
        y[BENDS + m] = -interaction * gate * sum;
      }
    }
    return y;
  };
  return {
    read,
    product: (x, y, gate = 1) => dot(applied(x, gate), y),
    times(x, gate = 1) {
      const y = applied(read(x), gate);
      const image = new Float64Array(width);
      bends.forEach((w, k) => {
        add(image, y[k], w);
      });
      own.forEach((e, m) => {
        add(image, y[BENDS + m], e);
      });
      return image;
    },
  };
}

/** Rows of (D Dᵀ)⁻¹ D. */
function dualsOf(rows: readonly Float64Array[]): Float64Array[] {
  const n = rows.length;
  const gram = Float64Array.from({ length: n * n }, (_, i) => dot(rows[Math.floor(i / n)], rows[i % n]));
  const l = lowerFactor(gram, n, 0);
  const duals = rows.map((row) => row.slice());
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) add(duals[i], -l[i * n + j], duals[j]);
    duals[i] = duals[i].map((x) => x / l[i * n + i]);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) add(duals[i], -l[j * n + i], duals[j]);
    duals[i] = duals[i].map((x) => x / l[i * n + i]);
  }
  return duals;
}
