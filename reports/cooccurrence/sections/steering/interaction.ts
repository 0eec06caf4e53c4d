/** Do two features together do more or less than each alone? The interaction index over its controls. */
import { draw, legend, type Panel, Plot, panels } from '../../../charts/draw.ts';
import { type ForestRow, forest } from '../../../charts/forest.ts';
import { counted, number, percent, pValue } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, dataTable, figure } from '../../../section.ts';

export interface SummaryRow {
  readonly measure: string;
  readonly scope: string;
  readonly pairs: number;
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
  readonly bound: number | null;
  readonly bound_share: number | null;
  readonly equivalent: boolean;
  readonly first_half: number | null;
  readonly second_half: number | null;
  readonly held_out: number | null;
  readonly p_held_out: number | null;
}

export interface PairRow {
  readonly feature_a: number;
  readonly feature_b: number;
  readonly within: boolean;
  readonly interaction: number;
  readonly interaction_se: number | null;
  readonly controls: number;
  readonly control_mean: number | null;
  readonly control_sd: number | null;
}

const MEASURES: Readonly<Record<string, string>> = {
  interaction: 'I',
  excess: 'I less its controls',
  magnitude_excess: '|I| less its controls',
  stratum_excess: '|I| within answers less its controls',
};
/** SI prefixes, because the index is small beside a logit. */
const UNIT = 'logits (m 10⁻³, µ 10⁻⁶)';
const colour = (row: PairRow): string => (row.within ? 'var(--arm-within)' : 'var(--arm-between)');

export function interaction(context: Context, summary: readonly SummaryRow[], pairs: readonly PairRow[]): Html {
  const scopes = [...new Set(summary.map((row) => row.scope))].sort(
    (a, b) => Number(a.startsWith('cluster')) - Number(b.startsWith('cluster')) || a.localeCompare(b),
  );
  const rows = summary.filter((row) => row.measure in MEASURES);
  const overall = rows.find((row) => row.measure === 'stratum_excess' && row.scope === 'within-between');
  const items = Object.entries(MEASURES).map(
    ([measure, name]): Panel => ({
      title: name,
      svg: summaryForest(
        name,
        rows.filter((row) => row.measure === measure),
        scopes,
      ),
    }),
  );
  return html`<h3>Do features work together?</h3>
<p>Two features are removed exactly, alone and together. I is the damage of both less the damages of each: 0 means that they add up, below 0 that they matter together, above 0 that each stands in for the other. Controls are pairs of directions with the same first-order effects and the same geometry.
${overall !== undefined && html`Within clusters less between, the size of I within answers, which interactions that help some answers and hurt others do not cancel, is over its controls ${number(overall.estimate)} logits${overall.low !== null && html` [${number(overall.low)}, ${number(overall.high)}]`}${overall.equivalent && overall.bound !== null && html`, inside the smallest interaction of interest (±${number(overall.bound)}${overall.bound_share !== null && html`, ${percent(overall.bound_share)} of the contrast`})`}.`}</p>
${figure(context, {
  title: `The interaction index of ${counted(pairs.length, 'pair')}`,
  sql: 'report_interaction_summary',
  wide: true,
  body: panels(items),
  see: 'Means over pairs with 95 % intervals over features and prompts. The band is the smallest interaction of interest; an interval inside it is a finding of none.',
  caution: 'that I = 0 is what unrelated directions give: the model bends for any pair, so read I beside its controls.',
})}
${pairs.some((row) => row.control_mean !== null) && pairFigure(context, pairs)}
${dataTable(context, {
  title: 'Summary of the interaction index',
  note: 'Halves are the estimate on each half of the prompts; held out is by the clusters that the first half finds alone, on the second.',
  sql: 'report_interaction_summary',
  rows: summary,
  first: 8,
  columns: [
    { title: 'measure', words: true, cell: (row) => row.measure.replaceAll('_', ' ') },
    { title: 'pairs of', words: true, cell: (row) => row.scope },
    { title: 'pairs', cell: (row) => number(row.pairs) },
    {
      title: 'mean, logits',
      cell: (row) =>
        html`${number(row.estimate)}${row.low !== null && html` <small>[${number(row.low)}, ${number(row.high)}]</small>`}`,
    },
    { title: 'p', cell: (row) => pValue(row.p) },
    {
      title: 'halves',
      cell: (row) => (row.first_half === null ? '–' : `${number(row.first_half)}, ${number(row.second_half)}`),
    },
    {
      title: 'held out',
      cell: (row) =>
        row.held_out === null ? '–' : html`${number(row.held_out)} <small>p ${pValue(row.p_held_out)}</small>`,
    },
    { title: 'shown none', words: true, cell: (row) => (row.equivalent ? 'yes' : 'no') },
  ],
})}`;
}

function summaryForest(measure: string, rows: readonly SummaryRow[], scopes: readonly string[]): Html {
  const items = rows.map(
    ({ scope, pairs, estimate, low, high }): ForestRow => ({
      name: scope,
      estimate,
      low,
      high,
      title: `${scope}: ${number(estimate)} [${number(low)}, ${number(high)}] logits, ${counted(pairs, 'pair')}`,
      total: false,
    }),
  );
  return forest(`${measure}: mean over groups of pairs`, items, {
    names: scopes,
    bound: rows.find((row) => row.bound !== null)?.bound ?? null,
    x: { label: UNIT, ticks: 3, tickFormat: '~s' },
    marginLeft: 100,
  });
}

function pairFigure(context: Context, pairs: readonly PairRow[]): Html {
  const known = pairs.flatMap((row) => (row.control_mean === null ? [] : [{ ...row, control: row.control_mean }]));
  const reach = Math.max(...known.flatMap((row) => [Math.abs(row.interaction), Math.abs(row.control)])) * 1.08;
  return figure(context, {
    title: 'Every pair beside its controls',
    sql: 'report_interaction',
    body: html`<div class="square">${draw('Interaction index of each pair against the mean of its control pairs', {
      width: 330,
      height: 310,
      marginLeft: 52,
      inset: 4,
      x: { label: `mean I of its controls, ${UNIT}`, domain: [-reach, reach], ticks: 4, tickFormat: '~s' },
      y: { label: 'I of the pair', domain: [-reach, reach], ticks: 5, tickFormat: '~s', grid: true },
      marks: [
        Plot.link([reach], { x1: -reach, y1: -reach, x2: reach, y2: reach, stroke: 'var(--rule)' }),
        Plot.ruleX([0], { stroke: 'var(--rule)' }),
        Plot.dot(known, {
          x: 'control',
          y: 'interaction',
          r: 3,
          fill: colour,
          fillOpacity: 0.7,
          title: (row: PairRow) =>
            `features ${row.feature_a} and ${row.feature_b}: I ${number(row.interaction)} ± ${number(row.interaction_se)}, controls ${number(row.control_mean)} ± ${number(row.control_sd)} (${row.controls})`,
        }),
      ],
    })}</div>${legend([
      { name: 'within a cluster', colour: 'var(--arm-within)' },
      { name: 'between clusters', colour: 'var(--arm-between)' },
    ])}`,
    see: 'On the diagonal a pair interacts as much as directions of the same geometry do.',
    caution: 'that one pair off the diagonal is a discovery: pairs share features, and each has its own noise.',
  });
}
