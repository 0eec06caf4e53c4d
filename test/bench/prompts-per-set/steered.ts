/** Sets of two clusters as a run steered them on every prompt: within (a cell each), between, a single and a pool; damage as a test plants it. */
import type { Steered } from '../../../bench/prompts-per-set/thinned.ts';
import { OUTCOMES, type SetRow } from '../../../pipeline/cooccurrence/kernels/summary/dose-blocks.ts';
import { combinations } from '../../../src/methods/intervention/subsets.ts';

const PROMPTS = 12;
const FEATURES = Array.from({ length: 12 }, (_, id) => id);
export const CLUSTERS = new Map(FEATURES.map((id) => [id, 1 + (id % 2)]));

export function steeredBy(damage: (set: SetRow, prompt: number) => number): Steered {
  const pairs = combinations(FEATURES, 2).map((feature_ids) => ({ feature_ids, size: 2 }));
  const inside = (ids: readonly number[]): number | null => (ids[0] % 2 === ids[1] % 2 ? 1 + (ids[0] % 2) : null);
  const cell = (arm: string, cluster: number | null) =>
    pairs
      .filter(({ feature_ids: ids }) => inside(ids) === cluster)
      .slice(0, 15)
      .map((set, replicate) => ({ ...set, arm, cluster, replicate }));
  const rows = [
    { feature_ids: [0], size: 1, arm: 'single', cluster: 1, replicate: 0 },
    ...[...cell('within', 1), ...cell('within', 2), ...cell('between', null)],
    ...pairs.map((set, replicate) => ({ ...set, arm: 'pool', cluster: null, replicate })),
  ];
  const sets = rows.map(({ replicate: _, ...set }, set_id) => ({ ...set, set_id }));
  const promptIds = Int32Array.from({ length: PROMPTS }, (_, p) => 10 + p);
  const values = Float64Array.from(sets.flatMap((set) => Array.from(promptIds, (_, p) => damage(set, p))));
  return {
    block: {
      ...{ mode: 'seed', scaling: 'norm-matched', factor: 10, sets, promptIds, partial: sets.map(() => false) },
      damage: Object.fromEntries(OUTCOMES.map((name) => [name, values])) as Steered['block']['damage'],
    },
    replicates: rows.map(({ replicate }) => replicate),
    strata: Array.from(promptIds, (_, p) => `stratum ${p % 3}`),
  };
}
