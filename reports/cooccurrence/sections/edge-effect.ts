/** Whether edges are causal: what taking one end out changes of the other, beside pairs without an edge. */
import type { EdgeSummaryRow } from '../../../pipeline/cooccurrence/kernels/edge-effect/edge-effect-summary.ts';
import { counted, fixed, number, percent, pValue } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, dataTable, type Section } from '../../section.ts';

interface PairRow {
  readonly source: number;
  readonly target: number;
  readonly r: number;
  readonly attribution: number | null;
  readonly effect: number | null;
  readonly se: number | null;
  readonly reason: string | null;
  readonly other: number;
  readonly other_r: number | null;
  readonly other_attribution: number | null;
  readonly other_effect: number | null;
  readonly other_se: number | null;
  readonly other_reason: string | null;
}

/** Two-sided, of the comparison of edges with their matches. */
const LEVEL = 0.05;

const STATISTICS = {
  share: 'an effect (beyond 1.96 standard errors)',
  large: 'and of a tenth of the attribution or more',
  size: 'mean size, of the attribution',
} as const;

export const edgeEffect: Section = {
  id: 'edge-effect',
  title: 'Are edges causal?',
  needs: ['edge_effect_summary'],
  optional: true,
  async render(context: Context): Promise<Html> {
    const rows = await context.query<EdgeSummaryRow>('report_edge_effect');
    const pairs = await context.query<PairRow>('report_edge_effect_pair');
    return html`<p>${sentence(rows)} An edge says that two attributions rise and fall together; this asks whether one depends on the other.</p>
${dataTable(context, {
  title: 'Edges and pairs without one',
  note: 'One end of an edge is taken out (its code replaced by the mean of its place in the prompt), the gradient is taken again, and the other end’s attribution is read with its code as it was. Each edge is held against a pair without one of the same feature, alike in mean |attribution|. Edges join features that are on together, and a match may be on where there is little to take out: part of a difference is that. The interval draws units again; p exchanges edges and their matches, all of one unit at once.',
  sql: 'report_edge_effect',
  rows,
  columns: [
    { title: 'statistic', words: true, cell: ({ statistic }) => STATISTICS[statistic] },
    { title: 'edges', cell: ({ edges }) => percent(edges) },
    { title: 'without', cell: ({ non_edges: others }) => percent(others) },
    {
      title: 'difference',
      cell: ({ difference, low, high }) =>
        html`${percent(difference)} <small>[${percent(low)}, ${percent(high)}]</small>`,
    },
    { title: 'p', cell: ({ p, reason }) => (p === null ? html`<span title="${reason ?? ''}">–</span>` : pValue(p)) },
    { title: 'pairs', cell: (row) => row.pairs },
    { title: 'taken out', cell: (row) => row.sources },
    { title: 'units', cell: (row) => row.n_units },
  ],
})}
${dataTable(context, {
  title: 'Each sampled edge and its match',
  note: 'Effects in logits, mean over the prompts on which the target has a value, with their standard errors; the edge of the largest effect for its attribution first.',
  sql: 'report_edge_effect_pair',
  rows: pairs,
  first: 10,
  columns: [
    { title: 'taken out', cell: (row) => row.source },
    { title: 'target', cell: (row) => row.target },
    { title: 'r', cell: ({ r }) => fixed(r, 2) },
    { title: '|a|', cell: ({ attribution }) => number(attribution) },
    { title: 'effect', cell: ({ effect, se, reason }) => effectText(effect, se, reason) },
    { title: 'without an edge', cell: (row) => row.other },
    { title: 'its r', cell: ({ other_r: r }) => fixed(r, 2) },
    { title: 'its |a|', cell: ({ other_attribution: attribution }) => number(attribution) },
    {
      title: 'its effect',
      cell: ({ other_effect: effect, other_se: se, other_reason: reason }) => effectText(effect, se, reason),
    },
  ],
})}`;
  },
};

/** Which of the two has effects more often, or that they cannot be told apart. */
function sentence(rows: readonly EdgeSummaryRow[]): string {
  const found = rows.find(({ statistic }) => statistic === 'large');
  const share = rows.find(({ statistic }) => statistic === 'share');
  if (found === undefined || share === undefined) return '';
  const taken = `Taking one end out changes the other’s attribution by a tenth or more for ${percent(found.edges)} of ${counted(found.pairs, 'sampled edge')} and for ${percent(found.non_edges)} of as many pairs without an edge that are alike in size (any effect: ${percent(share.edges)} and ${percent(share.non_edges)})`;
  if (found.p === null) return `${taken}. Whether that is more than chance cannot be said: ${found.reason}.`;
  if (found.p <= LEVEL) {
    const often = found.difference > 0 ? 'more often' : 'less often';
    return `${taken}: edges are causal ${often} than pairs of like size are (p ${pValue(found.p)}).`;
  }
  const size = rows.find(({ statistic }) => statistic === 'size');
  if (size === undefined || size.p === null || size.p > LEVEL)
    return `${taken}: edges cannot be told from pairs without one by what taking an end out does (p ${pValue(found.p)}).`;
  return `${taken}: how often cannot be told apart (p ${pValue(found.p)}), but in the mean an edge changes ${percent(size.edges, 1)} of the attribution and a pair without one ${percent(size.non_edges, 1)} (p ${pValue(size.p)}).`;
}

function effectText(effect: number | null, se: number | null, reason: string | null): Html {
  if (effect === null) return html`<span title="${reason ?? ''}">–</span>`;
  return html`${number(effect)} <small title="${reason ?? ''}">± ${number(se)}</small>`;
}
