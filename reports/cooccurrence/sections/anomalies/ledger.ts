/** What the first-order term Σ x·g is made of at each position; it is no part of the contrast. */
import { drawWide, legend, Plot } from '../../../charts/draw.ts';
import { number } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, figure } from '../../../section.ts';

export interface LedgerRow {
  readonly position: number;
  readonly prompts: number;
  readonly features: number;
  readonly bias: number;
  readonly error: number;
  readonly total: number;
}

const PARTS: readonly (readonly [string, string])[] = [
  ['features', 'var(--c1)'],
  ['bias', 'var(--c5)'],
  ['error', 'var(--c2)'],
];

export function ledgerFigure(context: Context, rows: readonly LedgerRow[]): Html {
  const long = rows.flatMap((row) =>
    PARTS.map(([part, colour]) => ({
      position: row.position,
      part,
      colour,
      value: row[part as 'features' | 'bias' | 'error'],
    })),
  );
  return figure(context, {
    title: 'The ledger of the first-order term by position',
    sql: 'report_ledger',
    body: html`${legend(PARTS.map(([name, colour]) => ({ name, colour })))}${drawWide(
      'Mean first-order term of features, bias and error at each position',
      {
        height: 240,
        marginLeft: 46,
        x: { label: 'position (0 is the first token)', tickFormat: (tick: number) => String(tick) },
        y: { label: 'logits', grid: true, ticks: 5 },
        marks: [
          Plot.barY(long, {
            x: 'position',
            y: 'value',
            fill: 'colour',
            inset: 1,
            title: (row: (typeof long)[number]) => `position ${row.position}, ${row.part}: ${number(row.value)} logits`,
          }),
          Plot.dot(rows, {
            x: 'position',
            y: 'total',
            r: 3,
            fill: 'var(--surface)',
            stroke: 'var(--ink)',
            strokeWidth: 1.4,
            title: (row: LedgerRow) =>
              `position ${row.position}, total ${number(row.total)} logits (${row.prompts} prompts)`,
          }),
          Plot.ruleY([0], { stroke: 'var(--ink-soft)' }),
        ],
        color: { type: 'identity' },
      },
    )}`,
    see: 'Mean over the prompts that reach a position; open dots are totals. The parts sum to the total on every prompt and position.',
    caution:
      'that a bar is a part of the contrast, or that parts of opposite sign cancel on every prompt: the term says how the contrast would move with the residual, and these are means.',
  });
}
