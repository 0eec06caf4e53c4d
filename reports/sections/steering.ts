/** What breaks when features are pushed: single features over doses, sets by size within and between clusters, and damage against correlation. */
import { type Html, html } from '../html.ts';
import { type Context, note, type Section } from '../section.ts';
import {
  againstCorrelation,
  byCluster,
  type ClusterRow,
  type SetRow,
  type SizeRow,
  setSizes,
} from './steering/sets.ts';
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
    const sets = await context.query<SetRow>('report_set_r');
    return html`<p>Steering adds a multiple of a feature’s decoder direction to the residual stream and reads the answer again. Damage is the baseline outcome minus the steered one: positive means harm.</p>
${doses.length > 0 ? singleDoses(context, doses) : note('absent', 'No single features were steered.')}
${singles.length > 0 ? singleSizes(context, singles) : ''}
${sizes.length > 0 ? setSizes(context, sizes) : note('absent', 'No sets of features were steered.')}
${clusters.length > 0 ? byCluster(context, clusters) : ''}
${sets.length > 0 ? againstCorrelation(context, sets) : ''}`;
  },
};
