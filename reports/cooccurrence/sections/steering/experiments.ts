/** What was steered besides the study's sets: its further experiments, and the pool of pairs. */
import { number } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, dataTable } from '../../../section.ts';

export interface ExperimentRow {
  readonly mode: string;
  readonly arm: string;
  readonly size: number;
  readonly factor: number;
  readonly scaling: string;
  readonly outcome: string;
  readonly sets: number;
  readonly damage: number;
  readonly low: number | null;
  readonly high: number | null;
}

export function experiments(context: Context, rows: readonly ExperimentRow[]): Html {
  return dataTable(context, {
    title: 'Further experiments, and every pair of the pool',
    note: 'Mean damage over sets with its 95 % interval over sets and prompts.',
    sql: 'report_experiment',
    rows,
    first: 10,
    columns: [
      { title: 'experiment', words: true, cell: (row) => row.arm.replaceAll('-', ' ') },
      { title: 'mode', words: true, cell: (row) => row.mode },
      { title: 'outcome', words: true, cell: (row) => row.outcome.replaceAll('_', ' ') },
      { title: 'features', cell: (row) => number(row.size) },
      { title: 'scaling', words: true, cell: (row) => row.scaling },
      { title: 'dose', cell: (row) => number(row.factor) },
      { title: 'sets', cell: (row) => number(row.sets) },
      {
        title: 'damage [95 %]',
        cell: (row) => html`${number(row.damage)} <small>[${number(row.low)}, ${number(row.high)}]</small>`,
      },
    ],
  });
}
