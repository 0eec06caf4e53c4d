/** Sizes and settings of an instance in a few lines: those of the masthead and those of «What was run». */
import type { CooccurrenceStudy } from '../../pipeline/cooccurrence/settings.ts';
import type { Fact } from '../door.ts';
import { counted, grouped, number, percent } from '../format.ts';
import { html } from '../html.ts';
import type { Context } from '../section.ts';
import { clusterOf, contrastOf, loadOf, methodOf, networkOf, ruleInSigns } from './settings-of.ts';

export interface SummaryRow {
  readonly prompts: number;
  readonly features_seen: number;
  /** Of all nodes: more than those where copies are merged. */
  readonly features_in_nodes: number;
  readonly features: number;
  readonly pairs: number;
  readonly mean_abs_r: number | null;
  readonly edges: number;
  readonly negative_edges: number;
  readonly giant: number | null;
  readonly components: number;
  readonly clusters: number;
  readonly features_kept: number;
  readonly sets: number;
  readonly steered: number;
}

export async function sizes(context: Context): Promise<readonly string[]> {
  const [sum] = await context.query<SummaryRow>('report_summary');
  return [
    sum.features > 0 && nodes(sum),
    sum.pairs > 0 && counted(sum.edges, 'edge'),
    sum.pairs > 0 && counted(sum.clusters, 'cluster'),
    sum.steered > 0 && `${grouped(sum.steered)} steered outcomes`,
  ].filter((part) => part !== false);
}

export async function facts(context: Context): Promise<readonly Fact[]> {
  const [sum] = await context.query<SummaryRow>('report_summary');
  const { study } = context.manifest;
  const own = study?.analyses?.[context.analysis]?.settings;
  const method = methodOf(context);
  const loaded = loadOf(context);
  const network = networkOf(context);
  const cluster = clusterOf(context)?.cluster;
  return [
    ['preset and seed', html`${String(own?.preset ?? 'unknown')}, seed ${study?.seed ?? 'unknown'}`],
    [
      'attribution',
      method === undefined
        ? NOT_RUN
        : html`${method}; contrast ${contrastOf(context) ?? 'unknown'}${loaded !== undefined && html`; positions ${loaded.positions}; BOS ${loaded.bos === 'include' ? 'included' : 'excluded'}`}`,
    ],
    [
      'features',
      loaded === undefined
        ? NOT_RUN
        : html`${grouped(sum.features_in_nodes)} selected of ${grouped(sum.features_seen)} with any attribution, ${selectedBy(loaded.features)}${loaded.features.merge_copies && html`; copies are merged, which makes ${counted(sum.features, 'node')}`}`,
    ],
    [
      'network',
      network === undefined
        ? NOT_RUN
        : html`${grouped(sum.edges)} edges (${grouped(sum.negative_edges)} negative) where ${ruleInSigns(network.rule, number)}; mean |r| ${number(sum.mean_abs_r)}; largest component ${number(sum.giant)}`,
    ],
    [
      'clusters',
      cluster === undefined
        ? NOT_RUN
        : html`${grouped(sum.clusters)} kept, ${grouped(sum.features_kept)} features, by ${cluster.algorithm} (${cluster.weighted ? 'weighted' : 'unweighted'}, at least ${cluster.min_size} features)`,
    ],
    [
      'steering',
      sum.steered > 0 &&
        html`${counted(sum.sets, 'set')}, ${grouped(sum.steered)} outcomes, one for each set, scaling, dose and prompt; equal pushes are run once`,
    ],
  ];
}

const NOT_RUN = 'not run';

/** Features, and in how many nodes they are where copies were merged. */
function nodes({ features, features_in_nodes: all }: SummaryRow): string {
  return all > features ? `${counted(all, 'feature')} in ${counted(features, 'unit')}` : counted(features, 'feature');
}

/** The rule by which features were selected, in words. */
function selectedBy({ by, min_prevalence: least, share, most }: CooccurrenceStudy['features']): string {
  if (by !== 'attribution') return `non-zero on at least ${percent(least)} of prompts`;
  return `the smallest set that holds ${percent(share)} of Σ|attribution| on the prompts that find, at most ${grouped(most)}`;
}
