/** Beside each figure the study published, the value of this run, and whether the setting is the same, so that nobody compares what cannot be compared. */
import { number, pValue } from '../format.ts';
import { type Html, html } from '../html.ts';
import { type Context, dataTable, type Section } from '../section.ts';

interface Row {
  readonly category: string;
  readonly figure: string;
  readonly published: number;
  readonly unit: string;
  readonly derived: boolean;
  readonly value: number | null;
  readonly same_setting: boolean;
  readonly setting: string;
  readonly reason: string | null;
}

export const reproduction: Section = {
  id: 'reproduction',
  title: 'Against the published study',
  needs: ['reproduction'],
  async render(context: Context): Promise<Html> {
    const rows = await context.query<Row>('report_reproduction');
    const other = [...new Set(rows.filter((row) => !row.same_setting).map((row) => row.setting))];
    return html`<p>The method comes from a 2024 study of GPT-2 small. ${other.length === 0 ? 'This run has its model, autoencoder, task and settings, so the numbers below should agree as far as its unseeded choice of wrong answers allows.' : html`This run has ${other.join('; ')}. The table shows the same quantities side by side, but where the setting is another no agreement is to be expected.`}</p>
${dataTable(context, {
  title: 'Published figures and this run',
  sql: 'report_reproduction',
  rows,
  first: 8,
  columns: [
    { title: 'part', words: true, cell: (row) => row.category },
    {
      title: 'figure',
      words: 'prose',
      cell: (row) => html`${row.figure}${row.derived && html` <small>derived</small>`}`,
    },
    { title: 'published', cell: (row) => shown(row, row.published) },
    { title: 'this run', cell: (row) => html`<span title="${row.reason ?? ''}">${shown(row, row.value)}</span>` },
    { title: 'setting', words: true, cell: (row) => row.setting },
  ],
})}`;
  },
};

function shown({ unit }: Row, value: number | null): string {
  return unit === 'p' ? pValue(value) : number(value, 4);
}
