/** What the model says next with and without each feature, on one prompt at one dose: for reading, beside the curves. */
import { number, percent } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, dataTable } from '../../../section.ts';

export interface NextTokenRow {
  readonly feature_id: number;
  readonly factor: number;
  readonly reason: string | null;
  readonly tokens_before: readonly string[];
  readonly probabilities_before: readonly number[];
  readonly tokens_after: readonly string[];
  readonly probabilities_after: readonly number[];
  /** Null for a feature outside the kept clusters, which carries the answer. */
  readonly cluster: number | null;
  readonly label: string | null;
  readonly text: string;
}

export function nextTokens(context: Context, rows: readonly NextTokenRow[]): Html {
  return dataTable(context, {
    title: 'The next token without and with each feature’s push',
    note: html`Dose ${number(rows[0].factor)} for all: the smallest at which half of the features move the next token’s distribution by 0.1 nats, the largest where none does. Each on the steered prompt where the feature is most active. The three likeliest tokens; features that change the likeliest one come first. <code>cofire steer</code> prints the same for any prompt, feature and dose.`,
    sql: 'report_next_token',
    rows,
    first: 12,
    columns: [
      { title: 'feature', words: true, cell: (row) => html`${row.feature_id} ${row.label !== null && html`<small>${row.label}</small>`}` }, // biome-ignore format: one line
      {
        title: 'cluster',
        cell: (row) => (row.cluster === null ? html`<small>carries the answer</small>` : row.cluster),
      },
      { title: 'prompt', words: true, cell: (row) => html`${row.text}${row.reason !== null && html` <small>${row.reason}</small>`}` }, // biome-ignore format: one line
      { title: 'before', words: true, cell: (row) => said(row.tokens_before, row.probabilities_before) },
      { title: 'after', words: true, cell: (row) => said(row.tokens_after, row.probabilities_after) },
    ],
  });
}

function said(tokens: readonly string[], probabilities: readonly number[]): string {
  return tokens.map((token, i) => `${JSON.stringify(token)} ${percent(probabilities[i])}`).join(', ');
}
