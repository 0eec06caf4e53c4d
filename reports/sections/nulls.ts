/** Each network statistic beside what it is without interaction: observed value against the null's distribution. */
import { draw, type Panel, Plot } from '../charts/draw.ts';
import { fixed, grouped, number, pValue } from '../format.ts';
import { type Html, html } from '../html.ts';
import { type Context, dataTable, figure, note, type Section } from '../section.ts';

interface NullRow {
  readonly null: string;
  readonly statistic: string;
  readonly observed: number | null;
  readonly mean: number | null;
  readonly sd: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly z: number | null;
  readonly p: number | null;
  readonly replicates: number;
  readonly note: string | null;
}

/** A statistic as the figure places it. */
interface Placed extends NullRow {
  readonly place: number;
  readonly name: string;
}

const MEANINGS: Readonly<Record<string, string>> = {
  'random-rows':
    'every selected feature’s direction replaced by the decoder row of a feature that was not selected; activations and gradients stay',
  'second-moment': 'random directions with the second moment of the live decoder rows, norms kept',
  rotation: 'the whole decoder turned by one random rotation, which keeps its own geometry',
  isotropic: 'random directions without any structure; descriptive only',
};

/** z beyond this is drawn at the edge, so that one extreme value does not flatten the rest. */
const Z_EDGE = 6;
const MAX_P = 0.025;

export const nulls: Section = {
  id: 'nulls',
  title: 'Against the nulls',
  needs: ['null_statistic'],
  async render(context: Context): Promise<Html> {
    const rows = await context.query<NullRow>('report_null');
    const names = [...new Set(rows.map((row) => row.null))];
    const replicates = (name: string): number =>
      Math.max(...rows.filter((row) => row.null === name).map((row) => row.replicates));
    return html`<p>A null is the same study with the interaction taken out. A statistic that a null reproduces is no evidence of interaction, however small its textbook p.</p>
<dl class="meanings">${names.map((name) => html`<div><dt>${name}</dt><dd>${MEANINGS[name] ?? 'see docs/methods.md'} <small>(${grouped(replicates(name))} replicates)</small></dd></div>`)}</dl>
${ladders(context, names, rows)}
${dataTable(context, {
  title: 'Statistics under the nulls',
  note: 'p counts replicates at least as extreme, plus one on both sides of the fraction.',
  sql: 'report_null',
  rows,
  first: 14,
  columns: [
    { title: 'null', words: true, cell: (row) => row.null },
    { title: 'statistic', words: true, cell: (row) => readable(row.statistic) },
    { title: 'observed', cell: (row) => number(row.observed) },
    { title: 'null mean', cell: (row) => number(row.mean) },
    { title: 'null 95 %', cell: (row) => (row.low === null ? '–' : `${number(row.low)} to ${number(row.high)}`) },
    { title: 'z', cell: (row) => fixed(row.z, 2) },
    { title: 'p', cell: (row) => pValue(row.p) },
    { title: 'note', words: 'prose', cell: (row) => row.note },
  ],
})}`;
  },
};

const FAMILIES: Readonly<Record<string, string>> = {
  anova_f: 'F of',
  slope: 'slope of',
  mean: 'mean',
  sd: 'sd of',
  cluster_size: 'size of cluster',
};

/** Statistics whose spread over nodes is a detail; the table has them. */
const DETAILS = /^(mean|sd|cluster_size):/;

function readable(statistic: string): string {
  const [family, of] = statistic.split(':');
  const plain = (of ?? family).replaceAll('_', ' ').replace('mean abs r', 'mean |r|');
  return of === undefined ? plain : `${FAMILIES[family] ?? family} ${plain}`;
}

function ladders(context: Context, names: readonly string[], rows: readonly NullRow[]): Html {
  const known = rows.flatMap((row): Placed[] =>
    row.z === null || DETAILS.test(row.statistic)
      ? []
      : [{ ...row, place: Math.max(-Z_EDGE, Math.min(Z_EDGE, row.z)), name: readable(row.statistic) }],
  );
  if (known.length === 0) return note('absent', rows[0].note ?? 'No statistic could be compared.');
  const statistics = [...new Set(known.map((row) => row.name))];
  const items = names.map((name) =>
    ladder(
      name,
      statistics,
      known.filter((row) => row.null === name),
    ),
  );
  return figure(context, {
    title: 'What was observed, in the distribution of each null',
    sql: 'report_null',
    wide: true,
    body: html`<div class="panels ladders">${items.map((item) => html`<div class="panel"><h4>${item.title}</h4>${item.svg}</div>`)}</div>`,
    see: `The band is two standard deviations of the null to either side; filled dots have p ≤ ${MAX_P}. Values beyond ±${Z_EDGE} are drawn at the edge.`,
    caution:
      'co-operation from surviving a random dictionary: it shows alignment with the gradient beyond chance. The interaction index decides the rest.',
  });
}

function ladder(name: string, statistics: readonly string[], rows: readonly Placed[]): Panel {
  return {
    title: name,
    svg: draw(`Standard scores of the observed statistics under ${name}`, {
      width: 360,
      height: 60 + 16 * statistics.length,
      marginLeft: 168,
      x: { domain: [-Z_EDGE, Z_EDGE], label: 'standard deviations of the null', ticks: 5, grid: true },
      y: { domain: statistics, label: null, tickSize: 0 },
      marks: [
        Plot.barX(rows, { x1: -2, x2: 2, y: 'name', fill: 'var(--band)', insetTop: 3, insetBottom: 3 }),
        Plot.ruleX([0], { stroke: 'var(--ink-soft)' }),
        Plot.dot(rows, {
          x: 'place',
          y: 'name',
          r: 3.6,
          fill: (row: Placed) => ((row.p ?? 1) <= MAX_P ? 'var(--accent)' : 'var(--surface)'),
          stroke: 'var(--accent)',
          strokeWidth: 1.5,
          title: (row: Placed) =>
            `${row.name}: observed ${number(row.observed)}, null ${number(row.mean)} ± ${number(row.sd)}, p ${pValue(row.p)}`,
        }),
      ],
    }),
  };
}
