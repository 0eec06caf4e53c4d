/** What the plan of steering is made of, from what the run has found of its features: clusters, traits, collinear groups, metrics. */
import { carriersOf } from './carriers.ts';
import { type CodeRows, featureFacts } from './feature-facts.ts';
import { alikeRows } from './near-parallel.ts';
import type { SteeringPlanSource } from './steering-plan.ts';

interface SteeringFindings {
  /** Every prompt of the task. */
  readonly task: readonly { readonly n_tokens: number }[];
  readonly codes: CodeRows;
  readonly metrics: readonly MetricRow[];
  readonly selected: readonly { readonly feature_id: number }[];
  readonly groups: readonly { readonly feature_ids: readonly number[] }[];
}

interface ClusterMembers {
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
    carriers: carriersOf(codes, options.bos === 'exclude' && options.hasBos ? 1 : 0),
    groups: groups.map((row) => row.feature_ids),
    globalMaxima,
    hasMaxima: globalMaxima.size > 0,
    alike: alikeRows(members, options.mostCosine),
    smallestAttribution,
  };
}

export interface MetricRow {
  readonly feature_id: number;
  readonly metric: string;
  readonly value: number | null;
}

/** The doses of the study's further experiments (experiments.ts). */
interface ExperimentDoses {
  /** feature → largest code on the generic text; empty where the study names none. */
  readonly globalMaxima: ReadonlyMap<number, number>;
  /** Smallest over the features of the largest size of their attribution, logits; NaN without features. */
  readonly smallestAttribution: number;
}

/** @param bos whether the maxima count the first position, as the study's attribution does (`attribution.bos`) */
export function experimentDoses(rows: readonly MetricRow[], bos: 'include' | 'exclude'): ExperimentDoses {
  const maximum = bos === 'include' ? 'gen_max_activation' : 'gen_max_activation_non_bos';
  const of = (name: string) => rows.filter(({ metric, value }) => metric === name && value !== null);
  const largest = of('max_abs_activation').map(({ value }) => value as number);
  return {
    globalMaxima: new Map(of(maximum).map(({ feature_id: id, value }) => [id, value as number])),
    smallestAttribution: largest.length === 0 ? Number.NaN : Math.min(...largest),
  };
}
