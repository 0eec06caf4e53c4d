/** The clusters themselves: sizes, tightness, the answers they load on, the tokens they promote, and whether they come back. */
import { drawWide, Plot } from '../../charts/draw.ts';
import { counted, fixed, grouped, number, percent } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { clusterColour } from '../../palette.ts';
import { type Context, dataTable, figure, note, type Section } from '../../section.ts';
import { algorithmOf } from '../settings-of.ts';
import { stabilityParts } from './clusters/stability.ts';

interface ClusterRow {
  readonly algorithm: string;
  readonly cluster: number;
  readonly size: number;
  readonly mean_abs_r_inside: number | null;
  readonly mean_abs_r_outside: number | null;
  readonly share_negative: number | null;
}

interface LoadingRow {
  readonly cluster: number;
  readonly stratum: string;
  readonly prompts: number;
  readonly value: number;
}

const N_STRATA_SHOWN = 16;

interface RecoveryRow {
  readonly algorithm: string;
  readonly source: string;
  readonly cluster: number;
  readonly jaccard: number;
  readonly recovered: number;
}

interface TokenRow {
  readonly cluster: number;
  readonly token: string;
  readonly features: number;
  readonly size: number;
}

export const clusters: Section = {
  id: 'clusters',
  title: 'Clusters',
  needs: ['cluster'],
  async render(context: Context): Promise<Html> {
    const rows = await context.query<ClusterRow>('report_cluster');
    const recovery = context.filled.has('cluster_stability')
      ? await context.query<RecoveryRow>('report_cluster_stability')
      : [];
    const loadings = await context.query<LoadingRow>('report_cluster_stratum');
    const algorithm = algorithmOf(context);
    const own = rows.filter((row) => row.algorithm === algorithm);
    const found = (row: ClusterRow, source: string): RecoveryRow | undefined =>
      recovery.find(
        (other) => other.algorithm === row.algorithm && other.source === source && other.cluster === row.cluster,
      );
    return html`<p>${own.length === 0 ? 'No cluster reached the study’s smallest size.' : html`The study’s algorithm (${algorithm}) finds ${counted(own.length, 'cluster')} of at least the smallest kept size, with ${own.map((row) => grouped(row.size)).join(', ')} features.`}</p>
${loadings.length > 0 ? loadingFigure(context, loadings) : note('absent', 'No kept cluster, so nothing to load on answers.')}
${context.filled.has('promoted_token') && own.length > 0 && tokenList(await context.query<TokenRow>('report_cluster_token'))}
${dataTable(context, {
  title: 'Kept clusters',
  note: 'Inside and outside are the mean |r| of a cluster’s pairs with its own members and with other kept clusters. Found again is the mean best Jaccard overlap with a cluster of a repeat, and in how many repeats it is at least 0.75.',
  sql: 'report_cluster',
  rows,
  first: 12,
  columns: [
    {
      title: 'cluster',
      cell: (row) =>
        html`<i class="dot" style="background:${clusterColour(row.algorithm === algorithm ? row.cluster : null)}"></i> ${row.cluster}`,
    },
    { title: 'algorithm', words: true, cell: (row) => row.algorithm },
    { title: 'features', cell: (row) => grouped(row.size) },
    { title: '|r| inside', cell: (row) => fixed(row.mean_abs_r_inside, 2) },
    { title: '|r| outside', cell: (row) => fixed(row.mean_abs_r_outside, 2) },
    { title: 'negative pairs', cell: (row) => percent(row.share_negative) },
    { title: 'again, other seeds', cell: (row) => again(found(row, 'seed')) },
    { title: 'again, fewer prompts', cell: (row) => again(found(row, 'subsample')) },
  ],
})}
${await stabilityParts(context)}`;
  },
};

function again(row: RecoveryRow | undefined): Html | string {
  return row === undefined ? '–' : html`${fixed(row.jaccard, 2)} <small>in ${percent(row.recovered)}</small>`;
}

/** Words that the members' directions raise, in the order of how many members share them. */
function tokenList(rows: readonly TokenRow[]): Html {
  const numbers = [...new Set(rows.map((row) => row.cluster))];
  return html`<h3>Tokens that clusters promote</h3>
<p>Read straight through the unembedding, with no block in between; the number is how many members have the token among their ten strongest.</p>
<dl class="meanings">${numbers.map(
    (cluster) =>
      html`<div><dt><i class="dot" style="background:${clusterColour(cluster)}"></i> cluster ${cluster}</dt><dd>${rows
        .filter((row) => row.cluster === cluster)
        .map((row) => html`<span class="chip"><code>${row.token}</code> ${number(row.features)}</span>`)}</dd></div>`,
  )}</dl>`;
}

function loadingFigure(context: Context, rows: readonly LoadingRow[]): Html {
  const strata = [
    ...new Set(
      [...rows].sort((a, b) => b.prompts - a.prompts || a.stratum.localeCompare(b.stratum)).map((row) => row.stratum),
    ),
  ].slice(0, N_STRATA_SHOWN);
  const shown = rows.filter((row) => strata.includes(row.stratum));
  const numbers = [...new Set(rows.map((row) => row.cluster))].sort((a, b) => a - b);
  const largest = Math.max(...shown.map((row) => Math.abs(row.value)));
  return figure(context, {
    title: 'Answers that clusters load on',
    sql: 'report_cluster_stratum',
    body: drawWide('Mean attribution of each cluster by stratum', {
      height: 60 + 30 * numbers.length,
      marginLeft: 70,
      marginTop: 10,
      marginBottom: 74,
      x: {
        domain: strata,
        label: null,
        tickRotate: -40,
        tickSize: 0,
        tickFormat: (name: string) => (name.length > 14 ? `${name.slice(0, 13)}…` : name),
      },
      y: { domain: numbers, label: null, tickFormat: (cluster: number) => `cluster ${cluster}`, tickSize: 0 },
      marks: [
        Plot.cell(shown, {
          x: 'stratum',
          y: 'cluster',
          inset: 1,
          fill: (row: LoadingRow) => (row.value >= 0 ? 'var(--positive)' : 'var(--negative)'),
          fillOpacity: (row: LoadingRow) => Math.abs(row.value) / largest,
          title: (row: LoadingRow) =>
            `cluster ${row.cluster}, ${row.stratum} (${row.prompts} prompts): ${row.value.toPrecision(3)} logits per feature and prompt`,
        }),
      ],
      opacity: { type: 'identity' },
    }),
    see: html`Mean attribution per feature and prompt: <b class="positive">towards</b> the answer or <b class="negative">against</b> it, opacity is strength (full = ${number(largest)} logits).`,
    caution:
      'that a cluster stands for an answer. Features that merely read out one answer’s logit correlate without working together.',
  });
}
