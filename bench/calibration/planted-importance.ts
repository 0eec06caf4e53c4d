/**
 * Decoder rows whose importance goes with their strength in the network. Every row gets the same component along the mean push, so that what
 * removing a feature does on average is its activation times that, and then a length
 *
 *   1 + SPREAD (r z + √(1 − r²) ε),   z its strength Σ|r| with all other features, ε normal,
 *
 * which changes importance and leaves every correlation as it is. z is in deviations over the features of the groups, which are those that clusters
 * are found of and H3 is asked about, and ε has no r with it, so that r is what is asked for and not that give or take a sample's error; rows of no
 * group get lengths by chance, of the same spread.
 */
import { absoluteCorrelation } from '../../pipeline/cooccurrence/kernels/metrics/feature-metrics.ts';
import { columnPairs } from '../../pipeline/cooccurrence/kernels/network/attribution-network.ts';
import type { Random } from '../../src/random.ts';
import { add, dot, unit } from './vectors.ts';

/** Of lengths around 1, and the component of each row along the mean push. */
const [SPREAD, LEVEL] = [0.3, 0.2];
const SHORTEST = 0.1;

interface Planted {
  /** r of length with strength. */
  readonly importance: number;
  /** [P, F] */
  readonly activations: Float32Array;
  readonly features: number;
  /** Features of groups, which come first. */
  readonly grouped: number;
  /** [P] gradients without a bend, [D] each. */
  readonly pushes: readonly Float64Array[];
}

/** @param rows of the dictionary, the selected ones first */
export function plantedImportance(
  rows: readonly Float64Array[],
  { importance, activations, features, grouped, pushes }: Planted,
  rng: Random,
): Float64Array[] {
  const mean = new Float64Array(rows[0].length);
  for (const push of pushes) add(mean, 1 / pushes.length, push);
  const along = unit(mean);
  const level = rows.map((row) => {
    const moved = row.slice();
    add(moved, LEVEL - dot(row, along), along);
    return moved;
  });
  const values = Float64Array.from(
    activations,
    (f, i) => f * dot(level[i % features], pushes[Math.floor(i / features)]),
  );
  const matrix = { rows: pushes.length, cols: features, values };
  const pairs = columnPairs(matrix, { method: 'pearson', gains: null, covariates: [] });
  const z = standard(absoluteCorrelation(features, pairs).subarray(0, grouped));
  const noise = Float64Array.from(level, () => rng.normal());
  const apart = without(noise.subarray(0, grouped), z);
  return level.map((row, f) => {
    const planted = f < grouped ? importance * z[f] + Math.sqrt(1 - importance ** 2) * apart[f] : noise[f];
    const length = Math.max(SHORTEST, 1 + SPREAD * planted);
    return row.map((x) => length * x);
  });
}

/** Standard values less what goes with z, in deviations again: their r with z is 0. */
function without(values: Float64Array, z: Float64Array): Float64Array {
  const own = standard(values);
  const r = dot(own, z) / z.length;
  return standard(own.map((value, f) => value - r * z[f]));
}

function standard(values: Float64Array): Float64Array {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length);
  return values.map((value) => (value - centre) / spread);
}
