/** What gives a verdict's numbers a scale: what the brackets are, and the smallest effect that would count. Rules in docs/verdicts.md. */

import { number } from '../../../format.ts';
import type { Context } from '../../../section.ts';
import { sesoiOf } from '../../settings-of.ts';
import type { SummaryRow } from '../steering/interaction.ts';

/** Statistics of the network have no interval of their own: their brackets are what is left over the null's 2.5 % and 97.5 % quantiles. */
export function bracketsOf(hypothesis: string): string {
  return isOwnInterval(hypothesis) ? '95 % interval' : 'beyond 95 % of the null';
}

/** H2 and H4 have a bootstrap's interval, correlations with damage (H3) Fisher's. */
function isOwnInterval(hypothesis: string): boolean {
  return /^(H[234]$|slope:)/.test(hypothesis);
}

/** ± the smallest effect of interest of a hypothesis in its own unit; H4's is a share of what one feature does alone. */
export async function smallestOfInterest(context: Context, hypothesis: string): Promise<string | null> {
  const sesoi = sesoiOf(context);
  if (sesoi === undefined) return null;
  if (hypothesis !== 'H4') return `±${number(sesoi)}`;
  if (!context.filled.has('interaction_summary')) return null;
  const rows = await context.query<SummaryRow>('report_interaction_summary');
  const bound = rows.find((row) => row.measure === 'magnitude_excess' && row.scope === 'within-between')?.bound;
  if (bound === undefined || bound === null) return null;
  return `±${number(bound)} (${number(sesoi)} × the mean damage of one feature, ${number(bound / sesoi)} logits)`;
}
