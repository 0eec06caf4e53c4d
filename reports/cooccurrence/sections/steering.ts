/** What breaks when features are pushed: alone over doses, in sets within and between clusters, and removed in pairs. */
import { fixed, pValue } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, more, note, type Section } from '../../section.ts';
import { byCluster, type ClusterRow } from './steering/by-cluster.ts';
import { type ContrastRow, contrast } from './steering/contrast.ts';
import { directEffects } from './steering/direct.ts';
import { doseResponse, type ResponseRow } from './steering/dose-response.ts';
import { type ExperimentRow, experiments } from './steering/experiments.ts';
import { interaction, type PairRow, type SummaryRow } from './steering/interaction.ts';
import { pairCorrelation, type SetCorrelationRow, type SetRow } from './steering/pair-correlation.ts';
import { type PushRow, pushSizes } from './steering/push.ts';
import { type SizeRow, setSizes } from './steering/sets.ts';
import { type DoseRow, type FeatureRow, singleDoses, singleSizes } from './steering/single.ts';

export const steering: Section = {
  id: 'steering',
  title: 'Steering',
  needs: ['steering', 'steering_set'],
  async render(context: Context): Promise<Html> {
    const doses = await context.query<DoseRow>('report_single_dose');
    const singles = await context.query<FeatureRow>('report_single_feature');
    const sizes = await context.query<SizeRow>('report_set_size');
    const clusters = await context.query<ClusterRow>('report_set_cluster');
    const contrasts = await context.query<ContrastRow>('report_set_contrast');
    const sets = await context.query<SetRow>('report_set_r');
    const pushes = await context.query<PushRow>('report_push');
    const further = await context.query<ExperimentRow>('report_experiment');
    return html`<p>Steering adds a multiple of a feature’s decoder direction to the residual stream and reads the answer again. Damage is the baseline outcome minus the steered one: positive means harm. ${finding(contrasts)}</p>
${doses.length > 0 ? singleDoses(context, doses) : note('absent', 'No single features were steered.')}
${singles.length > 0 && more('Does a feature’s size tell its damage?', singleSizes(context, singles))}
${context.filled.has('dose_response') && doseResponse(context, await context.query<ResponseRow>('report_dose_response'))}
<h3>Sets within and between clusters</h3>
${sizes.length > 0 ? setSizes(context, sizes) : note('absent', 'No sets of features were steered.')}
${contrasts.length > 0 && contrast(context, contrasts)}
${clusters.length > 0 && more('Each cluster on its own', byCluster(context, clusters))}
${sets.length > 0 && more('Damage against the correlation of a set’s pairs', pairCorrelation(context, sets, await context.query<SetCorrelationRow>('report_set_correlation')))}
${further.length > 0 && more('Further experiments', experiments(context, further))}
${pushes.length > 0 && more('How hard steering pushes', pushSizes(context, pushes))}
${
  context.filled.has('interaction_summary')
    ? interaction(
        context,
        await context.query<SummaryRow>('report_interaction_summary'),
        await context.query<PairRow>('report_interaction'),
      )
    : note('absent', 'No pairs of features were removed exactly, so nothing is known of their interaction.')
}
${context.filled.has('direct_effect') && html`<h3>Do later layers repair what is lost?</h3>${await directEffects(context)}`}`;
  },
};

/** The comparison that the study is about, in one sentence: every pair of the pool where the run has it, else the sampled sets. */
function finding(rows: readonly ContrastRow[]): Html | false {
  const own = rows.filter((row) => row.size === 0 && row.outcome === 'logit_diff');
  const row =
    own.find((one) => one.other === 'pool' && one.scaling === 'norm-matched') ??
    own.find((one) => one.other === 'between' && one.scaling === 'norm-matched') ??
    own.find((one) => one.other === 'between');
  if (row === undefined) return false;
  const sets = row.other === 'pool' ? 'pairs of one cluster' : 'sets within clusters';
  const others = row.other === 'pool' ? 'pairs of two' : 'sets between them';
  return html`<b>${row.scaling === 'norm-matched' ? 'At equal norm' : 'Without matching norms'}, ${sets} do ${fixed(Math.abs(row.effect), 2)} standard deviations ${row.effect < 0 ? 'less' : 'more'} damage than ${others}</b> [${fixed(row.effect_low, 2)}, ${fixed(row.effect_high, 2)}], p ${pValue(row.p)} with cluster labels permuted.${row.other === 'pool' ? '' : ' This is no test of working together: features of one cluster may write one direction, and a set of copies is one feature pushed further.'}`;
}
