/** The model's answers before anything is changed: all prompts, and those it answers at rank 0. */
import { fixed, grouped, number } from '../format.ts';
import { type Html, html } from '../html.ts';
import { type Context, dataTable } from '../section.ts';

export interface BaselineRow {
  readonly prompts: string;
  readonly n: number;
  readonly median_rank: number;
  readonly answer_prob: number;
  readonly answer_prob_low: number;
  readonly answer_prob_high: number;
  readonly answer_logit: number;
  readonly answer_logit_low: number;
  readonly answer_logit_high: number;
  readonly logit_diff: number;
  readonly logit_diff_low: number;
  readonly logit_diff_high: number;
  readonly top10_entropy: number;
  readonly top10_entropy_low: number;
  readonly top10_entropy_high: number;
}

export function baseline(context: Context, rows: readonly BaselineRow[]): Html {
  const spread = (mean: number, low: number, high: number): Html =>
    html`${fixed(mean, 2)} <small>[${fixed(low, 2)}, ${fixed(high, 2)}]</small>`;
  return dataTable(context, {
    title: 'All prompts and those answered at rank 0',
    note: 'Means, with the middle 80 % of prompts in brackets.',
    sql: 'report_task',
    rows,
    columns: [
      { title: 'prompts', words: true, cell: (row) => row.prompts },
      { title: 'number', cell: (row) => grouped(row.n) },
      { title: 'median rank', cell: (row) => number(row.median_rank) },
      { title: 'logit', cell: (row) => spread(row.answer_logit, row.answer_logit_low, row.answer_logit_high) },
      { title: 'probability', cell: (row) => spread(row.answer_prob, row.answer_prob_low, row.answer_prob_high) },
      { title: 'logit difference', cell: (row) => spread(row.logit_diff, row.logit_diff_low, row.logit_diff_high) },
      {
        title: 'entropy, nats',
        cell: (row) => spread(row.top10_entropy, row.top10_entropy_low, row.top10_entropy_high),
      },
    ],
  });
}
