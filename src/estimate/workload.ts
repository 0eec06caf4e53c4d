/**
 * How much a study asks of each stage, before it runs. How many features will be selected and kept, and in how many clusters, is known
 * only afterwards: it is taken from an earlier run of the study, or assumed as in the published one (65 features), in 2 clusters.
 */
import type { Study } from '../study/study.ts';

/** What only a run can tell. */
export interface Counts {
  readonly selected: number;
  /** Features of kept clusters. */
  readonly kept: number;
  readonly clusters: number;
  /** Prompts that are steered. */
  readonly steered: number;
}

export function assumedCounts(prompts: number): Counts {
  return { selected: 65, kept: 65, clusters: 2, steered: prompts };
}

/** Evaluations of the model from the hook on, by stage. */
export interface Workload {
  readonly steer: number;
  readonly interaction: number;
  readonly direct: number;
  /** Of exact removal; and prompts whose gradient is averaged along a path. */
  readonly verify: { readonly removals: number; readonly paths: number };
}

/** Pairs and cells that measure rounding (interaction/plan.ts, check/values.ts). */
const TINY_PAIRS = 24;
const TINY_CELLS = 64;

export function workloadOf(study: Study, counts: Counts): Workload {
  const { steering, interaction, attribution_check: check } = study;
  const { selected, kept, clusters, steered } = counts;
  const { single_factors: singleFactors, factors, scaling, set_sizes: sizes } = steering;
  const cells = steering.sets_per_cell * cellsOf(steering.arms, clusters);
  // Equal interventions are run once: a set of one is a single feature, whatever its scaling.
  const ofOne = sizes.includes(1) ? factors.filter((factor) => !singleFactors.includes(factor)).length : 0;
  const larger = sizes.filter((size) => size > 1).length * factors.length * scaling.length;
  const allPairs = (kept * (kept - 1)) / 2;
  // One feature at a time; the anomalous groups are few where there are any.
  const alone = steering.experiments.filter(
    (name) => name === 'smallest-attribution' || (name === 'global-maximum' && study.corpus !== undefined),
  ).length;
  const doses =
    kept * singleFactors.length +
    cells * (ofOne + larger) +
    Math.min(steering.pool_pairs, allPairs) * steering.pool_factors.length +
    selected * alone;
  const pairs = Math.min(interaction.pairs, allPairs);
  const removals = pairs === 0 ? 0 : 1 + (interaction.controls + 1) * (kept + pairs) + 3 * Math.min(TINY_PAIRS, pairs);
  const checked = Math.min(check.prompts, steered);
  return {
    steer: doses * steered,
    interaction: removals * steered,
    direct: kept * steered,
    verify: { removals: checked * check.top_features + check.cells + TINY_CELLS, paths: checked },
  };
}

/** A within or matched cell for each cluster, one of every other arm. */
function cellsOf(arms: readonly string[], clusters: number): number {
  return arms.reduce((sum, arm) => sum + (arm === 'within' || arm === 'matched' ? clusters : 1), 0);
}
