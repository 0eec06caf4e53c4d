/** Which pairs of clusters differ in which metric: Tukey's test after the analysis of variance, Dunn's after Kruskal-Wallis. */
import { draw, legend, Plot } from '../../../charts/draw.ts';
import { featureCount, number, pValue } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, figure } from '../../../section.ts';

export interface PostHocRow {
  readonly metric: string;
  readonly test: 'tukey' | 'dunn';
  readonly cluster_a: number;
  readonly cluster_b: number;
  readonly n: number;
  readonly n_units: number | null;
  readonly difference: number;
  readonly p_adjusted: number;
  readonly circular: boolean;
}

/** p below this is drawn at the edge. */
const SMALLEST_P = 1e-6;
const LEVEL = 0.05;
const COLOURS: Readonly<Record<PostHocRow['test'], string>> = { tukey: 'var(--c1)', dunn: 'var(--c2)' };

export function postHoc(context: Context, rows: readonly PostHocRow[]): Html {
  const placed = rows.map((row) => ({
    ...row,
    row: `${row.metric.replaceAll('_', ' ')}${row.circular ? ' (circular)' : ''}`,
    pair: `clusters ${row.cluster_a} and ${row.cluster_b}: ${featureCount(row.n, row.n_units)}`,
    place: Math.max(SMALLEST_P, row.p_adjusted),
  }));
  const pairs = [...new Set(placed.map((row) => row.pair))];
  const names = [...new Set(placed.map((row) => row.row))];
  return figure(context, {
    title: 'Which clusters differ',
    sql: 'report_post_hoc',
    wide: true,
    body: html`${legend([
      { name: 'Tukey-Kramer', colour: COLOURS.tukey },
      { name: 'Dunn (Holm)', colour: COLOURS.dunn },
    ])}<div class="panels ladders">${pairs.map(
      (pair) =>
        html`<div class="panel"><h4>${pair}</h4>${chart(
          pair,
          placed.filter((row) => row.pair === pair),
          names,
        )}</div>`,
    )}</div>`,
    see: `Adjusted p of each pair of clusters, on a logarithmic scale; right of the dashed line (p = ${LEVEL}) the pair differs. Below 10⁻⁶ it is drawn at the edge.`,
    caution: 'anything from circular metrics: they were made from the correlations that made the clusters.',
  });
}

type Placed = PostHocRow & { readonly row: string; readonly place: number };

function chart(pair: string, rows: readonly Placed[], names: readonly string[]): Html {
  return draw(`Adjusted p of each metric for ${pair}`, {
    width: 360,
    marginLeft: 178,
    marginRight: 14,
    marginTop: 6,
    height: 50 + 17 * names.length,
    x: {
      type: 'log',
      domain: [1, SMALLEST_P],
      label: 'adjusted p',
      ticks: [1, 1e-2, 1e-4, 1e-6],
      tickFormat: (tick: number) => (tick >= 0.01 ? String(tick) : number(tick, 1).replace('1 × ', '')),
      grid: true,
    },
    y: { domain: names, label: null, tickSize: 0 },
    marks: [
      Plot.ruleX([LEVEL], { stroke: 'var(--ink-soft)', strokeDasharray: '3 3' }),
      Plot.dot(rows, {
        x: 'place',
        y: 'row',
        r: 3.4,
        fill: (row: Placed) => COLOURS[row.test],
        fillOpacity: (row: Placed) => (row.circular ? 0.35 : 0.95),
        title: (row: Placed) =>
          `${row.metric}, ${row.test}: difference ${number(row.difference)}, p ${pValue(row.p_adjusted)}`,
      }),
    ],
    opacity: { type: 'identity' },
  });
}
