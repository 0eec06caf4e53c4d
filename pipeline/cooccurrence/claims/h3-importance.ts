/**
 * Whether central features matter: r of measured damage per unit of factor on a centrality, over the features that were steered
 * alone. p permutes damage over features, one-sided; the interval is Fisher's (tanh of atanh r ± 1.96 / √(n - 3)), which
 * takes features as independent and is the narrower for it.
 */

import { pearson } from '../../../src/methods/stats/correlation/pearson.ts';
import { random, shuffle } from '../../../src/random.ts';

/** Normal quantile of a two-sided 95 % interval. */
const Z = 1.959963984540054;

export interface Importance {
  readonly r: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
}

/** Null with fewer than four features, or where either does not vary. */
export function importance(
  centrality: Float64Array,
  damage: Float64Array,
  options: { readonly seed: number; readonly replicates: number },
): Importance | null {
  const r = correlation(centrality, damage);
  const n = damage.length;
  if (n < 4 || Number.isNaN(r)) return null;
  let asLarge = 0;
  for (let k = 0; k < options.replicates; k++) {
    const permuted = shuffle(damage.slice(), random(options.seed, 'importance', k));
    if (correlation(centrality, permuted) >= r - 1e-12) asLarge++;
  }
  const half = Z / Math.sqrt(n - 3);
  // atanh of ±1 is infinite; the interval then is the point itself.
  const at = (shift: number): number => (Math.abs(r) === 1 ? r : Math.tanh(Math.atanh(r) + shift));
  return { r, low: at(-half), high: at(half), p: (1 + asLarge) / (1 + options.replicates) };
}

/** A feature's centrality beside what steering it alone does. */
export interface ImportanceRow {
  readonly measure: string;
  readonly value: number;
  readonly damage: number;
}

/** By measure; one without four features, or without variation, is left out. */
export function importances(
  rows: readonly ImportanceRow[],
  options: { readonly seed: number; readonly replicates: number },
): Map<string, Importance> {
  const found = [...new Set(rows.map(({ measure }) => measure))].flatMap((measure): [string, Importance][] => {
    const own = rows.filter((row) => row.measure === measure);
    const values = Float64Array.from(own, ({ value }) => value);
    const damage = Float64Array.from(own, (row) => row.damage);
    const result = importance(values, damage, options);
    return result === null ? [] : [[measure, result]];
  });
  return new Map(found);
}

/**
 * p of each measure where the first half's centrality is asked of the second half's damage: the largest over the splits. A measure that one
 * of the splits cannot ask is left out.
 */
export function heldOutImportances(
  rows: readonly (ImportanceRow & { readonly split: string })[],
  options: { readonly seed: number; readonly replicates: number },
): Map<string, number> {
  const splits = [...new Set(rows.map(({ split }) => split))].map((split) =>
    importances(rows.filter((row) => row.split === split), options)); // biome-ignore format: one line
  const all = new Map<string, number>();
  for (const measure of new Set(rows.map((row) => row.measure))) {
    const ps = splits.flatMap((split) => split.get(measure)?.p ?? []);
    if (ps.length === splits.length) all.set(measure, Math.max(...ps));
  }
  return all;
}

function correlation(x: Float64Array, y: Float64Array): number {
  if (x.length !== y.length) throw new RangeError(`importance: ${x.length} centralities and ${y.length} damages`);
  if (x.length < 2) return Number.NaN;
  const values = new Float64Array(2 * x.length);
  for (let i = 0; i < x.length; i++) {
    values[2 * i] = x[i];
    values[2 * i + 1] = y[i];
  }
  return pearson({ rows: x.length, cols: 2, values }).r[0] ?? Number.NaN;
}
