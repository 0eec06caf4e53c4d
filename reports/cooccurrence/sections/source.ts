/** The same features' network from something else than attributions: what attribution adds. */
import { fixed } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, dataTable, type Section } from '../../section.ts';

interface SourceRow {
  readonly source: 'attribution' | 'activation' | 'generic';
  readonly n: number;
  readonly n_units: number | null;
  readonly edges: number | null;
  readonly clusters: number | null;
  readonly modularity: number | null;
  readonly ami: number | null;
  readonly selectivity: number | null;
  readonly reason: string | null;
}

const FROM = {
  attribution: 'attributions',
  activation: 'codes on the task',
  generic: 'codes on generic text',
} as const;

export const source: Section = {
  id: 'source',
  title: 'What attribution adds',
  needs: ['network_source'],
  optional: true,
  async render(context: Context): Promise<Html> {
    const rows = await context.query<SourceRow>('report_source');
    return html`<p>The same features joined by something else: how their codes go together over the prompts of the task, and over the positions of generic text. Each network has the strongest pairs for edges, as many as that of attributions has.</p>
${dataTable(context, {
  title: 'Networks of the same features',
  note: 'Clusters are kept ones, by the study’s own algorithm. Agreement is adjusted mutual information with the clusters of attributions (1: the same, 0: chance). Selectivity is of the clusters that the first half of the prompts finds, taken out of the other half: loss on the own class less that on the others, logits; those of generic text are found on no prompt.',
  sql: 'report_source',
  rows,
  columns: [
    { title: 'network of', words: true, cell: (row) => FROM[row.source] },
    { title: 'features', cell: (row) => row.n },
    { title: 'units', cell: (row) => row.n_units ?? '–' },
    { title: 'edges', cell: (row) => row.edges ?? '–' },
    { title: 'clusters', cell: (row) => row.clusters ?? '–' },
    { title: 'modularity', cell: ({ modularity }) => (modularity === null ? '–' : fixed(modularity, 2)) },
    { title: 'agreement', cell: ({ ami }) => (ami === null ? '–' : fixed(ami, 2)) },
    {
      title: 'selectivity',
      cell: ({ selectivity, reason }) =>
        selectivity === null ? html`<span title="${reason ?? ''}">–</span>` : fixed(selectivity, 2),
    },
  ],
})}`;
  },
};
