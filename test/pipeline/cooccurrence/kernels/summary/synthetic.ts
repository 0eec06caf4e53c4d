/** A synthetic steering experiment: features of three clusters, sets of two and three, damage as a function that a test plants. */

import {
  type DoseBlock,
  OUTCOMES,
  type Outcome,
  type SetRow,
} from '../../../../../pipeline/cooccurrence/kernels/summary/dose-blocks.ts';
import { choose, combinations } from '../../../../../src/methods/intervention/subsets.ts';
import { random } from '../../../../../src/random.ts';

export const PROMPTS = 20;
export const FEATURES = 18;
export const CLUSTERS = new Map(Array.from({ length: FEATURES }, (_, id) => [id, 1 + Math.floor(id / 6)]));

/** Every pair; within a cluster, between two, and 20 of random directions. */
export function pairSets(): SetRow[] {
  if (choose(FEATURES, 2) !== 153) throw new Error('153 pairs');
  const pairs = combinations(
    Array.from({ length: FEATURES }, (_, id) => id),
    2,
  );
  const rows = pairs.map((feature_ids) => {
    const [a, b] = feature_ids.map((id) => CLUSTERS.get(id) as number);
    return { arm: a === b ? 'within' : 'between', cluster: a === b ? a : null, feature_ids };
  });
  const controls = pairs.slice(0, 20).map((feature_ids) => ({ arm: 'random-direction', cluster: null, feature_ids }));
  return [...rows, ...controls].map((row, set_id) => ({ ...row, set_id, size: 2 }));
}

/** Damage of a set: the sum of its features' own, `planted`, and noise per prompt and per set. */
export function block(
  seed: number,
  planted: (set: SetRow) => number,
  { factor = 1, scaling = 'norm-matched' } = {},
): DoseBlock {
  const rng = random(seed, 'synthetic');
  const own = Array.from({ length: FEATURES }, () => rng.normal());
  const sets = pairSets();
  const prompt = Array.from({ length: PROMPTS }, () => 0.3 * rng.normal());
  const damage = Float64Array.from(
    sets.flatMap((set) => {
      const level = set.feature_ids.reduce((sum, id) => sum + own[id], 2 + planted(set) + 0.5 * rng.normal());
      return prompt.map((value) => level + value + 0.5 * rng.normal());
    }),
  );
  return {
    mode: 'seed',
    scaling,
    factor,
    sets,
    promptIds: Int32Array.from(prompt, (_, p) => p),
    partial: sets.map(() => false),
    damage: Object.fromEntries(OUTCOMES.map((name) => [name, damage])) as Record<Outcome, Float64Array>,
  };
}

export const HALVES = [0, 1].map((side) => Array.from({ length: PROMPTS / 2 }, (_, i) => 2 * i + side));
