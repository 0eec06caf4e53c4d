/**
 * How much of an effect later layers take back: slope of the total effect on another one over features and prompts, least squares
 * through the origin, and the radial share of what is removed. Below 1, what is held in the other effect takes part of it back:
 *
 *   attention        patterns held, norms live: below 1 attention repairs, and this alone is called self-repair; above 1 it adds
 *   norms            1/σ held, patterns live: below 1 norms divide a radial change out again, which no one has to repair
 *   both-tangential  patterns and 1/σ held, of the tangential change alone (radial.ts): what is left when the fictitious effect of a
 *                    radial change under held norms is taken out
 *   frozen           patterns and 1/σ held: the two of them mixed
 *   direct           what reaches the answer through other positions and layers counts too, so a slope below 1 says only that the rest
 *                    of the model works against the direct part
 *
 * Interval: percentile bootstrap over features and prompts at once.
 */

import { intervalOf } from '../../../../src/methods/stats/equivalence.ts';
import { quantile } from '../../../../src/methods/stats/ranks.ts';
import { resampled } from '../../../../src/methods/stats/resampling.ts';
import { random } from '../../../../src/random.ts';
import type { RemovalEffects } from './direct-rows.ts';

const DRAWS = 1000;
/** The effect that each is a slope on. */
const AGAINST = {
  attention: 'attention',
  norms: 'norms',
  'both-tangential': 'tangential',
  frozen: 'frozen',
  direct: 'direct',
} as const satisfies Record<string, keyof RemovalEffects>;
type Against = keyof typeof AGAINST;

export interface RepairRow {
  readonly against: Against;
  /** `all` or `cluster N`. */
  readonly scope: string;
  readonly features: number;
  /** Copies counted once; null where they are not made. */
  readonly n_units: number | null;
  readonly slope: number;
  readonly low: number;
  readonly high: number;
  /** Share of features whose mean total effect is smaller in size than the other. */
  readonly weakened: number;
  /** Median over features and prompts of the radial share of what is removed; NaN without any. */
  readonly radial_share: number;
  readonly status: 'smaller' | 'larger' | 'undecided';
}

interface RepairInput {
  readonly effects: RemovalEffects;
  /** Radial share of every removal, [F, P] row-major; NaN where nothing is removed. */
  readonly radial: Float64Array;
  /** Cluster of each feature. */
  readonly clusters: ArrayLike<number>;
  /** How many features are left of some, by place, with copies counted once. */
  readonly unitsOf: (members: readonly number[]) => number | null;
  readonly seed: number;
}

/**
 * Of the total effect, by their roots of mean squares: another effect below it is what is left of subtracting float32 outcomes, and a slope on
 * it a ratio to rounding.
 */
const ROUNDING = 1e-4;

/** @returns none for a scope where the other effect is 0 everywhere, up to rounding */
export function selfRepair({ effects, radial, clusters, unitsOf, seed }: RepairInput): RepairRow[] {
  const count = clusters.length;
  const prompts = effects.total.length / count;
  if (count === 0 || prompts === 0) return [];
  const names = [...new Set(Array.from(clusters))].sort((a, b) => a - b);
  const places = Array.from(clusters, (_, f) => f);
  const scopes = [
    { scope: 'all', members: places },
    ...names.map((name) => ({ scope: `cluster ${name}`, members: places.filter((f) => clusters[f] === name) })),
  ].map((own) => ({
    ...own,
    units: unitsOf(own.members),
    radialShare: median(own.members.flatMap((f) => [...radial.subarray(f * prompts, (f + 1) * prompts)])),
  }));
  const rng = random(seed, 'direct', 'bootstrap');
  const draws = Array.from({ length: DRAWS }, () => [resampled(count, rng), resampled(prompts, rng)] as const);
  const ones = [new Float64Array(count).fill(1), new Float64Array(prompts).fill(1)] as const;
  const { total } = effects;
  const totalSquared = squared(total);
  return (Object.keys(AGAINST) as Against[]).flatMap((against) => {
    const others = effects[AGAINST[against]];
    const othersSquared = squared(others);
    return scopes.flatMap(({ scope, members, units, radialShare }): RepairRow[] => {
      const slopeOf = ([own, over]: readonly [Float64Array, Float64Array]): number => {
        let [squares, products, totals] = [0, 0, 0];
        for (let k = 0; k < members.length; k++) {
          const f = members[k];
          const drawn = own[f];
          if (drawn === 0) continue;
          for (let p = 0, i = f * prompts; p < prompts; p++, i++) {
            const weight = drawn * over[p];
            squares += weight * othersSquared[i];
            products += weight * others[i] * total[i];
            totals += weight * totalSquared[i];
          }
        }
        return squares <= ROUNDING ** 2 * totals ? Number.NaN : products / squares;
      };
      const slope = slopeOf(ones);
      if (Number.isNaN(slope)) return [];
      const { low, high } = intervalOf(slope, draws.map(slopeOf), Number.NaN);
      const mean = (values: Float64Array, f: number): number =>
        values.subarray(f * prompts, (f + 1) * prompts).reduce((sum, value) => sum + value, 0);
      const weakened = members.filter((f) => Math.abs(mean(effects.total, f)) < Math.abs(mean(others, f)));
      return [
        {
          against,
          scope,
          features: members.length,
          n_units: units,
          slope,
          low,
          high,
          weakened: weakened.length / members.length,
          radial_share: radialShare,
          status: high < 1 ? 'smaller' : low > 1 ? 'larger' : 'undecided',
        },
      ];
    });
  });
}

function squared(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values, (value) => value ** 2);
}

/** Of the values that are there; NaN of none. */
function median(values: readonly number[]): number {
  const found = values.filter((value) => !Number.isNaN(value));
  return found.length === 0 ? Number.NaN : quantile(found, 0.5);
}
