/**
 * What the study steered beside its single features and sets. All are pushes along decoder rows, Δ = c·Σ d, at the study's base factor b:
 *
 * - global-maximum: every selected feature alone, c = b · its largest code over the generic text, as in the study's steering hook
 *   (A' = A + max_act · strength · d, https://github.com/owenparsons/sae_network_analysis). Stored as mode global-scaled, factor 1.
 * - smallest-attribution: every selected feature alone at one dose, c = b · λ, λ the smallest over the features of the largest size of
 *   their attribution (the study spoke of activations and attributions as one, so a number of logits serves as a dose). Stored as mode
 *   seed, factor λ.
 * - anomalous-group: each group of features that vary as one (table collinear_group), together, at the factors of the sets; with and
 *   without division by their number. Stored as mode seed.
 */
import type { SteeringSet } from './design.ts';

export const EXPERIMENTS = ['global-maximum', 'smallest-attribution', 'anomalous-group'] as const;
export type Experiment = (typeof EXPERIMENTS)[number];

export function isExperiment(arm: string): arm is Experiment {
  return (EXPERIMENTS as readonly string[]).includes(arm);
}

export interface ExperimentInput {
  readonly experiments: readonly Experiment[];
  /** Every selected feature. */
  readonly selected: readonly number[];
  /** Features that vary as one, in the order of their numbers. */
  readonly groups: readonly (readonly number[])[];
  /** Whether the global maxima are known: the study names a generic text. */
  readonly hasMaxima: boolean;
}

/** Sets without their numbers, and a sentence for each experiment that the study cannot run. */
export function experimentSets({ experiments, selected, groups, hasMaxima }: ExperimentInput): {
  readonly sets: readonly Omit<SteeringSet, 'setId'>[];
  readonly notes: readonly string[];
} {
  const sets: Omit<SteeringSet, 'setId'>[] = [];
  const notes: string[] = [];
  const add = (arm: Experiment, features: readonly (readonly number[])[]): void =>
    features.forEach((own, replicate) => {
      const featureIds = [...own].sort((a, b) => a - b);
      sets.push({ arm, cluster: null, size: featureIds.length, replicate, featureIds });
    });
  const alone = [...selected].sort((a, b) => a - b).map((feature) => [feature]);
  for (const experiment of experiments) {
    if (experiment === 'anomalous-group') {
      if (groups.length === 0) notes.push('anomalous-group: no features vary as one, so there is no group to steer');
      add(experiment, groups);
    } else if (experiment === 'global-maximum' && !hasMaxima) {
      notes.push('global-maximum: the study names no generic text (corpus.file), so there are no global maxima');
    } else add(experiment, alone);
  }
  return { sets, notes };
}
