/** A small world of relevance rows: six prompts, five sets, contrasts by evaluation. */
import {
  NONE_LEFT,
  type RandomSets,
  type RelevancePlan,
  UNCHANGED,
} from '../../../../../pipeline/cooccurrence/kernels/relevance/relevance-plan.ts';
import {
  type RelevanceRow,
  type RelevanceSource,
  relevanceRows,
} from '../../../../../pipeline/cooccurrence/kernels/relevance/relevance-rows.ts';
import { random } from '../../../../../src/random.ts';

export const SETS = ['selected', 'kept', 'cluster 1', 'top selected', 'top kept'];
export const NAMES = ['all', 'none', ...SETS];
export const PROMPTS = ['b', 'a', 'b', 'a', 'b', 'c'].map((stratum, p) => ({ stratum, heldOut: p > 1 }));
/** Held out: of stratum b 2 and 4, of a 3, of c 5. */
export const HELD_OUT = [2, 3, 4, 5];

/** Random sets by how often: their content is not looked at here. */
export const randomsOf = (of: string, count: number, mass = 1): RandomSets => ({
  ...{ of, from: 'outside', sets: Array.from({ length: count }, (_, k) => [k]), mass: count === 0 ? null : mass },
});

/** Contrasts of an evaluation by prompt; those that are not named are 0, ranks 0 where a contrast is above 5. */
export type Contrasts = Readonly<Record<number, readonly number[]>>;
interface World extends Partial<RelevanceSource> {
  readonly contrasts: Contrasts;
  readonly randoms?: readonly RandomSets[];
  readonly baselines?: RelevancePlan['baselines'];
}
export function rowsOf({ contrasts, randoms = [], baselines = [], ...rest }: World): RelevanceRow[] {
  const m = (evaluation: number, prompt: number) => contrasts[evaluation]?.[prompt] ?? 0;
  const sets = SETS.map((name, k) => ({ name, features: Array.from({ length: 10 - k }, (_, i) => i) }));
  return relevanceRows({
    plan: { sets, randoms, baselines },
    prompts: PROMPTS,
    found: { m, rank: (evaluation, prompt) => (m(evaluation, prompt) > 5 ? 0 : 3) },
    features: 40,
    width: 16,
    facts: new Map(
      [...NAMES, 'components', 'neurons'].map((name, place) => [name, { units: place, share: place / 10 }]),
    ),
    ...rest,
  });
}
export const rowOf = (rows: readonly RelevanceRow[], set: string, scope = 'all', stratum: string | null = null) =>
  rows.find((row) => row.set === set && row.scope === scope && row.stratum === stratum)!;

/** Every evaluation has contrasts of its own; nothing left is about 10 below nothing changed. */
export function noisy(seed: number, evaluations = 40): Contrasts {
  const rng = random(seed, 'relevance-rows');
  const level = (evaluation: number) => (evaluation === UNCHANGED ? 12 : evaluation === NONE_LEFT ? 2 : 7);
  return Object.fromEntries(
    Array.from({ length: evaluations }, (_, k) => [k, PROMPTS.map(() => level(k) + rng.normal())]),
  );
}
export const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
