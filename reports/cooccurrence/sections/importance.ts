/** Does centrality tell a feature's importance? By exact removal and by the study's steering; then the study's own regressions of steered probability. */
import { draw, legend, Plot, panels } from '../../charts/draw.ts';
import { counted, fixed, number, percent, pValue } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { clusterColour, N_CLUSTER_COLOURS } from '../../palette.ts';
import { type Context, dataTable, figure, note, type Section } from '../../section.ts';
import { type CorrelationRow, definitions } from './importance/definitions.ts';
import { type GainRow, gains } from './importance/gains.ts';
import { type PointRow, type RegressionRow, scatter } from './importance/scatter.ts';

const STUDY_MEASURES: readonly string[] = ['betweenness', 'degree', 'closeness', 'eigenvector'];

export const importance: Section = {
  id: 'importance',
  title: 'Centrality and importance',
  needs: ['regression', 'steering', 'centrality'],
  async render(context: Context): Promise<Html> {
    const points = await context.query<PointRow>('report_importance');
    const regressions = await context.query<RegressionRow>('report_regression');
    const summary = await context.query<GainRow>('report_dose_regression');
    const predictors = STUDY_MEASURES.filter((name) => points.some((row) => row.predictor === name));
    return html`<p>If central features matter more, taking them out should change the answer more. The study asked it of pushing them instead: its figures and regressions, of the steered probability on centrality, are its own and decide nothing here. ${finding(summary)}</p>
${context.filled.has('importance_correlation') && definitions(context, await context.query<CorrelationRow>('report_importance_correlation'))}
${predictors.length === 0 ? note('absent', 'No steered feature has a centrality.') : predictors.map((name) => scatter(context, name, points, regressions))}
${summary.length > 0 && gains(context, summary)}
${context.filled.has('case_drop') && caseDropping(context, await context.query<CaseDropRow>('report_case_drop'))}
${dataTable(context, {
  title: 'The study’s own regressions of the steered outcome on centrality',
  note: html`One row per predictor and dose, adjusted for the doses of that predictor. The doses are nested looks at the same features, not independent tests. Gain is what the centrality adds to the cross-validated R² of plain properties${regressions[0]?.base.length > 0 && html` (${regressions[0].base.join(', ')})`}; negative means it adds nothing.`,
  sql: 'report_regression',
  rows: regressions,
  first: 8,
  columns: [
    { title: 'outcome', words: true, cell: (row) => row.outcome },
    { title: 'predictor', words: true, cell: (row) => (row.weighted ? `${row.predictor} (weighted)` : row.predictor) },
    { title: 'dose', cell: (row) => number(row.factor) },
    { title: 'n', cell: (row) => row.n },
    { title: 'units', cell: (row) => row.n_units ?? '–' },
    {
      title: 'slope [95 %]',
      cell: (row) =>
        html`${number(row.slope)}${row.slope_low !== null && row.slope_high !== null && html` <small>[${number(row.slope_low)}, ${number(row.slope_high)}]</small>`}`,
    },
    { title: 'R²', cell: (row) => fixed(row.r_squared, 3) },
    { title: 'gain over base', cell: (row) => fixed(row.gain_r_squared, 3) },
    { title: 'p', cell: (row) => pValue(row.p) },
    {
      title: 'p adjusted',
      cell: (row) => (row.reason === null ? pValue(row.p_adjusted) : html`<small>${row.reason}</small>`),
    },
  ],
})}`;
  },
};

/** The study's own predictor, with all doses in one measure of damage. */
function finding(rows: readonly GainRow[]): Html | false {
  const row = rows.find((one) => one.outcome === 'logit_diff' && one.predictor === 'betweenness' && !one.weighted);
  return (
    row !== undefined &&
    row.reason === null &&
    html`<b>Over all doses betweenness explains ${percent(row.r_squared)} of the damage to the logit difference and adds ${percent(row.gain_r_squared)} to what plain properties of a feature explain.</b>`
  );
}

interface CaseDropRow {
  readonly measure: string;
  readonly weighted: boolean;
  readonly dropped: number;
  readonly replicates: number;
  readonly mean_r: number | null;
  readonly held: number;
  readonly held_low: number;
  readonly held_high: number;
  /** Largest share that can go while 95 % of replicates correlate at 0.7 or more. */
  readonly cs: number | null;
}

/** Below the first a centrality should not be interpreted, above the second it is stable. */
const [LEAST_CS, GOOD_CS] = [0.25, 0.5];

function nameOf(row: CaseDropRow): string {
  return `${row.measure}${row.weighted ? ' (weighted)' : ''}`;
}

/** Whether centralities would be the same on fewer prompts: case-dropping, and the correlation-stability coefficient of Epskamp (2018). */
function caseDropping(context: Context, rows: readonly CaseDropRow[]): Html {
  const names = [...new Set(rows.map(nameOf))];
  const colour = (row: CaseDropRow): string => clusterColour(1 + (names.indexOf(nameOf(row)) % N_CLUSTER_COLOURS));
  const curve = (column: 'mean_r' | 'held', label: string): Html =>
    draw(`${label} against the share of prompts left out`, {
      x: { label: 'share of prompts left out', domain: [0, 1], ticks: 5 },
      y: { label, domain: [Math.min(0, ...rows.map((row) => row[column] ?? 0)), 1], ticks: 5, grid: true },
      marks: [
        Plot.lineY(
          rows.filter((row) => row[column] !== null),
          { x: 'dropped', y: column, z: nameOf, stroke: colour, strokeWidth: 1.8 },
        ),
        Plot.dot(rows, {
          x: 'dropped',
          y: column,
          r: 2.4,
          fill: colour,
          title: (row: CaseDropRow) =>
            `${nameOf(row)} without ${percent(row.dropped)}: mean r ${fixed(row.mean_r, 2)}, ${percent(row.held)} [${percent(row.held_low)}, ${percent(row.held_high)}] of ${counted(row.replicates, 'replicate')} at 0.7 or more`,
        }),
      ],
    });
  const entries = names.map((name) => {
    const row = rows.find((one) => nameOf(one) === name)!;
    return { name: `${name}, ${row.cs === null ? 'no CS' : `CS ${number(row.cs)}`}`, colour: colour(row), line: true };
  });
  return figure(context, {
    title: 'Would centralities be the same on fewer prompts?',
    sql: 'report_case_drop',
    body: html`${legend(entries)}${panels([
      { title: 'correlation with all prompts', svg: curve('mean_r', 'mean r') },
      { title: 'replicates at 0.7 or more', svg: curve('held', 'share') },
    ])}`,
    see: `CS is the largest share of prompts that can go while 95 % of replicates correlate at 0.7 or more with the centrality on all prompts. Below ${LEAST_CS} a centrality should not be interpreted; ${GOOD_CS} and above is stable.`,
    caution:
      'that a stable centrality matters: it says only that other prompts of the same kind would give the same ranks.',
  });
}
