/** The study's own settings as what the statistics of a null are made with. */

import {
  type Covariate,
  covariateColumns,
  type PromptWords,
} from '../../../../src/methods/stats/correlation/covariates.ts';
import { groupNumbers } from '../../../../src/methods/stats/groups/groups.ts';
import { derive } from '../../../../src/random.ts';
import type { CooccurrenceStudy } from '../../settings.ts';
import type { StatisticOptions } from './study-network.ts';

export type NullOptions = Pick<CooccurrenceStudy, 'seed' | 'correlation' | 'network' | 'cluster'>;

/** Fewest prompts of a half: below it a correlation says nothing. */
export const LEAST_PROMPTS = 6;

/** Whether correlations need each prompt's gradient norm. */
export function needsGains(study: Pick<NullOptions, 'correlation'>): boolean {
  return study.correlation.gain === 'divide' || covariatesOf(study).includes('log-gradient');
}

/**
 * @param prompts [P] @param gains [P] gradient norms; empty where needsGains is false
 * @param sizes number of cluster sizes that are statistics of their own
 */
export function statisticOptions(
  study: NullOptions,
  prompts: readonly (PromptWords & { readonly stratum: string })[],
  gains: Float64Array,
  sizes: number,
): StatisticOptions {
  return {
    correlation: {
      method: study.correlation.method,
      gains: study.correlation.gain === 'divide' ? gains : null,
      covariates: covariateColumns(covariatesOf(study), prompts, gains),
      ...(study.correlation.weights === 'class-balanced'
        ? { classes: groupNumbers(prompts.map(({ stratum }) => stratum)) }
        : {}),
    },
    network: study.network,
    // The seed of the clustering that the table `cluster` shows.
    cluster: { ...study.cluster, seed: derive(study.seed, 'cluster', 0) },
    sizes,
  };
}

function covariatesOf({ correlation }: Pick<NullOptions, 'correlation'>): readonly Covariate[] {
  return correlation.method === 'partial' ? (correlation.covariates ?? []) : [];
}

/** Prompts that half of a split must have for the study's correlations. */
export function leastPrompts({ correlation }: StatisticOptions): number {
  return Math.max(LEAST_PROMPTS, correlation.covariates.length + 4);
}
