/** Whether one split of the prompts decides, or all of them agree. */
import { counted, number, pValue } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, dataTable } from '../../../section.ts';

interface SplitsRow {
  readonly hypothesis: string;
  readonly splits: number;
  readonly asked: number;
  readonly estimate: number | null;
  readonly estimate_low: number | null;
  readonly estimate_high: number | null;
  readonly p: number | null;
  readonly p_low: number | null;
  readonly p_high: number | null;
  readonly p_held_out: number | null;
  readonly unit: string | null;
}

/** Nothing where no prompts are held out. */
export async function splits(context: Context): Promise<Html> {
  const rows = await context.query<SplitsRow>('report_verdict_split');
  if (rows.length === 0) return html``;
  const most = Math.max(...rows.map((row) => row.splits));
  return dataTable(context, {
    title: 'Each hypothesis in every split of the prompts',
    note: `Found on one half and measured on the other, in ${counted(most, 'split')}; in brackets the smallest and the largest. Where p costs no run of the model each split has one, and those within strata come to twice their median, or to that of whole templates where it is larger (Meinshausen, Meier and Bühlmann 2009). The verdict’s p is that, and for H3 that under the nulls where it is larger; H1’s is that under the nulls, which go through the first split alone, both ways. H5’s deals go through it one way, and further splits have its estimates alone: the selectivity of the clusters (H5a), and by how much it exceeds the grouping without a network that comes closest (H5b).`,
    sql: 'report_verdict_split',
    rows,
    columns: [
      { title: 'hypothesis', words: true, cell: (row) => row.hypothesis },
      { title: 'splits with a p', cell: (row) => `${row.asked} of ${row.splits}` },
      { title: 'estimate', cell: (row) => range(number, row.estimate, row.estimate_low, row.estimate_high) },
      { title: 'unit', words: true, cell: (row) => row.unit ?? '–' },
      { title: 'p of a split', cell: (row) => range(pValue, row.p, row.p_low, row.p_high) },
      { title: 'held-out p of the verdict', cell: (row) => pValue(row.p_held_out) },
    ],
  });
}

function range(
  format: (value: number | null) => string,
  middle: number | null,
  low: number | null,
  high: number | null,
): Html {
  if (middle === null) return html`–`;
  return html`${format(middle)} <small>[${format(low)}, ${format(high)}]</small>`;
}
