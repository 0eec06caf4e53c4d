/** How the measures of features correlate with each other. */
import { draw, Plot } from '../../../charts/draw.ts';
import { featureCount } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, figure } from '../../../section.ts';

export interface CorrelationRow {
  readonly metric_a: string;
  readonly metric_b: string;
  readonly r: number;
  readonly n: number;
  readonly n_units: number | null;
}

export function correlations(context: Context, rows: readonly CorrelationRow[]): Html {
  const names = [...new Set(rows.flatMap((row) => [row.metric_a, row.metric_b]))].sort();
  const both = rows.flatMap((row) => [row, { ...row, metric_a: row.metric_b, metric_b: row.metric_a }]);
  return figure(context, {
    title: 'How the measures themselves correlate',
    sql: 'report_metric_correlation',
    body: html`<div class="dense-chart">${draw('Spearman correlation of every two measures of features', {
      width: 660,
      height: 190 + 17 * names.length,
      marginLeft: 200,
      marginBottom: 165,
      marginTop: 6,
      x: { domain: names, label: null, tickRotate: -50, tickSize: 0, tickFormat: plain },
      y: { domain: names, label: null, tickSize: 0, tickFormat: plain },
      marks: [
        Plot.cell(both, {
          x: 'metric_a',
          y: 'metric_b',
          inset: 0.5,
          fill: (row: CorrelationRow) => (row.r >= 0 ? 'var(--positive)' : 'var(--negative)'),
          fillOpacity: (row: CorrelationRow) => Math.abs(row.r),
          title: (row: CorrelationRow) => `${row.metric_a} and ${row.metric_b}: ${row.r.toFixed(2)}`,
        }),
      ],
      opacity: { type: 'identity' },
    })}</div>`,
    see: html`Spearman’s rank correlation over ${featureCount(rows[0].n, rows[0].n_units)}, <b class="positive">positive</b> or <b class="negative">negative</b>; measures that move together count as one piece of evidence.`,
    caution: 'that two significant tests agree independently when their measures are nearly the same.',
  });
}

function plain(name: string): string {
  return name.replaceAll('_', ' ');
}
