/** What each cluster does on prompts that did not find it, and whether the network adds anything to grouping its features without it. */
import { COORDINATES, effectBeside } from '../../../pipeline/cooccurrence/claims/beside-dictionary.ts';
import { BY, conclusion } from '../../../pipeline/cooccurrence/claims/h5-effect.ts';
import { counted, fixed, pValue } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, dataTable, note, type Section } from '../../section.ts';

interface ClusterRow {
  readonly cluster: number;
  readonly n: number;
  readonly n_units: number;
  readonly prompts: number;
  readonly loss: number;
  readonly class: string;
  readonly own_prompts: number;
  readonly own_loss: number;
  readonly other_loss: number;
  readonly selectivity: number;
  readonly sets: number;
  readonly random_mean: number | null;
  readonly random_sd: number | null;
  readonly p: number | null;
  readonly reason: string | null;
}

interface GroupingRow {
  readonly method: string;
  readonly clusters: number;
  readonly n: number;
  readonly n_units: number;
  readonly selectivity: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly nmi_class: number | null;
  readonly replicates: number | null;
  readonly null_mean: number | null;
  readonly null_sd: number | null;
  readonly p: number | null;
  readonly difference: number | null;
  readonly difference_low: number | null;
  readonly difference_high: number | null;
  readonly reason: string | null;
}

interface StatusRow {
  readonly hypothesis: string;
  readonly status: string;
  readonly reason: string | null;
}

export const effect: Section = {
  id: 'effect',
  title: 'What each cluster does',
  needs: ['grouping'],
  async render(context: Context): Promise<Html> {
    const all = await context.query<GroupingRow>('report_grouping');
    const [network] = all;
    const references = all.filter(({ method }) => method in COORDINATES);
    const groupings = all.filter(({ method }) => !(method in COORDINATES));
    if (network.selectivity === null)
      return note('absent', `No cluster was taken out of held-out prompts: ${network.reason}.`);
    const clusters = await context.query<ClusterRow>('report_cluster_effect');
    return html`<p>Clusters found on the first half of the prompts are taken out of the other half (their codes replaced by the mean of their place in the prompt, as above). A cluster is of the class of prompts on which its summed attribution was largest in the first half; it is selective as far as taking it out costs that class more than the others. Does the network add anything to asking which answer a feature likes?</p>
${await found(context)}
${dataTable(context, {
  title: 'Each cluster taken out of held-out prompts',
  note: 'Losses of the contrast in logits. Random sets are dealt from the features of all clusters, copies together, and have a class of their own; p counts those as selective.',
  sql: 'report_cluster_effect',
  rows: clusters,
  columns: [
    { title: 'cluster', cell: (row) => row.cluster },
    { title: 'features', cell: (row) => row.n },
    { title: 'units', cell: (row) => row.n_units },
    { title: 'class', words: true, cell: (row) => row.class },
    { title: 'prompts of it', cell: (row) => row.own_prompts },
    { title: 'loss there', cell: (row) => fixed(row.own_loss, 2) },
    { title: 'on the others', cell: (row) => fixed(row.other_loss, 2) },
    { title: 'selectivity', cell: (row) => fixed(row.selectivity, 2) },
    { title: 'random sets', cell: (row) => beside(row.random_mean, row.random_sd, row.reason) },
    { title: 'p', cell: (row) => pValue(row.p) },
  ],
})}
${dataTable(context, {
  title: 'The same features grouped in other ways',
  note: `Each has ${counted(network.clusters, 'group')} of the sizes of the network’s clusters. In brackets 95 % intervals over held-out prompts drawn again within classes. NMI is how much a grouping shares with the one by answer of largest attribution (1: the same).`,
  sql: 'report_grouping',
  rows: groupings,
  columns: [
    { title: 'grouped', words: 'prose', cell: ({ method }) => nameOf(method) },
    { title: 'selectivity', cell: (row) => interval(row.selectivity, row.low, row.high, row.reason) },
    { title: 'NMI', cell: (row) => fixed(row.nmi_class, 2) },
    { title: 'dealt features', cell: (row) => beside(row.null_mean, row.null_sd, row.reason) },
    { title: 'p', cell: (row) => pValue(row.p) },
    {
      title: 'network has more',
      cell: (row) => interval(row.difference, row.difference_low, row.difference_high, row.reason),
    },
  ],
})}
${withoutDictionary(context, all, references)}`;
  },
};

/** Groups of raw coordinates, which decide nothing. */
function withoutDictionary(context: Context, all: readonly GroupingRow[], references: readonly GroupingRow[]): Html {
  if (references.length === 0) return html``;
  return html`<p>${effectBeside(all) ?? 'No groups of raw coordinates of the residual could be made beside the clusters.'}</p>
${dataTable(context, {
  title: 'Without a dictionary: groups of raw coordinates of the residual',
  note: 'References beside the clusters, not among the groupings that decide whether the network adds anything: those are of the same features. Components and neurons are as many as the features and stand in groups of the clusters’ sizes, each with the answer that it favours on the first half; a difference of means is one direction for one answer. As many components as features may be most of the residual’s dimensions (table relevance has its width), and their groups then share out nearly all of it. All are taken out of the same prompts.',
  sql: 'report_grouping',
  rows: references,
  columns: [
    { title: 'coordinates', words: 'prose', cell: (row) => COORDINATES[row.method](row.n).replace(/^0 /, 'no ') },
    { title: 'groups', cell: (row) => row.clusters },
    { title: 'units', cell: (row) => row.n_units },
    { title: 'selectivity', cell: (row) => interval(row.selectivity, row.low, row.high, row.reason) },
    {
      title: 'network has more',
      cell: (row) => interval(row.difference, row.difference_low, row.difference_high, row.reason),
    },
  ],
})}`;
}

/** Both statuses side by side, and what they come to. */
async function found(context: Context): Promise<Html> {
  if (!context.filled.has('verdict')) return html``;
  const rows = await context.query<StatusRow>('report_verdict');
  const [a, b] = ['H5a', 'H5b'].map((name) => rows.find(({ hypothesis }) => hypothesis === name));
  if (a === undefined || b === undefined) return html``;
  const says = ({ status, reason }: StatusRow): string => (reason === null ? status : `${status} (${reason})`);
  return html`<p>More than the same features dealt among the clusters: <strong>${says(a)}</strong>. More than the best grouping without a network: <strong>${says(b)}</strong>. ${conclusion(a.status, b.status)}</p>`;
}

function nameOf(method: string): string {
  if (method === 'network') return 'by the network';
  return BY[method] ?? 'dealt among the clusters at random';
}

function beside(mean: number | null, sd: number | null, reason: string | null): Html {
  if (mean === null) return html`<span title="${reason ?? ''}">–</span>`;
  return html`${fixed(mean, 2)}${sd !== null && html` ± ${fixed(sd, 2)}`}`;
}

function interval(value: number | null, low: number | null, high: number | null, reason: string | null): Html {
  if (value === null) return html`<span title="${reason ?? ''}">–</span>`;
  return html`${fixed(value, 2)} <small>[${fixed(low, 2)}, ${fixed(high, 2)}]</small>`;
}
