/** Whether what a cluster does is about this wording, these subjects, or any text. */
import { counted, fixed, percent } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, dataTable, type Section } from '../../section.ts';

interface TransferRow {
  readonly cluster: number;
  readonly target: 'task' | 'template' | 'subjects' | 'generic';
  readonly name: string;
  readonly prompts: number;
  readonly accuracy: number | null;
  readonly loss: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly kl: number;
  readonly ratio: number | null;
  readonly ratio_low: number | null;
  readonly ratio_high: number | null;
  readonly reason: string | null;
}

const WHERE = {
  task: 'the task',
  template: 'another wording',
  subjects: 'other subjects',
  generic: 'generic text',
} as const;

export const transfer: Section = {
  id: 'transfer',
  title: 'Elsewhere',
  needs: ['cluster_transfer'],
  optional: true,
  async render(context: Context): Promise<Html> {
    const rows = await context.query<TransferRow>('report_transfer');
    const clusters = new Set(rows.map(({ cluster }) => cluster)).size;
    return html`<p>${counted(clusters, 'kept cluster')} taken out (codes replaced by the mean of their place in the prompt) on the task and elsewhere. A cluster that is about the task changes the next token there and leaves generic text as it is: a ratio far above 1. One that costs another wording as much is not about this one.</p>
${dataTable(context, {
  title: 'Each cluster taken out of other prompts',
  note: 'Loss of the contrast in logits, with 95 % intervals over prompts drawn again. KL of the next token at the last position, in nats; the ratio is that of the task over that of the row. “Right” is the share answered right with nothing taken out: losses where the model does not know the answers say little. Means that stand in for codes are of each set of prompts itself; generic text has one for all positions after the BOS.',
  sql: 'report_transfer',
  rows,
  columns: [
    { title: 'cluster', cell: (row) => row.cluster },
    { title: 'taken out of', words: true, cell: ({ target }) => WHERE[target] },
    { title: 'file', words: true, cell: (row) => row.name },
    { title: 'prompts', cell: (row) => row.prompts },
    { title: 'right', cell: ({ accuracy }) => (accuracy === null ? '–' : percent(accuracy)) },
    { title: 'loss', cell: lossText },
    { title: 'KL', cell: ({ kl }) => kl.toPrecision(2) },
    { title: 'task : here', cell: ratioText },
  ],
})}`;
  },
};

function lossText({ loss, low, high }: TransferRow): Html {
  if (loss === null) return html`–`;
  return html`${fixed(loss, 2)} <small>[${fixed(low, 2)}, ${fixed(high, 2)}]</small>`;
}

function ratioText({ ratio, ratio_low: low, ratio_high: high, reason }: TransferRow): Html {
  if (ratio === null) return html`<span title="${reason ?? ''}">–</span>`;
  return html`${fixed(ratio, 2)} <small title="${reason ?? ''}">[${fixed(low, 2)}, ${high === null ? '∞' : fixed(high, 2)}]</small>`;
}
