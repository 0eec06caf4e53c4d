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

/** @param units unit of each feature, any names @returns null with fewer than four features, or where either does not vary */
export function unitCorrelation(
  x: Float64Array,
  y: Float64Array,
  units: ArrayLike<number>,
  seed: number,
  { withInterval = true, orders = unitOrders(seed) }: Options = {},
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

  const permuted = permutedRs(sums, orders(sums.length));
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

interface Options {
  /** Whether units are drawn for an interval. */
  readonly withInterval?: boolean;
  /** Those of several correlations over as many units may be shared. */
  readonly orders?: (units: number) => Uint32Array;
}

/** Orders of so many units, PERMUTATIONS of them one after another: the same for a seed, made once for each number of units. */
export function unitOrders(seed: number): (units: number) => Uint32Array {
  const known = new Map<number, Uint32Array>();
  return (units) => {
    const found = known.get(units) ?? new Uint32Array(PERMUTATIONS * units);
    if (known.has(units)) return found;
    const rng = random(seed, 'importance', 'units');
    const order = Uint32Array.from({ length: units }, (_, u) => u);
    for (let k = 0; k < PERMUTATIONS; k++) found.set(shuffle(order, rng), k * units);
    known.set(units, found);
    return found;
  };
}

/** r where the unit means of y stand in other orders of units, what features have beyond them kept. x is centred over all features. */
function permutedRs(sums: readonly UnitSums[], orders: Uint32Array): Float64Array {
  const units = sums.length;
  const [size, x, mean] = [sums.map(({ n }) => n), sums.map((own) => own.x), sums.map(({ y, n }) => y / n)].map((own) => Float64Array.from(own)); // biome-ignore format: one line
  let [n, xx, fixedXy, fixedYy] = [0, 0, 0, 0];
  for (let u = 0; u < units; u++) {
    n += size[u];
    xx += sums[u].xx;
    fixedXy += sums[u].xy - mean[u] * x[u];
    fixedYy += sums[u].yy - size[u] * mean[u] ** 2;
  }
  const found = new Float64Array(PERMUTATIONS);
  for (let k = 0, at = 0; k < PERMUTATIONS; k++) {
    let [y, xy, yy] = [0, fixedXy, fixedYy];
    for (let u = 0; u < units; u++, at++) {
      const other = mean[orders[at]];
      const weighted = size[u] * other;
      y += weighted;
      xy += x[u] * other;
      yy += weighted * other;
    }
    found[k] = ratio(xy, xx, yy - (y * y) / n, n);
  }
  return found;
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
