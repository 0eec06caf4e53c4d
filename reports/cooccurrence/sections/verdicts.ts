/** First in the report: what was asked and found, then every claim of the analysis. */

import { type KeptRelevance, relevanceSentence } from '../../../pipeline/cooccurrence/claims/relevance.ts';
import { counted, fixed, grouped, number, percent } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, note } from '../../section.ts';
import { verdictSection } from '../../verdicts.ts';
import type { SummaryRow } from '../facts.ts';
import { networkOf, ruleInSigns, sesoiOf } from '../settings-of.ts';
import type { SurvivalRow } from './cooccurrence/survival.ts';
import { readable } from './nulls/statistic-names.ts';
import type { SummaryRow as InteractionRow } from './steering/interaction.ts';

export const verdicts = verdictSection({
  topics: {
    relevance: 'do they matter',
    H1: 'distinct groups',
    H2: 'damage together',
    H3: 'central is important',
    H4: 'working together',
    H5a: 'an effect of their own',
    H5b: 'beyond simple groupings',
  },
  lead: glance,
  caution: note(
    'plain',
    'An attribution is the first-order effect of a feature on the answer. Features whose attributions rise and fall together over prompts need not work together in the model: they all share one gradient. That is what the nulls are for.',
  ),
  findings:
    'The estimate is what the study’s own statistic has beyond the median of the null, with a 95 % interval from halves of the prompts; statistics of shape are compared at as many edges. A correlation of importance with a centrality stands as it is with its 95 % interval.',
  bracketsOf,
  smallestOfInterest,
  // The name of a metric in a claim is that of its column.
  inWords: (claim) => claim.replace(/\b[a-z]+(?:_[a-z]+)+\b/g, readable),
});

/** The study in three short columns: what was asked, what was found, what survives. @param supported how many hypotheses are supported, as a sentence */
async function glance(context: Context, supported: string): Promise<Html> {
  const [sum] = await context.query<SummaryRow>('report_summary');
  const rule = networkOf(context)?.rule;
  const edges = context.filled.has('edge_survival')
    ? (await context.query<SurvivalRow>('report_edge_survival')).find((row) => row.null === 'all decisive nulls')
    : undefined;
  const [matters] = await context.query<KeptRelevance>('verdict_relevance');
  return html`<p><strong>${relevanceSentence(matters)}</strong></p>
<div class="glance">
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

/** Every interval is the estimate's own uncertainty, but that of relevance: over random sets. */
export function bracketsOf(hypothesis: string): string {
  return hypothesis === 'relevance' ? 'beyond 95 % of the random sets' : '95 % interval';
}

/** ± the smallest effect of interest of a hypothesis in its own unit; H4's is a share of what one feature does alone. */
export async function smallestOfInterest(context: Context, hypothesis: string): Promise<string | null> {
  const sesoi = sesoiOf(context);
  // Relevance and H5 are held against other sets of features, not against a smallest effect.
  if (sesoi === undefined || /^(relevance|H5[ab])$/.test(hypothesis)) return null;
  // H1's is a share of what chance makes of its statistic (claims/null-evidence.ts), since correlations by chance have no scale of their own.
  if (hypothesis === 'H1') return `±${number(sesoi)} × the median of the null`;
  if (hypothesis !== 'H4') return `±${number(sesoi)}`;
  if (!context.filled.has('interaction_summary')) return null;
  const rows = await context.query<InteractionRow>('report_interaction_summary');
  const bound = rows.find((row) => row.measure === 'stratum_excess' && row.scope === 'within-between')?.bound;
  if (bound === undefined || bound === null) return null;
  return `±${number(bound)} (${number(sesoi)} × the mean damage of one feature, ${number(bound / sesoi)} logits)`;
}
