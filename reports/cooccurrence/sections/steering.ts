/** What breaks when features are pushed: alone over doses, in sets within and between clusters, and removed in pairs. */
import { panels } from '../../charts/draw.ts';
import { violins } from '../../charts/violin.ts';
import { fixed, pValue } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, figure, more, note, type Section } from '../../section.ts';
import { byCluster, type ClusterRow } from './steering/by-cluster.ts';
import { type CarrierRow, carrierDoses } from './steering/carriers.ts';
import { type ContrastRow, contrast } from './steering/contrast.ts';
import { directEffects } from './steering/direct.ts';
import { type ExperimentRow, experiments } from './steering/experiments.ts';
import { interaction, type PairRow, type SummaryRow } from './steering/interaction.ts';
import { type NextTokenRow, nextTokens } from './steering/next-token.ts';
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
    const carriers = await context.query<CarrierRow>('report_carrier');
    const sizes = await context.query<SizeRow>('report_set_size');
    const clusters = await context.query<ClusterRow>('report_set_cluster');
    const contrasts = await context.query<ContrastRow>('report_set_contrast');
    const sets = await context.query<SetRow>('report_set_r');
    const pushes = await context.query<PushRow>('report_push');
    const further = await context.query<ExperimentRow>('report_experiment');
    return html`<p>Steering adds a multiple of a feature’s decoder direction to the residual stream and reads the answer again. Damage is the baseline outcome minus the steered one: positive means harm. ${finding(contrasts)}</p>
${doses.length > 0 ? singleDoses(context, doses) : note('absent', 'No single features were steered.')}
${carriers.length > 0 && carrierDoses(context, carriers)}
${context.filled.has('feature_next_token') && more('What the model says next', nextTokens(context, await context.query<NextTokenRow>('report_next_token')))}
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
${context.filled.has('direct_effect') && html`<h3>Does later attention repair what is lost?</h3>${await directEffects(context)}`}`;
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

interface ResponseRow {
  readonly feature_id: number;
  readonly cluster: number;
  readonly outcome: string;
  readonly damage_per_factor: number;
  readonly linearity: number | null;
}

/** Each feature over all its doses at once: damage per unit of dose, and whether damage is proportional to dose. */
function doseResponse(context: Context, rows: readonly ResponseRow[]): Html {
  const points = (outcome: string, column: 'damage_per_factor' | 'linearity') =>
    rows.flatMap((row) =>
      row.outcome === outcome && row[column] !== null
        ? [{ feature_id: row.feature_id, cluster: row.cluster, value: row[column] }]
        : [],
    );
  const items = (
    [
      ['logit_diff', 'damage_per_factor', 'damage per unit of dose, logits'],
      ['answer_prob', 'damage_per_factor', 'damage per unit of dose, probability'],
      ['logit_diff', 'linearity', 'share of damage on the line, logits'],
      ['answer_prob', 'linearity', 'share of damage on the line, probability'],
    ] as const
  ).flatMap(([outcome, column, title]) => {
    const own = points(outcome, column);
    return own.length === 0 ? [] : [{ title, svg: violins(`${title}, by cluster`, own, '') }];
  });
  return figure(context, {
    title: 'Dose-response of single features',
    sql: 'report_dose_response',
    wide: true,
    body: panels(items),
    see: 'One dot per feature: the least-squares slope of its damage on dose through the origin, and how much of the squared damage lies on that line. Near 1, all doses are one measurement.',
    caution:
      'that the slope is a feature’s importance at the doses where it is used: the largest doses weigh most in it.',
  });
}
