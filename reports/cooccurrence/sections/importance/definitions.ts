/** Importance on centrality by each definition of importance: where their signs differ, the answer is the definition's. */
import { number, pValue } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, dataTable } from '../../../section.ts';
import { readable } from '../nulls/statistic-names.ts';

export interface CorrelationRow {
  readonly measure: string;
  readonly definition: string;
  readonly scope: string;
  readonly n: number;
  readonly n_units: number;
  readonly r: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
  readonly reliability: number | null;
  readonly reason: string | null;
}

const DEFINITIONS: Readonly<Record<string, string>> = {
  removal: '|mean exact removal|',
  'absolute-removal': 'mean |exact removal|',
  steering: 'the study’s steering, smallest dose',
};

export function definitions(context: Context, rows: readonly CorrelationRow[]): Html {
  return dataTable(context, {
    title: 'Importance on centrality, by what importance means',
    note: 'r over the features of kept clusters. Copies count once: interval and p draw and permute whole units. Exact removal decides; where the study’s steering gives the opposite sign, the answer depends on the definition. Held out: the first half’s centrality, the second half’s importance. Reliability is how far halves of the prompts agree on the centrality; below 0.5 nothing is asked of it.',
    sql: 'report_importance_correlation',
    rows,
    first: 9,
    columns: [
      { title: 'centrality', words: true, cell: (row) => readable(row.measure) },
      { title: 'importance', words: true, cell: (row) => DEFINITIONS[row.definition] ?? row.definition },
      { title: 'prompts', words: true, cell: (row) => (row.scope === 'all' ? 'all' : `held out, by ${row.scope}`) },
      { title: 'features', cell: (row) => html`${number(row.n)} <small>${number(row.n_units)} without copies</small>` },
      {
        title: 'r [95 %]',
        cell: (row) =>
          row.r === null
            ? html`<small>${row.reason}</small>`
            : html`${number(row.r)}${row.low !== null && row.high !== null && html` <small>[${number(row.low)}, ${number(row.high)}]</small>`}`,
      },
      { title: 'p', cell: (row) => pValue(row.p) },
      { title: 'reliability', cell: (row) => number(row.reliability) },
    ],
  });
}
