/** What each centrality adds to plain properties of a feature, with all doses in one measure of damage. */
import { draw, type Panel, Plot } from '../../../charts/draw.ts';
import { fixed, number, pValue } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, dataTable, figure } from '../../../section.ts';

export interface GainRow {
  readonly outcome: string;
  readonly predictor: string;
  readonly weighted: boolean;
  readonly n: number;
  readonly slope: number | null;
  readonly slope_low: number | null;
  readonly slope_high: number | null;
  readonly r_squared: number | null;
  readonly p: number | null;
  readonly p_adjusted: number | null;
  readonly spearman: number | null;
  readonly base: readonly string[];
  readonly base_r_squared: number | null;
  readonly gain_r_squared: number | null;
  readonly reason: string | null;
}

const OUTCOMES: Readonly<Record<string, string>> = {
  logit_diff: 'damage to the logit difference',
  answer_prob: 'damage to the probability',
};

function nameOf(row: GainRow): string {
  return `${row.predictor.replaceAll('_', ' ')}${row.weighted ? ' (weighted)' : ''}`;
}

export function gains(context: Context, all: readonly GainRow[]): Html {
  const rows = all.filter((row) => row.gain_r_squared !== null && row.base_r_squared !== null && row.reason === null);
  const base = rows[0]?.base ?? [];
  const names = [...new Set(rows.map(nameOf))];
  const items = Object.entries(OUTCOMES).flatMap(([outcome, title]): Panel[] => {
    const own = rows.filter((row) => row.outcome === outcome);
    return own.length === 0
      ? []
      : [
          {
            title: html`${title} <small>base R² ${fixed(own[0].base_r_squared, 2)}</small>`,
            svg: bars(title, own, names),
          },
        ];
  });
  return html`${
    items.length > 0 &&
    figure(context, {
      title: 'What centrality adds to plain properties',
      sql: 'report_dose_regression',
      wide: true,
      body: html`<div class="panels ladders">${items.map((item) => html`<div class="panel"><h4>${item.title}</h4>${item.svg}</div>`)}</div>`,
      see: html`Pale: R² of the centrality alone. Solid: what it adds to the R² of ${base.map((name) => name.replaceAll('_', ' ')).join(', ')}, each feature predicted from the others. Left of zero it predicts worse than without it.`,
      caution: 'that a high R² alone is importance: a plain property of the feature may carry all of it.',
    })
  }
${dataTable(context, {
  title: 'Damage per unit of dose on each centrality: one test in place of one per dose',
  note: 'Adjusted over the predictors of one outcome.',
  sql: 'report_dose_regression',
  rows: all,
  first: 8,
  columns: [
    { title: 'outcome', words: true, cell: (row) => row.outcome.replaceAll('_', ' ') },
    { title: 'predictor', words: true, cell: nameOf },
    { title: 'n', cell: (row) => row.n },
    {
      title: 'slope [95 %]',
      cell: (row) =>
        html`${number(row.slope)}${row.slope_low !== null && html` <small>[${number(row.slope_low)}, ${number(row.slope_high)}]</small>`}`,
    },
    { title: 'R²', cell: (row) => fixed(row.r_squared, 3) },
    { title: 'Spearman', cell: (row) => fixed(row.spearman, 2) },
    { title: 'gain over base', cell: (row) => fixed(row.gain_r_squared, 3) },
    { title: 'p', cell: (row) => pValue(row.p) },
    {
      title: 'p adjusted',
      cell: (row) => (row.reason === null ? pValue(row.p_adjusted) : html`<small>${row.reason}</small>`),
    },
  ],
})}`;
}

function bars(title: string, rows: readonly GainRow[], names: readonly string[]): Html {
  const named = rows.map((row) => ({ ...row, name: nameOf(row) }));
  return draw(`R² of each centrality alone and beyond plain properties: ${title}`, {
    width: 360,
    marginLeft: 192,
    marginTop: 6,
    height: 50 + 17 * names.length,
    x: { label: 'R²', ticks: 4, grid: true },
    y: { domain: names, label: null, tickSize: 0 },
    marks: [
      Plot.barX(named, {
        x: 'r_squared',
        y: 'name',
        fill: 'var(--accent)',
        fillOpacity: 0.18,
        insetTop: 2,
        insetBottom: 2,
      }),
      Plot.barX(named, {
        x: 'gain_r_squared',
        y: 'name',
        fill: (row: GainRow) => ((row.gain_r_squared ?? 0) >= 0 ? 'var(--accent)' : 'var(--positive)'),
        insetTop: 5,
        insetBottom: 5,
        title: (row: (typeof named)[number]) =>
          `${row.name}: R² ${fixed(row.r_squared, 3)}, beyond the base ${fixed(row.gain_r_squared, 3)}`,
      }),
      Plot.ruleX([0], { stroke: 'var(--ink-soft)' }),
    ],
  });
}
