/** The study in three short columns: what was asked, what was found, what survives. */

import { counted, fixed, grouped, number, percent } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import type { Context } from '../../../section.ts';
import type { SummaryRow } from '../../facts.ts';
import { networkOf, ruleInSigns } from '../../settings-of.ts';
import type { SurvivalRow } from '../cooccurrence/survival.ts';

/** @param supported how many hypotheses are supported, as a sentence */
export async function glance(context: Context, supported: string): Promise<Html> {
  const [sum] = await context.query<SummaryRow>('report_summary');
  const rule = networkOf(context)?.rule;
  const edges = context.filled.has('edge_survival')
    ? (await context.query<SurvivalRow>('report_edge_survival')).find((row) => row.null === 'all decisive nulls')
    : undefined;
  return html`<div class="glance">
<div><h3>Asked</h3><p>Do features whose effects on the answer rise and fall together over ${counted(sum.prompts, 'prompt')} form groups, and do the features of a group work together?</p></div>
<div><h3>Found</h3><p>${
    sum.pairs === 0
      ? html`${counted(sum.features, 'feature')}; no two were correlated.`
      : html`${counted(sum.features, 'feature')}, ${counted(sum.edges, 'pair')}${rule !== undefined && html` with ${ruleInSigns(rule, number)}`} (mean |r| ${fixed(sum.mean_abs_r, 2)} over all), ${counted(sum.clusters, 'cluster')} with ${grouped(sum.features_kept)} of the features.`
  }</p></div>
<div><h3>Survives</h3><p>${supported}${edges !== undefined && html` ${grouped(edges.surviving)} of ${counted(edges.edges, 'edge')} (${percent(edges.surviving / edges.edges)}) are stronger than every decisive null makes them.`}</p></div>
</div>
<p>Every claim is listed whatever came out; the rule was fixed beforehand and made stricter since (docs/verdicts.md).</p>`;
}
