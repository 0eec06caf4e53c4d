/** Beside each figure the study published, the value of this run, and whether the setting is the same, so that nobody compares what cannot be compared. */
import { counted, number, pValue } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, dataTable, more, type Section } from '../../section.ts';

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
    const other = rows.filter((row) => !row.same_setting).map((row) => row.setting);
    const furthest = other.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
    const groups = [...new Set(rows.map((row) => row.category))].map((name) => ({
      name,
      rows: rows.filter((row) => row.category === name),
    }));
    return html`<p>The method comes from a 2024 study of GPT-2 small. ${other.length === 0 ? 'This run has its model, autoencoder, task and settings, so the numbers below should agree as far as its unseeded choice of wrong answers allows.' : html`This run has ${furthest}. The tables show the same quantities side by side, but where the setting is another no agreement is to be expected.`}</p>
${groups.map(({ name, rows: own }) => (OPEN.includes(name) ? card(context, name, own) : more(`${name}: ${counted(own.length, 'figure')}`, card(context, name, own))))}`;
  },
};

/** The outcome of the method; the rest is folded. */
const OPEN: readonly string[] = ['network', 'clusters'];

function card(context: Context, name: string, rows: readonly Row[]): Html {
  const reasons = [...new Set(rows.flatMap((row) => (row.reason === null ? [] : [row.reason])))];
  return dataTable(context, {
    title: `Published figures and this run: ${name}`,
    note: reasons.length > 0 && html`Without a value here: ${reasons.join('; ')}.`,
    sql: 'report_reproduction',
    rows,
    columns: [
      {
        title: 'figure',
        words: 'prose',
        cell: (row) => html`${row.figure}${row.derived && html` <small>derived</small>`}`,
      },
      { title: 'published', cell: (row) => shown(row, row.published) },
      { title: 'this run', cell: (row) => shown(row, row.value) },
      { title: 'setting', words: true, cell: (row) => row.setting },
    ],
  });
}

function shown({ unit }: Row, value: number | null): string {
  return unit === 'p' ? pValue(value) : number(value, 4);
}
