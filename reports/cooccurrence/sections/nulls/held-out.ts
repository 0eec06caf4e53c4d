/** What one half of the prompts found, asked of the other half. */
import { type Html, html } from '../../../html.ts';
import type { Context } from '../../../section.ts';
import { LADDER_NOTE, type LadderRow, ladders } from './ladders.ts';

interface HeldOutRow extends LadderRow {
  readonly split: string;
}

interface SplitRow {
  readonly split: string;
  readonly reason: string | null;
}

const SPLITS: Readonly<Record<string, string>> = {
  strata: 'prompts held out within strata',
  templates: 'whole templates held out',
};

export async function heldOut(context: Context): Promise<Html> {
  const rows = await context.query<HeldOutRow>('report_held_out');
  if (rows.length === 0) return html``;
  const splits = [...new Set(rows.map((row) => row.split))];
  const held = await context.query<SplitRow>('report_held_out_split');
  return html`<h3>On prompts that found nothing</h3>
<p>Clusters, edges and centralities are found on one half of the prompts and measured on the other; the nulls go through the same halves. ${held.map((row) => row.reason !== null && html`Not split by ${row.split}: ${row.reason}. `)}</p>
${splits.map((split) =>
  ladders(
    context,
    rows.filter((row) => row.split === split),
    {
      title: `Held-out statistics: ${SPLITS[split] ?? split}`,
      sql: 'report_held_out',
      see: LADDER_NOTE,
      caution: 'that a result which repeats is more than the shared gradient: the gradient repeats as well.',
    },
  ),
)}`;
}
