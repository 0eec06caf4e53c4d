/**
 * How much a statistic of the network would move with other prompts: a 95 % interval around the observed value, from halves of the prompts.
 *
 * Prompts drawn with replacement will not do: a repeated prompt is a perfect agreement of all features, which raises every |r|. Half of the
 * prompts without replacement have no repeats, and the law of θ_b - θ_n, b of n prompts, times √(b / (n - b)) is that of θ_n around its mean
 * (Politis and Romano, Ann. Statist. 22, 1994). Fewer prompts raise |r| as well, in all halves alike: deviations are
 * taken from the halves' own median, so that what is left is their spread,
 *
 *   θ_n ± s max(q_97.5 - q_50, q_50 - q_2.5),   s = √(b / (n - b)).
 *
 * The longer arm is taken on both sides, since the law of a clustering's statistic is skewed: in synthetic populations either arm alone holds the
 * mean of separation and modularity over draws of as many prompts 92 to 96 times of 100, the longer 94 to 100. (Drawn with replacement: 93 and 94;
 * plain quantiles of such draws, 90 to 97, far from the observed value where |r| is small.)
 *
 * Replicates of a null have as many prompts as the study, so the bias of θ_n is in their median too and not in the excess over it. Each
 * statistic is taken at the density that decides (density.ts), with the edges of the whole. What compares halves halves each of them.
 */
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import { takeRows } from '../../../../src/methods/stats/matrix.ts';
import { quantile } from '../../../../src/methods/stats/ranks.ts';
import { type Random, random, shuffle } from '../../../../src/random.ts';
import { type Asked, decidesAt } from './density.ts';
import { comparedHalves, comparesHalves, halfOf, heldOutNames } from './held-out.ts';
import { askedOf, type MatchedInput } from './replicates.ts';
import { decidingStatistics, statisticNames } from './statistics.ts';

/** Halves of the prompts; of both halves of a split, which are two networks more each. */
export const RESAMPLES = 200;
const OF_SPLITS = 50;
/** Share of the halves that must have the statistic. */
const MOST_OF = 0.9;

interface IntervalRow extends Asked {
  readonly observed: number;
  /** NaN where there is no interval. */
  readonly low: number;
  readonly high: number;
  readonly resamples: number;
  /** Halves that have the statistic. */
  readonly defined: number;
  readonly reason: string | null;
}

type Source = Pick<MatchedInput, 'seed' | 'splits' | 'statistics' | 'edges'>;

/**
 * Of each statistic of all prompts but the slopes, which have an interval of their own, and of what compares halves.
 * @param matrix [P, F] @param strata [P] @param observed in the order of askedOf
 */
export function statisticIntervals(
  matrix: Matrix,
  strata: readonly string[],
  source: Source,
  observed: ArrayLike<number>,
  advance: (count: number) => void = () => undefined,
): IntervalRow[] {
  const { seed, splits, statistics, edges } = source;
  const names = [statisticNames(statistics), ...splits.map((split) => heldOutNames(split).filter(comparesHalves))];
  const importance = new Float64Array(matrix.cols);
  const made = Array.from({ length: RESAMPLES }, (_, k) => {
    const rng = random(seed, 'interval', k);
    const half = (prompts: ArrayLike<number>) => halfOfPrompts(prompts, strata, rng);
    const rows = half(strata.map((_, prompt) => prompt));
    const own = halfOf(statistics, rows);
    const found = [decidingStatistics(takeRows(matrix, rows), own, { importance, edges: edges.all })];
    (k < OF_SPLITS ? splits : []).forEach((split, s) => {
      const part = { name: split.name, train: half(split.train), test: half(split.test) };
      found.push(comparedHalves(matrix, part, statistics, edges.halves[s]));
    });
    advance(1);
    return found;
  });
  const scale = Math.sqrt(Math.floor(strata.length / 2) / Math.ceil(strata.length / 2));
  const asked = askedOf(source);
  return names.flatMap((own, part) =>
    own.flatMap((statistic, s) => {
      if (statistic.startsWith('slope:')) return [];
      const density = decidesAt(statistic);
      const at = asked.findIndex((column) => column.statistic === statistic && column.density === density);
      const values = made.flatMap((found) => (part < found.length ? [found[part][s]] : []));
      return [{ statistic, density, ...interval(observed[at], values, scale) }];
    }),
  );
}

/** @param values NaN where a half has no such statistic */
export function interval(observed: number, values: readonly number[], scale: number): Omit<IntervalRow, keyof Asked> {
  const own = values.filter((value) => !Number.isNaN(value));
  const rest = { observed, resamples: values.length, defined: own.length };
  const none = (reason: string) => ({ ...rest, low: Number.NaN, high: Number.NaN, reason });
  if (Number.isNaN(observed)) return none('it does not exist in this study');
  if (own.length < MOST_OF * values.length)
    return none(`it exists in ${own.length} of ${values.length} halves of the prompts: too few for an interval`);
  const [low, centre, high] = [0.025, 0.5, 0.975].map((share) => quantile(own, share));
  const arm = scale * Math.max(high - centre, centre - low);
  return { ...rest, low: observed - arm, high: observed + arm, reason: null };
}

/** Every other prompt, ascending, of strata in random order with their prompts in random order: half of each, and the odd ones by chance. */
export function halfOfPrompts(prompts: ArrayLike<number>, strata: readonly string[], rng: Random): Int32Array {
  const groups = new Map<string, number[]>();
  for (const prompt of Array.from(prompts)) {
    const own = groups.get(strata[prompt]);
    if (own === undefined) groups.set(strata[prompt], [prompt]);
    else own.push(prompt);
  }
  const dealt = shuffle([...groups.values()], rng).flatMap((own) => shuffle(own, rng));
  return Int32Array.from(dealt.filter((_, place) => place % 2 === 1)).sort();
}
