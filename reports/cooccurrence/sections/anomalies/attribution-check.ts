/** Whether first-order attributions hold: beside integrated gradients and beside exact removal of the feature. */
import { draw, legend, type Panel, Plot } from '../../../charts/draw.ts';
import { fixed, grouped, number, percent } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, dataTable, figure } from '../../../section.ts';

interface CellRow {
  readonly prompt_id: number;
  readonly feature_id: number;
  readonly sample: 'top' | 'random';
  readonly gradient: number;
  readonly centred: number;
  readonly integrated_gradients: number;
  readonly integrated_from_means: number;
  readonly exact: number;
}

interface PathRow {
  readonly prompts: number;
  readonly whole: number;
  readonly integrated: number;
  readonly worst: number;
}

interface AgreementRow {
  readonly method: string;
  readonly sample: 'top' | 'random';
  readonly cells: number;
  readonly spearman: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly slope: number | null;
  readonly same_sign: number;
  readonly least: number;
  readonly status: 'good' | 'poor' | 'undecided';
  readonly reason: string | null;
}

const SAMPLES: Readonly<Record<CellRow['sample'], string>> = {
  top: 'largest attributions',
  random: 'other features',
};
const METHODS: Readonly<Record<string, string>> = {
  exact: 'exact removal',
  'integrated-gradients': 'integrated gradients, from no features',
  'integrated-from-means': 'integrated gradients, from mean codes (beside the centred attribution)',
};
const N_WORST = 6;

export async function attributionCheck(context: Context): Promise<Html> {
  const cells = await context.query<CellRow>('report_attribution_check');
  const [path] = await context.query<PathRow>('report_attribution_path');
  const agreement = await context.query<AgreementRow>('report_attribution_agreement');
  // Integrated gradients answer another question; removal is what an attribution claims.
  const poor = agreement.filter((row) => row.status === 'poor' && row.method === 'exact');
  const panel = (column: 'exact' | 'integrated_gradients', title: string): Panel => ({
    title,
    svg: scatter(title, cells, column),
  });
  return html`<h3>Do first-order attributions hold?</h3>
<p>An attribution is a slope times a code. On a sample it stands beside what removing the feature really does, and beside the gradient averaged over a path: from no features, or from every feature at the mean of its place in the prompt, which moves nothing that never varies. ${path !== undefined && path.prompts > 0 && html`Along that second path attributions add up to ${fixed(path.integrated, 2)} logits a prompt, and the contrast has ${fixed(path.whole, 2)} more than with mean codes (largest error ${number(path.worst)}). `}${poor.length === 0 ? 'Exact removal agrees.' : html`<b>${poor.map((row, index) => html`${index > 0 && '; '}${METHODS[row.method] ?? row.method}, ${SAMPLES[row.sample]}: ${row.reason}`)}.</b>`}</p>
${figure(context, {
  title: 'Attribution by the gradient and by two other methods',
  sql: 'report_attribution_check',
  body: html`${legend([
    { name: SAMPLES.top, colour: 'var(--c2)' },
    { name: SAMPLES.random, colour: 'var(--c1)' },
  ])}<div class="panels ladders">${[panel('exact', 'exact removal'), panel('integrated_gradients', 'integrated gradients')].map((item) => html`<div class="panel"><h4>${item.title}</h4>${item.svg}</div>`)}</div>`,
  see: 'One dot per prompt and feature, in logits. On the line, the gradient says what the other method says.',
  caution:
    'that a network is wrong where one method is poor: integrated gradients answer another question, how the whole reconstruction builds the answer up.',
})}
${dataTable(context, {
  title: 'Agreement of the gradient with other methods',
  note: html`Rank correlation with its 95 % interval over prompts; at least ${number(agreement[0]?.least)} counts as agreement.`,
  sql: 'report_attribution_agreement',
  rows: agreement,
  columns: [
    { title: 'method', words: 'prose', cell: (row) => METHODS[row.method] ?? row.method },
    { title: 'sample', words: true, cell: (row) => SAMPLES[row.sample] },
    { title: 'cells', cell: (row) => grouped(row.cells) },
    {
      title: 'Spearman [95 %]',
      cell: (row) => html`${fixed(row.spearman, 2)} <small>[${fixed(row.low, 2)}, ${fixed(row.high, 2)}]</small>`,
    },
    { title: 'slope', cell: (row) => fixed(row.slope, 2) },
    { title: 'same sign', cell: (row) => percent(row.same_sign) },
    { title: 'status', words: true, cell: (row) => row.status },
  ],
})}
${dataTable(context, {
  title: 'Where the gradient is furthest off',
  sql: 'report_attribution_check',
  rows: cells.slice(0, N_WORST),
  columns: [
    { title: 'feature', cell: (row) => row.feature_id },
    { title: 'prompt', cell: (row) => row.prompt_id },
    { title: 'gradient', cell: (row) => number(row.gradient) },
    { title: 'exact removal', cell: (row) => number(row.exact) },
    { title: 'integrated, from no features', cell: (row) => number(row.integrated_gradients) },
    { title: 'centred', cell: (row) => number(row.centred) },
    { title: 'integrated, from means', cell: (row) => number(row.integrated_from_means) },
  ],
})}`;
}

function scatter(label: string, cells: readonly CellRow[], column: 'exact' | 'integrated_gradients'): Html {
  const reach = cells.reduce((most, row) => Math.max(most, Math.abs(row.gradient), Math.abs(row[column])), 1e-9);
  return draw(`Attribution by ${label} against the gradient`, {
    width: 320,
    height: 280,
    marginLeft: 48,
    inset: 4,
    x: { label: 'gradient, logits', ticks: 4 },
    y: { label: `${label}, logits`, ticks: 5, grid: true, domain: [-reach, reach] },
    marks: [
      Plot.ruleX([0], { stroke: 'var(--rule)' }),
      Plot.link([reach], { x1: -reach, y1: -reach, x2: reach, y2: reach, stroke: 'var(--ink-soft)', clip: true }),
      Plot.dot(cells, {
        x: 'gradient',
        y: column,
        r: 2.2,
        fill: (row: CellRow) => (row.sample === 'top' ? 'var(--c2)' : 'var(--c1)'),
        fillOpacity: 0.55,
        title: (row: CellRow) =>
          `feature ${row.feature_id}, prompt ${row.prompt_id}: gradient ${number(row.gradient)}, ${label} ${number(row[column])}`,
      }),
    ],
  });
}
