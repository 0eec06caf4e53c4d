/** Does centrality tell a feature's importance? Steered probability against each centrality, with the regression of the table. */
import { draw, legend, type Panel, Plot, panels } from '../charts/draw.ts';
import { fixed, number, pValue } from '../format.ts';
import { type Html, html } from '../html.ts';
import { clusterColour } from '../palette.ts';
import { type Context, dataTable, figure, note, type Section } from '../section.ts';

interface PointRow {
  readonly predictor: string;
  readonly factor: number;
  readonly cluster: number;
  readonly feature_id: number;
  readonly centrality: number;
  readonly answer_prob: number;
}

interface RegressionRow {
  readonly outcome: string;
  readonly predictor: string;
  readonly weighted: boolean;
  readonly factor: number;
  readonly n: number;
  readonly slope: number | null;
  readonly slope_low: number | null;
  readonly slope_high: number | null;
  readonly base: readonly string[];
  readonly base_r_squared: number | null;
  readonly gain_r_squared: number | null;
  readonly intercept: number | null;
  readonly r_squared: number | null;
  readonly p: number | null;
  readonly p_adjusted: number | null;
  readonly adjustment: string;
  readonly reason: string | null;
}

const STUDY_MEASURES: readonly string[] = ['betweenness', 'degree', 'closeness', 'eigenvector'];

export const importance: Section = {
  id: 'importance',
  title: 'Centrality and importance',
  needs: ['regression', 'steering', 'centrality'],
  async render(context: Context): Promise<Html> {
    const points = await context.query<PointRow>('report_importance');
    const regressions = await context.query<RegressionRow>('report_regression');
    const predictors = STUDY_MEASURES.filter((name) => points.some((row) => row.predictor === name));
    return html`<p>If central features matter more, pushing them should hurt the answer more: the steered probability should fall as centrality rises.</p>
${predictors.length === 0 ? note('absent', 'No steered feature has a centrality.') : predictors.map((name) => scatter(context, name, points, regressions))}
${dataTable(context, {
  title: 'Regressions of the steered outcome on centrality',
  note: html`One row per predictor and dose, adjusted for the doses of that predictor. The doses are nested looks at the same features, not independent tests. Gain is what the centrality adds to the cross-validated R² of plain properties${regressions[0]?.base.length > 0 && html` (${regressions[0].base.join(', ')})`}; negative means it adds nothing.`,
  sql: 'report_regression',
  rows: regressions,
  first: 16,
  columns: [
    { title: 'outcome', words: true, cell: (row) => row.outcome },
    { title: 'predictor', words: true, cell: (row) => (row.weighted ? `${row.predictor} (weighted)` : row.predictor) },
    { title: 'dose', cell: (row) => number(row.factor) },
    { title: 'n', cell: (row) => row.n },
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

const N_FACTORS_SHOWN = 4;

function scatter(
  context: Context,
  predictor: string,
  points: readonly PointRow[],
  regressions: readonly RegressionRow[],
): Html {
  const own = points.filter((row) => row.predictor === predictor);
  const factors = [...new Set(own.map((row) => row.factor))].sort((a, b) => a - b);
  const shown =
    factors.length <= N_FACTORS_SHOWN
      ? factors
      : [1, 3, 5, 7].map((eighth) => factors[Math.floor((eighth * factors.length) / 8)]);
  const clusters = [...new Set(own.map((row) => row.cluster))].sort((a, b) => a - b);
  const items = shown.map((factor): Panel => {
    const at = own.filter((row) => row.factor === factor);
    const line = regressions.find(
      (row) => row.outcome === 'answer_prob' && row.predictor === predictor && !row.weighted && row.factor === factor,
    );
    return {
      title: html`dose ${number(factor)} <small>${line?.r_squared != null && html`R² ${fixed(line.r_squared, 3)}, p ${pValue(line.p_adjusted)} adj.`}</small>`,
      svg: draw(`Steered probability against ${predictor} at dose ${factor}`, {
        marginLeft: 46,
        inset: 5,
        x: { label: predictor, ticks: 3 },
        y: { label: 'steered probability', grid: true, ticks: 5 },
        marks: [
          at.length > 3
            ? Plot.linearRegressionY(at, {
                x: 'centrality',
                y: 'answer_prob',
                stroke: 'var(--ink)',
                strokeWidth: 1.5,
                fill: 'var(--ink)',
                fillOpacity: 0.08,
                clip: true,
              })
            : null,
          Plot.dot(at, {
            x: 'centrality',
            y: 'answer_prob',
            r: 2.6,
            fill: (row: PointRow) => clusterColour(row.cluster),
            fillOpacity: 0.8,
            title: (row: PointRow) =>
              `feature ${row.feature_id}, cluster ${row.cluster}\n${predictor} ${number(row.centrality)}, probability ${number(row.answer_prob)}`,
          }),
        ],
      }),
    };
  });
  return figure(context, {
    title: `Steered probability against ${predictor}`,
    sql: 'report_importance',
    wide: true,
    body: html`${panels(items)}${legend(clusters.map((cluster) => ({ name: `cluster ${cluster}`, colour: clusterColour(cluster) })))}`,
    see: 'One dot per feature of the kept clusters; line and band are least squares with a 95 % interval of the mean.',
    caution: `that ${predictor} makes a feature important. Centrality and small-dose damage both derive from the product of a feature’s direction with the gradient.`,
  });
}
