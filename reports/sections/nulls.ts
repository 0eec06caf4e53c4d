/** Each network statistic beside what it is without interaction: observed value against the null's distribution. */
import { draw, Plot } from '../charts/draw.ts';
import { fixed, grouped, number, pValue } from '../format.ts';
import { type Html, html } from '../html.ts';
import { type Context, dataTable, figure, note, type Section } from '../section.ts';

interface NullRow {
  readonly null: string;
  readonly statistic: string;
  readonly observed: number | null;
  readonly mean: number | null;
  readonly sd: number | null;
  readonly z: number | null;
  readonly p: number | null;
  readonly replicates: number;
  readonly note: string | null;
}

const MEANINGS: Readonly<Record<string, string>> = {
  'random-rows':
    'every selected feature’s direction replaced by the decoder row of a feature that was not selected, same activations and gradients',
  'unselected-rows': 'directions replaced by decoder rows of features not selected, matched on prevalence and norm',
  'second-moment': 'random directions with the second moment of the live decoder rows, norms kept',
  rotation: 'the whole decoder turned by one random rotation, which keeps its own geometry',
  isotropic: 'random directions without any structure; descriptive only',
  'shuffle-prompts': 'prompts shuffled within each feature; descriptive, any shared gain rejects it',
  'shuffle-within-strata': 'prompts shuffled within answer strata; descriptive',
  rewire: 'edges rewired keeping every degree; descriptive',
};

/** z beyond this is drawn at the edge, so that one extreme value does not flatten the rest. */
const Z_EDGE = 6;

export const nulls: Section = {
  id: 'nulls',
  title: 'Against the nulls',
  needs: ['null_statistic'],
  async render(context: Context): Promise<Html> {
    const rows = await context.query<NullRow>('report_null');
    const names = [...new Set(rows.map((row) => row.null))];
    return html`<p>A null is the same study with the interaction taken out. A statistic that a null reproduces is no evidence of interaction, however small its textbook p.</p>
<dl class="meanings">${names.map((name) => html`<div><dt>${name}</dt><dd>${MEANINGS[name] ?? 'see docs/methods.md'} <small>(${grouped(Math.max(...rows.filter((row) => row.null === name).map((row) => row.replicates)))} replicates)</small></dd></div>`)}</dl>
${names.map((name) =>
  ladder(
    context,
    name,
    rows.filter((row) => row.null === name),
  ),
)}
${dataTable(context, {
  title: 'Statistics under the nulls',
  note: 'p counts replicates at least as extreme, plus one on both sides of the fraction.',
  sql: 'report_null',
  rows,
  first: 30,
  columns: [
    { title: 'null', words: true, cell: (row) => row.null },
    { title: 'statistic', words: true, cell: (row) => readable(row.statistic) },
    { title: 'observed', cell: (row) => number(row.observed) },
    { title: 'null mean', cell: (row) => number(row.mean) },
    { title: 'sd', cell: (row) => number(row.sd) },
    { title: 'z', cell: (row) => fixed(row.z, 2) },
    { title: 'p', cell: (row) => pValue(row.p) },
    { title: 'replicates', cell: (row) => grouped(row.replicates) },
    { title: 'note', words: 'prose', cell: (row) => row.note },
  ],
})}`;
  },
};

function readable(statistic: string): string {
  return statistic.replaceAll('_', ' ');
}

function ladder(context: Context, name: string, rows: readonly NullRow[]): Html {
  const known = rows.filter((row) => row.z !== null);
  if (known.length === 0) return note('absent', `${name}: ${rows[0].note ?? 'no statistic could be computed'}`);
  const placed = known.map((row) => ({
    ...row,
    place: Math.max(-Z_EDGE, Math.min(Z_EDGE, row.z as number)),
    name: readable(row.statistic),
  }));
  return figure(context, {
    title: `Observed statistics in the distribution of “${name}”`,
    sql: 'report_null',
    body: html`<div class="wide-chart">${draw(`Standard scores of the observed statistics under ${name}`, {
      width: 660,
      height: 60 + 22 * placed.length,
      marginLeft: 190,
      x: { domain: [-Z_EDGE, Z_EDGE], label: 'observed, in standard deviations of the null', ticks: 7, grid: true },
      y: { domain: placed.map((row) => row.name), label: null, tickSize: 0 },
      marks: [
        Plot.barX(placed, { x1: -2, x2: 2, y: 'name', fill: 'var(--band)', insetTop: 4, insetBottom: 4 }),
        Plot.ruleX([0], { stroke: 'var(--ink-soft)' }),
        Plot.dot(placed, {
          x: 'place',
          y: 'name',
          r: 4.5,
          fill: (row: (typeof placed)[number]) => ((row.p ?? 1) <= 0.025 ? 'var(--accent)' : 'var(--surface)'),
          stroke: 'var(--accent)',
          strokeWidth: 1.6,
          title: (row: (typeof placed)[number]) =>
            `${row.name}: observed ${number(row.observed)}, null ${number(row.mean)} ± ${number(row.sd)}, p ${pValue(row.p)}`,
        }),
      ],
    })}</div>`,
    see: `The band is two standard deviations of the null to either side; filled dots have p ≤ 0.025. Values beyond ±${Z_EDGE} are drawn at the edge.`,
    caution:
      'co-operation from surviving a random dictionary: it shows alignment with the gradient beyond chance. The interaction index decides the rest.',
  });
}
