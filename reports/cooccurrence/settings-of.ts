/**
 * What the stages of an instance ran with, as the table `stage_run` keeps it beside their tables: undefined or null where a stage has
 * not run. run.json may be of a later study file, so nothing of this is read from there.
 */
import type { CooccurrenceStudy } from '../../pipeline/cooccurrence/settings.ts';
import type { TaskStudy } from '../../pipeline/task/settings.ts';
import type { Context } from '../section.ts';

type Study = CooccurrenceStudy;

/** Settings of the stage `network`: the rule for edges. */
interface NetworkSettings {
  readonly rule: Study['network'];
}

/** Settings of the stage `cluster`: the clustering that the study shows. */
export type ClusterSettings = Pick<Study, 'cluster' | 'seed'>;

export const networkOf = (context: Context): NetworkSettings | undefined => context.settings('network');

export const clusterOf = (context: Context): ClusterSettings | undefined => context.settings('cluster');

/** The community algorithm whose clusters the report shows. */
export const algorithmOf = (context: Context): string | null => clusterOf(context)?.cluster.algorithm ?? null;

export const steeringOf = (context: Context): Study['steering'] | undefined =>
  context.settings<{ steering: Study['steering'] }>('steer')?.steering;

/** The smallest effect of interest. */
export const sesoiOf = (context: Context): number | undefined => context.settings<{ sesoi: number }>('verdict')?.sesoi;

export const methodOf = (context: Context): string | undefined =>
  context.settings<Pick<Study['attribution'], 'method'>>('attribute')?.method;

/** How attributions were read into the matrix of prompts and features. */
export const loadOf = (
  context: Context,
): (Pick<Study['attribution'], 'positions' | 'bos'> & Pick<Study, 'features'>) | undefined => context.settings('load');

export const contrastOf = (context: Context): string | undefined =>
  context.settings<TaskStudy['attribution']>('evaluate', 'task')?.contrast;

/** `|r| > 0.7`: the rule for edges in signs. */
export function ruleInSigns(
  { sign, strict, threshold }: NetworkSettings['rule'],
  shown: (r: number) => string,
): string {
  return `${sign === 'absolute' ? '|r|' : 'r'} ${strict ? '>' : '≥'} ${shown(threshold)}`;
}
