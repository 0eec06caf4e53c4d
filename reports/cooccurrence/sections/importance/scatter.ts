/** Steered probability against one centrality at several doses, with the regression line and its band. */
import { draw, legend, type Panel, Plot, panels } from '../../../charts/draw.ts';
import { fixed, number, pValue } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { clusterColour } from '../../../palette.ts';
import { type Context, figure } from '../../../section.ts';

export interface PointRow {
  readonly predictor: string;
  readonly factor: number;
  readonly cluster: number;
  readonly feature_id: number;
  readonly centrality: number;
  readonly answer_prob: number;
}

export interface RegressionRow {
  readonly outcome: string;
  readonly predictor: string;
  readonly weighted: boolean;
  readonly factor: number;
  readonly n: number;
  readonly n_units: number | null;
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

const N_FACTORS_SHOWN = 4;

export function scatter(
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
        marginLeft: 56,
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
