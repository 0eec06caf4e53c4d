/**
 * Rows of the table `relevance`. With m the mean contrast over the prompts of a row, m(∅) with every feature taken out:
 *
 *   faithfulness F(S) = (m(S kept alone) − m(∅)) / (m − m(∅)),   necessity N(S) = (m − m(S taken out)) / (m − m(∅))
 *
 * Both are ratios of means over prompts, and have no value where m − m(∅) is below two standard errors over the prompts: there is
 * nothing to hold a set's share against.
 */

import { quantile } from '../../../../src/methods/stats/ranks.ts';
import { LEAST_PERMUTATIONS, permutationP } from '../../../../src/methods/stats/resampling.ts';
import { sizeOf } from './relevance-baselines.ts';
import {
  baselineAt,
  COMPARED,
  droppedAt,
  keptAt,
  NONE_LEFT,
  noResidualAt,
  type RelevancePlan,
  randomAt,
  UNCHANGED,
} from './relevance-plan.ts';

/** Random sets outside ½ … 2 of a set's mass are not alike. */
const UNMATCHED = 2;

interface RelevancePrompt {
  readonly stratum: string;
  /** It is in the half that did not find the clusters; null where there are no halves. */
  readonly heldOut: boolean | null;
}

export interface Evaluations {
  /** Contrast of an evaluation on a prompt; of random sets only where it is held out. */
  m(evaluation: number, prompt: number): number;
  /** Rank of the answer, 0 the top. */
  rank(evaluation: number, prompt: number): number;
}

export interface RelevanceSource {
  readonly plan: RelevancePlan;
  readonly prompts: readonly RelevancePrompt[];
  readonly found: Evaluations;
  /** Number of features that fire. */
  readonly features: number;
  /** Dimensions of the residual. */
  readonly width: number;
  /** By name: `all`, `none` and the sets of the plan. */
  readonly facts: ReadonlyMap<string, SetFacts>;
}

export interface SetFacts {
  /** Copies counted once; null where the features are too many to compare in pairs. */
  readonly units: number | null;
  /** Of Σ|a|. */
  readonly share: number;
}

/** A row without what random sets say. */
interface Measured {
  readonly set: string;
  readonly scope: 'all' | 'held-out';
  readonly stratum: string | null;
  readonly n: number;
  readonly n_units: number | null;
  /** Dimensions of the residual, of which each feature, neuron or direction moves one. */
  readonly width: number;
  readonly prompts: number;
  /** NaN for a baseline, which has no features. */
  readonly share_abs_attribution: number;
  readonly m: number;
  readonly m_none: number;
  readonly m_keep: number;
  readonly m_drop: number;
  readonly faithfulness: number;
  readonly necessity: number;
  readonly accuracy_keep: number;
  readonly accuracy_drop: number;
  readonly reason: string | null;
}

export interface RelevanceRow extends Measured {
  readonly random_sets: number | null;
  readonly random_pool: 'outside' | 'all' | null;
  readonly random_mass: number;
  readonly faithfulness_random: number;
  readonly faithfulness_low: number;
  readonly faithfulness_high: number;
  readonly necessity_random: number;
  readonly necessity_low: number;
  readonly necessity_high: number;
  /** Of random sets that are as necessary, one-sided. */
  readonly p: number;
}

export function relevanceRows(source: RelevanceSource): RelevanceRow[] {
  const { plan, prompts, features } = source;
  const every = prompts.map((_, p) => p);
  const heldOut = every.filter((p) => prompts[p].heldOut === true);
  const scopes: [Measured['scope'], number[]][] = [['all', every]];
  if (heldOut.length > 0) scopes.push(['held-out', heldOut]);
  const baseline = { none: noResidualAt(plan) };
  const sets: [name: string, n: number, asked: AskedAt][] = [
    ['all', features, { none: NONE_LEFT, keep: UNCHANGED, drop: NONE_LEFT }],
    ['none', 0, { none: NONE_LEFT, keep: NONE_LEFT, drop: UNCHANGED }],
    ...plan.sets.map(({ name, features: own }, k): [string, number, AskedAt] => {
      return [name, own.length, { none: NONE_LEFT, keep: keptAt(k), drop: droppedAt(k) }];
    }),
    ...plan.baselines.map((own, b): [string, number, AskedAt] => {
      const reason = own.name === 'neurons' ? own.reason : null;
      const at = { ...baseline, keep: baselineAt(plan, b), drop: baselineAt(plan, b) + 1, reason };
      return [own.name, sizeOf(own), at];
    }),
  ];
  return scopes.flatMap(([scope, own]) =>
    [null, ...new Set(own.map((p) => prompts[p].stratum))].flatMap((stratum) => {
      const on = stratum === null ? own : own.filter((p) => prompts[p].stratum === stratum);
      return sets.map(([set, n, asked]): RelevanceRow => {
        const row: Measured = { set, scope, stratum, n, ...measured(source, set, on, asked) };
        if (scope !== 'held-out' || stratum !== null || !COMPARED.includes(set)) return { ...row, ...NO_RANDOM };
        const compared = plan.randoms.findIndex(({ of }) => of === set);
        if (compared >= 0) return { ...row, ...besideRandom(source, row, on, compared) };
        const reason = row.reason ?? (n === 0 ? 'the set has no features' : 'no random sets were asked for');
        return { ...row, ...NO_RANDOM, reason };
      });
    }),
  );
}

