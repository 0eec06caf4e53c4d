/** The study's own settings as what its network is made with again: by replicates of a null, and by halves of the prompts. */
import { type Split, splitsOf } from '../../../../src/methods/stats/splits.ts';
import type { ShardFolder } from '../../../../src/run/shards.ts';
import type { CooccurrenceStudy } from '../../settings.ts';
import { correlationOptions } from '../matrix/correlation-options.ts';
import type { WordRow } from '../matrix/prompt-matrix.ts';
import { clusterSeed } from '../resampling/resample-partitions.ts';
import type { StatisticOptions } from './study-network.ts';

export type NullOptions = Pick<CooccurrenceStudy, 'seed' | 'correlation' | 'network' | 'cluster'>;

interface StatisticSources {
  /** [P] */
  readonly promptIds: Int32Array;
  /** [P] */
  readonly words: readonly WordRow[];
  /** Shards of stage `attribute`; read only where the correlation needs gradients. */
  readonly attributed: ShardFolder;
  /** Cluster sizes that are statistics of their own. */
  readonly sizes: number;
  /** Splits within strata; 1 unless given. */
  readonly repeats?: number;
}

/** Fewest prompts of a half: below it a correlation says nothing. */
const LEAST_PROMPTS = 6;

/** @param where the study, for messages */
export function studyStatistics(
  { seed, correlation, network, cluster }: NullOptions,
  { promptIds, words, attributed, sizes, repeats }: StatisticSources,
  where: string,
): { readonly statistics: StatisticOptions; readonly splits: readonly Split[] } {
  const statistics = {
    correlation: correlationOptions(correlation, { promptIds, prompts: words, attributed }, where),
    network,
    cluster: { ...cluster, seed: clusterSeed(seed) },
    sizes,
  };
  const [strata, templates] = [words.map(({ stratum }) => stratum), words.map(({ template }) => template)];
  return { statistics, splits: splitsOf(strata, templates, { seed, least: leastPrompts(statistics), repeats }) };
}

/** Places of the prompts that find: the first half of the split within strata, or all of them where a half would be too small. */
export function firstHalfOf(words: readonly Pick<WordRow, 'stratum'>[], seed: number): readonly number[] {
  const strata = words.map(({ stratum }) => stratum);
  const [half] = splitsOf(strata, [], { seed, least: LEAST_PROMPTS });
  return half === undefined ? words.map((_, row) => row) : [...half.train];
}

/** Prompts that half of a split must have for the study's correlations. */
export function leastPrompts({ correlation }: StatisticOptions): number {
  return Math.max(LEAST_PROMPTS, correlation.covariates.length + 4);
}

/** Why a study of so many features has neither nulls nor halves: each network holds all pairs of them. Null where they fit. */
export function tooManyPairs(features: number, most: number): string | null {
  const pairs = (features * (features - 1)) / 2;
  return pairs <= most
    ? null
    : `${pairs} pairs of ${features} features, more than correlation.most_pairs (${most}) lets a replicate hold: a higher features.min_prevalence, or a smaller features.share or features.most, selects fewer`;
}
