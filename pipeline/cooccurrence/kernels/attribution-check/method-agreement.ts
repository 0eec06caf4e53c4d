/**
 * How well gradient attributions a agree with another method's values b over cells of prompts and features: Spearman's rank correlation,
 * the slope b ≈ s·a by least squares through the origin, and the share of equal signs. Intervals: percentile bootstrap over prompts, whose
 * cells are not independent.
 *
 * Agreement is poor when the rank correlation is below the study's bound, or the slope lies outside 1/2 … 2: then the network is made of
 * first-order numbers that removal does not bear out. Undecided when there is no rank correlation, or when most cells are below the float32
 * rounding of the method.
 */

import { intervalOf } from '../../../../src/methods/stats/equivalence.ts';
import { centredRanks } from '../../../../src/methods/stats/ranks.ts';
import { random } from '../../../../src/random.ts';

const DRAWS = 1000;
/** A slope between its inverse and this counts as agreement in size. */
const LARGEST_SLOPE = 2;

interface AgreementOptions {
  readonly seed: number;
  /** Smallest rank correlation that counts as agreement. */
  readonly least: number;
  /** Rounding of b, in its unit; NaN where none is known. */
  readonly noiseFloor: number;
}

export interface Agreement {
  readonly cells: number;
  /** NaN where a or b does not vary. */
  readonly spearman: number;
  readonly low: number;
  readonly high: number;
  readonly slope: number;
  readonly slopeLow: number;
  readonly slopeHigh: number;
  readonly sameSign: number;
  readonly noiseFloor: number;
  readonly aboveNoise: number;
  readonly status: 'good' | 'poor' | 'undecided';
  /** Null when it is good. */
  readonly reason: string | null;
}

/** @param prompts of each cell; equal lengths, at least one cell */
export function agreement(
  a: Float64Array,
  b: Float64Array,
  prompts: ArrayLike<number>,
  options: AgreementOptions,
): Agreement {
  if (a.length === 0 || b.length !== a.length || prompts.length !== a.length)
    throw new RangeError(
      `agreement: ${a.length}, ${b.length} and ${prompts.length} values, expected as many, at least 1`,
    );
  const byPrompt = new Map<number, number[]>();
  for (let i = 0; i < a.length; i++) {
    const own = byPrompt.get(prompts[i]);
    if (own === undefined) byPrompt.set(prompts[i], [i]);
    else own.push(i);
  }
  const groups = [...byPrompt.values()];
  const rng = random(options.seed, 'agreement');
  const draws = Array.from({ length: DRAWS }, () => {
    const own = groups.flatMap(() => groups[rng.integer(groups.length)]);
    const [x, y] = [new Float64Array(own.length), new Float64Array(own.length)];
    for (let k = 0; k < own.length; k++) {
      x[k] = a[own[k]];
      y[k] = b[own[k]];
    }
    return [spearmanOf(x, y), slopeOf(x, y)] as const;
  });
  const [rank, size] = [spearmanOf(a, b), slopeOf(a, b)];
  const ranks = intervalOf(rank, draws.map(([value]) => value), Number.NaN); // biome-ignore format: one line
  const slopes = intervalOf(size, draws.map(([, value]) => value), Number.NaN); // biome-ignore format: one line
  const share = (holds: (i: number) => boolean): number => a.filter((_, i) => holds(i)).length / a.length;
  const { noiseFloor } = options;
  const aboveNoise = Number.isNaN(noiseFloor) ? Number.NaN : share((i) => Math.abs(a[i]) > noiseFloor);
  return {
    cells: a.length,
    spearman: rank,
    low: ranks.low,
    high: ranks.high,
    slope: size,
    slopeLow: slopes.low,
    slopeHigh: slopes.high,
    sameSign: share((i) => Math.sign(a[i]) === Math.sign(b[i])),
    noiseFloor,
    aboveNoise,
    ...judge(rank, size, aboveNoise, options.least),
  };
}

function judge(
  spearman: number,
  slope: number,
  aboveNoise: number,
  least: number,
): Pick<Agreement, 'status' | 'reason'> {
  const as = (status: Agreement['status'], reason: string | null) => ({ status, reason });
  if (Number.isNaN(spearman)) return as('undecided', 'the values do not vary');
  if (aboveNoise < 0.5) {
    const below = Math.round(100 * (1 - aboveNoise));
    return as('undecided', `${below} % of the attributions are below the rounding of float32`);
  }
  if (spearman < least) return as('poor', `rank correlation ${spearman.toFixed(2)}, expected at least ${least}`);
  if (slope > LARGEST_SLOPE || slope < 1 / LARGEST_SLOPE)
    return as('poor', `slope ${slope.toPrecision(2)}, expected ${1 / LARGEST_SLOPE} to ${LARGEST_SLOPE}`);
  return as('good', null);
}

function spearmanOf(a: Float64Array, b: Float64Array): number {
  const [x, y] = [centredRanks(a), centredRanks(b)];
  const own = inner(x, x) * inner(y, y);
  return own === 0 ? Number.NaN : inner(x, y);
}

/** NaN when every a is 0. */
function slopeOf(a: Float64Array, b: Float64Array): number {
  return inner(a, b) / inner(a, a);
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
