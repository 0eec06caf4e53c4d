/**
 * How much of an effect the later layers take back: slope of the total effect on the frozen or the direct one over features and prompts,
 * least squares through the origin. Against `frozen`, 1 means that a removal does what it does with attention and normalisation held,
 * below 1 that these repair part of it, above 1 that they add to it. Against `direct` what reaches the answer through other positions
 * and layers counts too, so a slope below 1 says only that the rest of the model works against the direct part. Interval: percentile
 * bootstrap over features and prompts at once.
 */

import type { Effects } from '../../../../src/methods/intervention/direct/direct-effects.ts';
import { intervalOf } from '../../../../src/methods/stats/equivalence.ts';
import { resampled } from '../../../../src/methods/stats/resampling.ts';
import { random } from '../../../../src/random.ts';

const DRAWS = 1000;
const AGAINST = ['frozen', 'direct'] as const;

export interface RepairRow {
  readonly against: (typeof AGAINST)[number];
  /** `all` or `cluster N`. */
  readonly scope: string;
  readonly features: number;
  readonly slope: number;
  readonly low: number;
  readonly high: number;
  /** Share of features whose mean total effect is smaller in size than the other. */
  readonly weakened: number;
  readonly status: 'smaller' | 'larger' | 'undecided';
}

/** @param clusters cluster of each feature @returns none for a scope where the other effect is 0 everywhere */
export function selfRepair(effects: Effects, clusters: ArrayLike<number>, seed: number): RepairRow[] {
  const count = clusters.length;
  const prompts = effects.total.length / count;
  if (count === 0 || prompts === 0) return [];
  const names = [...new Set(Array.from(clusters))].sort((a, b) => a - b);
  const scopes = [
    { scope: 'all', members: Array.from(clusters, (_, f) => f) },
    ...names.map((name) => ({
      scope: `cluster ${name}`,
      members: Array.from(clusters, (_, f) => f).filter((f) => clusters[f] === name),
    })),
  ];
  const rng = random(seed, 'direct', 'bootstrap');
  const draws = Array.from({ length: DRAWS }, () => [resampled(count, rng), resampled(prompts, rng)] as const);
  const ones = [new Float64Array(count).fill(1), new Float64Array(prompts).fill(1)] as const;
  return AGAINST.flatMap((against) =>
    scopes.flatMap(({ scope, members }): RepairRow[] => {
      const slopeOf = ([own, over]: readonly [Float64Array, Float64Array]): number => {
        let [squares, products] = [0, 0];
        for (const f of members) {
          if (own[f] === 0) continue;
          for (let p = 0, i = f * prompts; p < prompts; p++, i++) {
            const weight = own[f] * over[p];
            squares += weight * effects[against][i] ** 2;
            products += weight * effects[against][i] * effects.total[i];
          }
        }
        return squares === 0 ? Number.NaN : products / squares;
      };
      const slope = slopeOf(ones);
      if (Number.isNaN(slope)) return [];
      const { low, high } = intervalOf(slope, draws.map(slopeOf), Number.NaN);
      const mean = (values: Float64Array, f: number): number =>
        values.subarray(f * prompts, (f + 1) * prompts).reduce((sum, value) => sum + value, 0);
      const weakened = members.filter((f) => Math.abs(mean(effects.total, f)) < Math.abs(mean(effects[against], f)));
      return [
        {
          against,
          scope,
          features: members.length,
          slope,
          low,
          high,
          weakened: weakened.length / members.length,
          status: high < 1 ? 'smaller' : low > 1 ? 'larger' : 'undecided',
        },
      ];
    }),
  );
}
