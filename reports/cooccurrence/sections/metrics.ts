/** Metrics across clusters: violins with their points, the analysis of variance with what is circular marked, which pairs differ. */
import { panels } from '../../charts/draw.ts';
import { violins } from '../../charts/violin.ts';
import { fixed, number, pValue } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, dataTable, figure, note, type Section } from '../../section.ts';
import { type CorrelationRow, correlations } from './metrics/correlations.ts';
import { type PostHocRow, postHoc } from './metrics/post-hoc.ts';

interface PointRow {
  readonly metric: string;
  readonly cluster: number;
  readonly feature_id: number;
  readonly value: number;
}

interface AnovaRow {
  readonly algorithm: string;
  readonly metric: string;
  readonly test: string;
  readonly f: number | null;
  readonly df_between: number | null;
  readonly df_within: number | null;
  readonly n_units: number | null;
  readonly p: number | null;
  readonly p_adjusted: number | null;
  readonly adjustment: string;
  readonly eta_squared: number | null;
  readonly omega_squared: number | null;
  readonly effect_low: number | null;
  readonly effect_high: number | null;
  readonly circular: boolean;
  readonly reason: string | null;
}

const TITLES: Readonly<Record<string, string>> = {
  abs_corr_activation: 'sum of |r|',
  max_activation: 'largest attribution',
  summed_activation: 'summed attribution',
  absolute_summed_activation: 'summed |attribution|',
  std_activation: 'standard deviation of attribution',
};

export const metrics: Section = {
  id: 'metrics',
  title: 'Metrics across clusters',
  needs: ['anova', 'feature_metric'],
  async render(context: Context): Promise<Html> {
    const points = await context.query<PointRow>('report_metric_point');
    const tests = await context.query<AnovaRow>('report_anova');
    const circular = new Set(tests.filter((row) => row.circular).map((row) => row.metric));
    const names = [...new Set(points.map((row) => row.metric))].sort(
      (a, b) => Number(circular.has(a)) - Number(circular.has(b)) || a.localeCompare(b),
    );
    return html`<p>Do clusters differ in more than what made them? Metrics marked <span class="chip warn">circular</span> are computed from the very correlations that formed the clusters: they differ between clusters of any network, so their p is kept but is no evidence.</p>
${
  names.length === 0
    ? note('absent', 'No kept clusters to compare.')
    : figure(context, {
        title: 'Metrics by cluster',
        sql: 'report_metric_point',
        wide: true,
        body: panels(
          names.map((name) => ({
            title: html`${TITLES[name] ?? name.replaceAll('_', ' ')} ${circular.has(name) && html`<span class="chip warn">circular</span>`}`,
            svg: violins(
              `Distribution of ${name} in each cluster`,
              points.filter((row) => row.metric === name),
              '',
            ),
          })),
        ),
        see: 'One dot per feature; the bar is the median; the outline is a smoothed density, as wide in every cluster. “Activation” in the study’s metric names means attribution, in logits.',
        caution: 'that clusters are functional groups because a circular metric differs.',
      })
}
${dataTable(context, {
  title: 'Analysis of variance across kept clusters',
  note: html`Adjusted p by ${[...new Set(tests.map((row) => row.adjustment))].join(', ')} over the metrics of one algorithm and test.`,
  sql: 'report_anova',
  rows: tests,
  first: 16,
  columns: [
    {
      title: 'metric',
      words: true,
      cell: (row) => html`${row.metric} ${row.circular && html`<span class="chip warn">circular</span>`}`,
    },
    { title: 'algorithm', words: true, cell: (row) => row.algorithm },
    { title: 'test', words: true, cell: (row) => row.test },
    { title: 'F or H', cell: (row) => fixed(row.f, 2) },
    {
      title: 'df',
      cell: (row) =>
        row.df_between === null
          ? ''
          : `${number(row.df_between)}${row.df_within === null ? '' : `, ${number(row.df_within)}`}`,
    },
    { title: 'units', cell: (row) => row.n_units ?? '–' },
    { title: 'η²', cell: (row) => fixed(row.eta_squared, 3) },
    {
      title: 'ω² [95 % interval]',
      cell: (row) =>
        html`${fixed(row.omega_squared, 3)}${row.effect_low !== null && row.effect_high !== null && html` <small>[${fixed(row.effect_low, 2)}, ${fixed(row.effect_high, 2)}]</small>`}`,
    },
    { title: 'p', cell: (row) => pValue(row.p) },
    {
      title: 'p adjusted',
      cell: (row) => (row.reason === null ? pValue(row.p_adjusted) : html`<small>${row.reason}</small>`),
    },
  ],
})}
${context.filled.has('post_hoc') && postHoc(context, await context.query<PostHocRow>('report_post_hoc'))}
${context.filled.has('metric_correlation') && correlations(context, await context.query<CorrelationRow>('report_metric_correlation'))}`;
  },
};
