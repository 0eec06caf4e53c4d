/**
 * One quantity across groups, by four tests in one shape: `anova` (means, equal variances), `welch` (means, any variances),
 * `kruskal` (mean ranks) and `levene` (spread: how far the first can be trusted). Effect sizes with their 95 % interval where
 * there is an F that they are made from; what does not exist is NaN.
 */
import { type Anova, anova, levene, welch } from './anova.ts';
import { effectSize } from './effect-size.ts';
import { kruskal } from './kruskal.ts';

export const GROUP_TESTS = ['anova', 'welch', 'kruskal', 'levene'] as const;

export type GroupTest = (typeof GROUP_TESTS)[number];

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
