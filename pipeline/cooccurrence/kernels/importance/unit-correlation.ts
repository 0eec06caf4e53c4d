/**
 * Pearson's r of two properties over features, with copies counted once in its interval and its p. Features of one unit share what they
 * write, so they are neither drawn nor permuted one by one:
 *
 *   interval   percentile bootstrap: as many units as there are, with replacement, each with all its features
 *   p          means of units permuted over units, what a feature has beyond its unit's mean kept; r at least as large, +1 correction
 *
 * Where every feature is a unit these are the plain bootstrap and the plain permutation.
 */
import { quantile } from '../../../../src/methods/stats/ranks.ts';
import { permutationP } from '../../../../src/methods/stats/resampling.ts';
import { random, shuffle } from '../../../../src/random.ts';

/** They cost no run of the model. */
export const PERMUTATIONS = 9999;
const DRAWS = 1999;
/** Fewer features give no r worth the name. */
const LEAST = 4;

interface UnitCorrelation {
  readonly r: number;
  /** 2.5 and 97.5 % of the draws that have an r; NaN where fewer than half have one. */
  readonly low: number;
  readonly high: number;
  /** One-sided: of r at least as large. */
  readonly p: number;
  readonly units: number;
}

/** @param units unit of each feature, any names @param withInterval whether units are drawn for one @returns null with fewer than four features, or where either does not vary */
export function unitCorrelation(
  x: Float64Array,
  y: Float64Array,
  units: ArrayLike<number>,
  seed: number,
  withInterval = true,
): UnitCorrelation | null {
  if (x.length !== y.length || x.length !== units.length)
    throw new RangeError(`unitCorrelation: ${x.length} and ${y.length} values of ${units.length} features`);
  const everyone = Int32Array.from(x, (_, i) => i);
  const r = correlation(x, y, everyone);
  if (x.length < LEAST || Number.isNaN(r)) return null;
  const sums = sumsOf(standard(x), standard(y), membersOf(units));

  const rng = random(seed, 'importance', 'bootstrap');
  const weights = new Float64Array(sums.length);
  const draws = Array.from({ length: withInterval ? DRAWS : 0 }, () => {
    weights.fill(0);
    for (let drawn = 0; drawn < sums.length; drawn++) weights[rng.integer(sums.length)]++;
    return weightedR(sums, weights);
  }).filter((value) => !Number.isNaN(value));
  const enough = withInterval && draws.length * 2 >= DRAWS;

  const order = Int32Array.from(sums, (_, u) => u);
  const labels = random(seed, 'importance', 'units');
  const permuted = Array.from({ length: PERMUTATIONS }, () => permutedR(sums, shuffle(order, labels)));
  return {
    r,
    low: enough ? quantile(draws, 0.025) : Number.NaN,
    high: enough ? quantile(draws, 0.975) : Number.NaN,
    p: permutationP(r, permuted).greater,
    units: sums.length,
  };
}

/** Of one unit's features, in standard units of all: how many they are, and sums over them. */
interface UnitSums {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

function sumsOf(x: Float64Array, y: Float64Array, members: readonly (readonly number[])[]): UnitSums[] {
  return members.map((own) => {
    const over = (value: (i: number) => number): number => own.reduce((sum, i) => sum + value(i), 0);
    const [xx, xy, yy] = [over((i) => x[i] * x[i]), over((i) => x[i] * y[i]), over((i) => y[i] * y[i])];
    return { n: own.length, x: over((i) => x[i]), y: over((i) => y[i]), xx, xy, yy };
  });
}

/** r of a draw in which each unit comes up so many times; NaN where either hardly varies. */
function weightedR(sums: readonly UnitSums[], weights: Float64Array): number {
  let [n, x, y, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
  for (let u = 0; u < sums.length; u++) {
    const weight = weights[u];
    if (weight === 0) continue;
    const own = sums[u];
    n += weight * own.n;
    x += weight * own.x;
    y += weight * own.y;
    xx += weight * own.xx;
    xy += weight * own.xy;
    yy += weight * own.yy;
  }
  return ratio(xy - (x * y) / n, xx - (x * x) / n, yy - (y * y) / n, n);
}

/** r where the unit means of y stand in another order of units, what features have beyond them kept. */
function permutedR(sums: readonly UnitSums[], order: Int32Array): number {
  let [n, y, xx, xy, yy] = [0, 0, 0, 0, 0];
  for (let u = 0; u < sums.length; u++) {
    const own = sums[u];
    const other = sums[order[u]];
    const [mean, before] = [other.y / other.n, own.y / own.n];
    n += own.n;
    y += own.n * mean;
    xx += own.xx;
    xy += own.xy + (mean - before) * own.x;
    yy += own.yy + own.n * (mean * mean - before * before);
  }
  // x is centred over all features.
  return ratio(xy, xx, yy - (y * y) / n, n);
}

/** A variance below that of rounding, 1e-6 of the whole's deviation, is none. */
function ratio(xy: number, xx: number, yy: number, n: number): number {
  return xx > 1e-12 * n && yy > 1e-12 * n ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : Number.NaN;
}

/** Mean 0 and deviation 1. */
function standard(values: Float64Array): Float64Array {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const scale = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length);
  return values.map((value) => (value - centre) / scale);
}

/** Split-half reliability of a whole from r of its halves (Spearman 1910, Brown 1910): 2r / (1 + r), 0 where r is not above 0. */
export function spearmanBrown(r: number): number {
  return r > 0 ? (2 * r) / (1 + r) : Number.isNaN(r) ? Number.NaN : 0;
}

/** Pearson's r over some places; NaN where either does not vary. */
export function correlation(x: Float64Array, y: Float64Array, places: ArrayLike<number>): number {
  const n = places.length;
  let [centreX, centreY] = [0, 0];
  for (let k = 0; k < n; k++) {
    centreX += x[places[k]] / n;
    centreY += y[places[k]] / n;
  }
  let [xx, yy, xy, largestX, largestY] = [0, 0, 0, 0, 0];
  for (let k = 0; k < n; k++) {
    const [a, b] = [x[places[k]] - centreX, y[places[k]] - centreY];
    xx += a * a;
    yy += b * b;
    xy += a * b;
    largestX = Math.max(largestX, Math.abs(a));
    largestY = Math.max(largestY, Math.abs(b));
  }
  // What is left of equal numbers is the rounding of their mean.
  const flat = (largest: number, centre: number): boolean => largest <= 1e-13 * Math.abs(centre);
  if (n < 2 || flat(largestX, centreX) || flat(largestY, centreY)) return Number.NaN;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

/** Places of each unit's features, units in order of first appearance. */
function membersOf(units: ArrayLike<number>): number[][] {
  const found = new Map<number, number[]>();
  Array.from(units).forEach((unit, i) => {
    const own = found.get(unit);
    if (own === undefined) found.set(unit, [i]);
    else own.push(i);
  });
  return [...found.values()];
}
