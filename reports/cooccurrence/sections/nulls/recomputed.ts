/** The network with one ingredient changed: where its correlations come from. */
import { fixed, grouped } from '../../../format.ts';
import type { Html } from '../../../html.ts';
import { type Context, dataTable } from '../../../section.ts';

interface VariantRow {
  readonly variant: string;
  readonly edges: number | null;
  readonly mean_abs_r: number | null;
  readonly giant: number | null;
  readonly clusters: number | null;
  readonly features_in_clusters: number | null;
  readonly modularity: number | null;
  readonly separation: number | null;
}

const MEANINGS: Readonly<Record<string, string>> = {
  'as-studied': 'as studied',
  residualised: 'gain divided out, answer and foil regressed out',
  'activation-only': 'only what features do (projections at their means)',
  'gradient-only': 'only how features lie against the gradient (codes at their means)',
  'class-balanced': 'every stratum counting alike',
};

export async function recomputed(context: Context): Promise<Html> {
  const whole = (value: number | null): string => (value === null ? '–' : grouped(value));
  return dataTable(context, {
    title: 'The same network with one ingredient changed',
    note: 'Single networks, no replicates, so no p: they say where correlations come from. Where “only how features lie against the gradient” has nearly the edges of the study, the network is about alignment, not about what features do.',
    sql: 'report_recomputed',
    rows: await context.query<VariantRow>('report_recomputed'),
    first: 5,
    columns: [
      {
        title: 'network',
        words: 'prose',
        cell: (row) => MEANINGS[row.variant] ?? row.variant.replace('without:', 'without the prompts of '),
      },
      { title: 'edges', cell: (row) => whole(row.edges) },
      { title: 'mean |r|', cell: (row) => fixed(row.mean_abs_r, 2) },
      { title: 'largest component', cell: (row) => whole(row.giant) },
      { title: 'kept clusters', cell: (row) => whole(row.clusters) },
      { title: 'features in them', cell: (row) => whole(row.features_in_clusters) },
      { title: 'modularity', cell: (row) => fixed(row.modularity, 2) },
      { title: 'within less between', cell: (row) => fixed(row.separation, 2) },
    ],
  });
}