/** The evaluations that a row is made of: with nothing left, with the set kept alone, with the set taken out. */
interface AskedAt {
  readonly none: number;
  readonly keep: number;
  readonly drop: number;
  /** Why the set has no shares. */
  readonly reason?: string | null;
}

function measured(source: RelevanceSource, set: string, on: readonly number[], asked: AskedAt) {
  const { found } = source;
  const { keep, drop } = asked;
  const facts = source.facts.get(set);
  if (facts === undefined) throw new Error(`relevance: nothing is known of the set ${set}`);
  const { units, share } = facts;
  const m = meanOf(found, UNCHANGED, on);
  const none = meanOf(found, asked.none, on);
  const [kept, dropped] = [meanOf(found, keep, on), meanOf(found, drop, on)];
  const reason = asked.reason ?? tooLittle(found, on, asked.none);
  return {
    ...{ n_units: units, width: source.width, prompts: on.length, share_abs_attribution: share },
    ...{ m, m_none: none, m_keep: kept, m_drop: dropped },
    faithfulness: reason === null ? (kept - none) / (m - none) : Number.NaN,
    necessity: reason === null ? (m - dropped) / (m - none) : Number.NaN,
    accuracy_keep: accuracyOf(found, keep, on),
    accuracy_drop: accuracyOf(found, drop, on),
    reason,
  };
}

const NO_RANDOM = {
  ...{ random_sets: null, random_pool: null, random_mass: Number.NaN },
  ...{ faithfulness_random: Number.NaN, faithfulness_low: Number.NaN, faithfulness_high: Number.NaN },
  ...{ necessity_random: Number.NaN, necessity_low: Number.NaN, necessity_high: Number.NaN, p: Number.NaN },
};

function besideRandom({ plan, found }: RelevanceSource, row: Measured, on: readonly number[], r: number) {
  const { sets, from, mass } = plan.randoms[r];
  const pool = { random_sets: sets.length, random_pool: from, random_mass: mass ?? Number.NaN };
  const reason = row.reason ?? unmatched(mass) ?? tooAlike(sets);
  if (mass === null || row.reason !== null) return { ...NO_RANDOM, ...pool, reason };
  const total = row.m - row.m_none;
  const kept = sets.map((_, k) => (meanOf(found, randomAt(plan, r, k), on) - row.m_none) / total);
  const dropped = sets.map((_, k) => (row.m - meanOf(found, randomAt(plan, r, k) + 1, on)) / total);
  const { greater, reason: whyNot } = permutationP(row.necessity, dropped);
  return {
    ...pool,
    faithfulness_random: quantile(kept, 0.5),
    faithfulness_low: quantile(kept, 0.025),
    faithfulness_high: quantile(kept, 0.975),
    necessity_random: quantile(dropped, 0.5),
    necessity_low: quantile(dropped, 0.025),
    necessity_high: quantile(dropped, 0.975),
    p: reason === null ? greater : Number.NaN,
    reason: reason ?? whyNot,
  };
}

function unmatched(mass: number | null): string | null {
  if (mass === null) return 'no random sets: fewer features fire on two prompts than the set has';
  if (mass <= UNMATCHED && mass >= 1 / UNMATCHED) return null;
  return `the random sets have ${mass.toPrecision(2)} times the activation mass of the set: they are not alike`;
}

/** A pool little larger than the set gives the same few sets again and again, and a p of two sets drawn a hundred times each is one of two. */
function tooAlike(sets: readonly ArrayLike<number>[]): string | null {
  const different = new Set(sets.map((set) => Array.from(set).join())).size;
  if (sets.length === 0 || different >= LEAST_PERMUTATIONS) return null;
  return `the ${sets.length} random sets are ${different} different ones, and a p takes ${LEAST_PERMUTATIONS}`;
}

/** Why shares of m − m(∅) say nothing. */
function tooLittle(found: Evaluations, on: readonly number[], none: number): string | null {
  if (on.length < 2) return 'one prompt has no standard error';
  const differences = on.map((p) => found.m(UNCHANGED, p) - found.m(none, p));
  const mean = differences.reduce((sum, x) => sum + x, 0) / on.length;
  const variance = differences.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (on.length - 1);
  // Negative as well: without the features the contrast would not be smaller.
  if (mean > 0 && mean >= 2 * Math.sqrt(variance / on.length)) return null;
  return 'taking everything out lowers the contrast by less than two standard errors over the prompts';
}

function meanOf(found: Evaluations, evaluation: number, on: readonly number[]): number {
  return on.reduce((sum, p) => sum + found.m(evaluation, p), 0) / on.length;
}

function accuracyOf(found: Evaluations, evaluation: number, on: readonly number[]): number {
  return on.filter((p) => found.rank(evaluation, p) === 0).length / on.length;
}
