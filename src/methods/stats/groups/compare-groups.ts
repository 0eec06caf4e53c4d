/**
 * One quantity across groups, by four tests in one shape: `anova` (means, equal variances), `welch` (means, any variances),
 * `kruskal` (mean ranks) and `levene` (spread: how far the first can be trusted). Effect sizes with their 95 % interval where
 * there is an F that they are made from; what does not exist is NaN.
 */

import { noncentralF } from '../tails/noncentral-f.ts';
import { bisect } from '../tails/tails.ts';
import { type Anova, anova, levene, welch } from './anova.ts';
import { kruskal } from './kruskal.ts';

export const GROUP_TESTS = ['anova', 'welch', 'kruskal', 'levene'] as const;

type GroupTest = (typeof GROUP_TESTS)[number];

export interface Comparison {
  readonly test: GroupTest;
  /** F, or H for `kruskal`. */
  readonly f: number;
  readonly dfBetween: number;
  /** NaN for `kruskal`. */
  readonly dfWithin: number;
  readonly p: number;
  readonly etaSquared: number;
  readonly omegaSquared: number;
  /** Interval of the population's share of variance between groups. */
  readonly low: number;
  readonly high: number;
  readonly reason: string | null;
}

const CONFIDENCE = 0.95;

/** In the order of GROUP_TESTS. */
export function compareGroups(groups: readonly ArrayLike<number>[]): readonly Comparison[] {
  const { h, df, ...ranks } = kruskal(groups);
  return [
    { ...NO_EFFECT, ...withEffect(anova(groups)), test: 'anova' },
    { ...NO_EFFECT, ...welch(groups), test: 'welch' },
    { ...NO_EFFECT, ...ranks, f: h, dfBetween: df, dfWithin: Number.NaN, test: 'kruskal' },
    { ...NO_EFFECT, ...levene(groups), test: 'levene' },
  ];
}

function withEffect(result: Anova): Anova & Partial<typeof NO_EFFECT> {
  if (Number.isNaN(result.f)) return result;
  const { omegaSquared, low, high } = effectSize(result.f, result.dfBetween, result.dfWithin, CONFIDENCE);
  return { ...result, omegaSquared, low, high };
}

const NO_EFFECT = { etaSquared: Number.NaN, omegaSquared: Number.NaN, low: Number.NaN, high: Number.NaN };

/**
 * Effect size of a one-way comparison with its interval.
 *
 * η² = F d1 / (F d1 + d2) is the share of variance in the sample and is biased upwards; ω² = d1 (F − 1) / (d1 (F − 1) + N),
 * N = d1 + d2 + 1, corrects it and may be negative. Both estimate one number of the population, λ / (λ + N) with λ the
 * noncentrality of F, so they share one interval: the λ that put the observed F at the tail shares α/2 and 1 − α/2
 * (Steiger 2004, Psychological Methods 9). A bound that would be negative is 0.
 */
interface EffectSize {
  readonly etaSquared: number;
  readonly omegaSquared: number;
  /** Interval of the population's share of variance between groups. */
  readonly low: number;
  readonly high: number;
}

/** `confidence`: 0.95 for a two-sided 95 % interval. */
export function effectSize(f: number, dfBetween: number, dfWithin: number, confidence: number): EffectSize {
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`effectSize: confidence ${confidence}, expected a number between 0 and 1`);
  const n = dfBetween + dfWithin + 1;
  const excess = dfBetween * (f - 1);
  const tail = (1 - confidence) / 2;
  const low = noncentrality(f, dfBetween, dfWithin, 1 - tail);
  const high = noncentrality(f, dfBetween, dfWithin, tail);
  return {
    etaSquared: (f * dfBetween) / (f * dfBetween + dfWithin),
    omegaSquared: excess / (excess + n),
    low: low / (low + n),
    high: high / (high + n),
  };
}

/** The λ at which P(F ≤ f | λ) is `share`; 0 where even λ = 0 is already below it. The probability falls with λ. */
function noncentrality(f: number, d1: number, d2: number, share: number): number {
  const excess = (lambda: number): number => noncentralF(f, d1, d2, lambda) - share;
  if (excess(0) <= 0) return 0;
  let high = Math.max(1, 2 * d1 * f);
  while (excess(high) > 0) high *= 2;
  return bisect(excess, 0, high);
}
