/** The plan of steering from what a run has found: which nodes are pushed together, along the directions of which features, and in what units. */

import { decoderRows } from '../../../../src/engine/dictionary/decoder-rows.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import type { SteeredPrompt } from '../../../../src/methods/intervention/modes.ts';
import { type NodeMember, NodeMembers, nodeRows } from '../units/node-members.ts';
import { nodeCodes } from '../units/node-values.ts';
import type { SteeringSet } from './design.ts';
import { drawableArms } from './design.ts';
import { type CodeRows, featureFacts } from './feature-facts.ts';
import { type Member, membersByCluster } from './members.ts';
import type { PushedSet } from './set-directions.ts';
import { featureScales, featuresOf, pushedSets, type ScaledPlan, setNorms, siteOf } from './steering-changes.ts';
import { type SteeringPlan, type SteeringSettings, steeredSets, steeringPlan } from './steering-plan.ts';
import { type MetricRow, steeringSource } from './steering-source.ts';

interface PushInputs {
  /** Every prompt of the task. */
  readonly task: readonly { readonly n_tokens: number }[];
  readonly clustered: readonly Member[];
  readonly selected: readonly { readonly feature_id: number }[];
  readonly groups: readonly { readonly feature_ids: readonly number[] }[];
  readonly metrics: readonly MetricRow[];
  readonly codes: CodeRows;
  readonly nodes: readonly NodeMember[];
  readonly subject: Subject;
}

export interface PlannedPushes extends SteeringPlan, Pick<ScaledPlan, 'scales'> {
  /** Each set with the features of its nodes. */
  readonly pushed: readonly PushedSet[];
}

/** @param steered the steered prompts @param bos whether maxima count a BOS */
export async function planPushes(
  asked: SteeringSettings,
  { task, subject, ...inputs }: PushInputs,
  steered: readonly SteeredPrompt[],
  bos: 'include' | 'exclude',
): Promise<PlannedPushes> {
  const { arms, notes } = drawableArms(asked.steering.arms, steered.length);
  const settings = { ...asked, steering: { ...asked.steering, arms } };
  const site = siteOf(subject);
  const nodes = new NodeMembers(inputs.nodes);
  const clusters = membersByCluster(inputs.clustered);
  const members = await nodeRows(subject.sae, [...clusters.values()].flat(), nodes);
  const options = { bos, hasBos: site.hasBos, mostCosine: settings.steering.pool_max_cosine };
  const found = { ...inputs, task, codes: nodeCodes(inputs.codes, nodes) };
  const source = steeringSource(found, { clusters, members }, options);
  const pushedOf = (sets: readonly SteeringSet[]) => pushedSets(sets, nodes);
  const decoder = await decoderRows(subject.sae, featuresOf(pushedOf(steeredSets(settings, source).sets)));
  const plan = steeringPlan(settings, {
    ...source,
    norms: (sets) => setNorms(pushedOf(sets), steered, decoder, { ...site, seed: settings.seed }),
  });
  const pushed = pushedOf(plan.sets);
  const lengths = task.map(({ n_tokens: length }) => length);
  const facts = nodes.merged ? featureFacts(inputs.codes, lengths, site.hasBos) : source.traits;
  return {
    ...plan,
    notes: [...notes, ...plan.notes],
    pushed,
    scales: featureScales(pushed, facts, source.globalMaxima),
  };
}
