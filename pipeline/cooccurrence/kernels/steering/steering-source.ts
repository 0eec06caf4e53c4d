/** What the plan of steering is made of, from what the run has found of its features: clusters, traits, collinear groups, metrics. */
import { experimentDoses, type MetricRow } from './experiment-doses.ts';
import { type CodeRows, featureFacts } from './feature-facts.ts';
import { alikeRows } from './near-parallel.ts';
import type { SteeringPlanSource } from './steering-plan.ts';

export interface SteeringFindings {
  /** Every prompt of the task. */
  readonly task: readonly { readonly n_tokens: number }[];
  readonly codes: CodeRows;
  readonly metrics: readonly MetricRow[];
  readonly selected: readonly { readonly feature_id: number }[];
  readonly groups: readonly { readonly feature_ids: readonly number[] }[];
}

export interface ClusterMembers {
  /** Features of each kept cluster. */
  readonly clusters: SteeringPlanSource['clusters'];
  /** Decoder row [D] of each of them. */
  readonly members: ReadonlyMap<number, Float32Array>;
}

/** @param options whether a BOS stands first and whether maxima count it; above which |cosine| two features are alike */
export function steeringSource(
  { task, codes, metrics, selected, groups }: SteeringFindings,
  { clusters, members }: ClusterMembers,
  options: { readonly bos: 'include' | 'exclude'; readonly hasBos: boolean; readonly mostCosine: number },
) {
  const lengths = task.map(({ n_tokens }) => n_tokens);
  const { globalMaxima, smallestAttribution } = experimentDoses(metrics, options.bos);
  return {
    clusters,
    selected: selected.map((row) => row.feature_id),
    traits: featureFacts(codes, lengths, options.hasBos),
    groups: groups.map((row) => row.feature_ids),
    globalMaxima,
    hasMaxima: globalMaxima.size > 0,
    alike: alikeRows(members, options.mostCosine),
    smallestAttribution,
  };
}
