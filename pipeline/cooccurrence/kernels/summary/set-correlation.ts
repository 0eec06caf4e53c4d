/**
 * Damage of a set against the mean |r| of its pairs, at one dose and size, over sets that add the features' own directions: slope of least
 * squares, with a bootstrap over sets and prompts, and rank correlation, whose p permutes the features over |r| (mean-similarity.ts).
 */

import { intervalOf } from '../../../../src/methods/stats/equivalence.ts';
import { centredRanks } from '../../../../src/methods/stats/ranks.ts';
import { permutationP, resampled } from '../../../../src/methods/stats/resampling.ts';
import { random } from '../../../../src/random.ts';
import type { BlockMeans } from './block-means.ts';
import type { DoseBlock, Outcome } from './dose-blocks.ts';
import type { MeanSimilarity } from './mean-similarity.ts';
import { POOL } from './pool-contrast.ts';

/** Arms whose directions are the features' own; where the pool was run at the dose, it alone, since it is every pair and no arm's choice. */
const REAL: readonly string[] = ['within', 'between', 'random', 'matched'];
/** Sets below which a slope says nothing. */
const LEAST_SETS = 5;

type CorrelationColumn =
  | 'mode'
  | 'scaling'
  | 'size'
  | 'factor'
  | 'outcome'
  | 'sets'
  | 'slope'
  | 'low'
  | 'high'
  | 'spearman'
  | 'p'
  | 'p_greater'
  | 'permutations';

export type CorrelationRow = Readonly<Record<CorrelationColumn, string | number>>;

/** @returns null with too few sets, or none that differ in |r| */
export function correlationRow(
  block: DoseBlock,
  outcome: Outcome,
  from: BlockMeans,
  { size, seed, similarity }: { size: number; seed: number; similarity: MeanSimilarity },
): CorrelationRow | null {
  const arms = block.sets.some((set) => set.size === size && set.arm === POOL) ? [POOL] : REAL;
  const members = block.sets.flatMap((set, index) =>
    set.size === size && arms.includes(set.arm) && !Number.isNaN(similarity.of(set)) ? [index] : [],
  );
  const sets = members.map((index) => block.sets[index]);
  const x = Float64Array.from(sets, similarity.of);
  if (members.length < LEAST_SETS || x.every((value) => value === x[0])) return null;
  const { means, members: places } = from.along(members, x);
  const at = (values: Float64Array): Float64Array => Float64Array.from(places, (index) => values[index]);
  const y = at(means.observed);
  const rng = random(seed, 'summarise', 'slope', size);
  const values = new Float64Array(places.length);
  const draws = means.draws.map((drawn) => {
    for (let k = 0; k < values.length; k++) values[k] = drawn[places[k]];
    return slopeOf(x, values, resampled(members.length, rng));
  });
  const slope = slopeOf(x, y, new Float64Array(members.length).fill(1));
  const { low, high } = intervalOf(slope, draws, Number.NaN);
  const ranked = centredRanks(y);
  const spearman = inner(centredRanks(x), ranked);
  const p = permutationP(
    spearman,
    similarity.permutedRanks(sets).map((own) => inner(own, ranked)),
  );
  if (p.reason !== null) return null;
  return {
    mode: block.mode,
    scaling: block.scaling,
    size,
    factor: block.factor,
    outcome,
    sets: members.length,
    slope,
    low,
    high,
    spearman,
    p: p.twoSided,
    p_greater: p.greater,
    permutations: p.permutations,
  };
}

/** NaN when x does not vary under the weights. */
function slopeOf(x: Float64Array, y: Float64Array, weights: Float64Array): number {
  let [total, sumX, sumY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    total += weights[i];
    sumX += weights[i] * x[i];
    sumY += weights[i] * y[i];
  }
  let [squares, products] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    squares += weights[i] * (x[i] - sumX / total) ** 2;
    products += weights[i] * (x[i] - sumX / total) * (y[i] - sumY / total);
  }
  return squares === 0 ? Number.NaN : products / squares;
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
