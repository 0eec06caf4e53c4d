/**
 * Stage `steer`: features of the kept clusters alone over the single factors, sets over the factors and scalings, the pool of pairs at
 * equal norm, and the study's further experiments, on every steered prompt, or sets on some each. Sets are drawn and stored first; a
 * killed run continues with the shards that are missing.
 */
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { sharePrefixes } from '../../../src/methods/intervention/shared-prefixes.ts';
import type { Shard } from '../../../src/run/shards.ts';
import { type ShardEngine, type ShardMaker, sharded } from '../../../src/run/stage.ts';
import { columns, rows, shards, subject } from '../../../src/run/stage-input.ts';
import type { CodeRows } from '../kernels/steering/feature-facts.ts';
import type { Member } from '../kernels/steering/members.ts';
import {
  type InterventionPlan,
  openInterventions,
  planInterventions,
  storedOutcomes,
} from '../kernels/steering/open-interventions.ts';
import { type PlannedPushes, planPushes } from '../kernels/steering/plan-pushes.ts';
import { readSteeredMaterial, steeredMaterial } from '../kernels/steering/steered-material.ts';
import { type RunPrompt, readSteeredPrompts, steeredPrompts } from '../kernels/steering/steered-prompts.ts';
import { featuresOf, siteOf, steeringChanges } from '../kernels/steering/steering-changes.ts';
import { setColumns, steeringColumns } from '../kernels/steering/steering-columns.ts';
import { type SteeringSettings, steeredOn } from '../kernels/steering/steering-plan.ts';
import type { MetricRow } from '../kernels/steering/steering-source.ts';
import type { NodeMember } from '../kernels/units/node-members.ts';
import type { CooccurrenceStudy } from '../settings.ts';

interface Plan extends InterventionPlan, PlannedPushes {
  readonly settings: SteeringSettings;
  /** prompt_id and stratum of each steered prompt. */
  readonly promptIds: readonly number[];
  readonly strata: readonly string[];
}

export const steer = sharded({
  name: 'steer',
  module: import.meta.url,
  label: 'steered evaluations',
  settings: ({ seed, steering, cluster: { algorithm }, attribution: { bos } }: CooccurrenceStudy) => {
    return { seed, steering, algorithm, bos };
  },
  reads: {
    task: rows<RunPrompt & { stratum: string }>('prompts_to_run'),
    clustered: rows<Member>('kept_clusters'),
    selected: rows<{ feature_id: number }>('selected_feature'),
    groups: rows<{ feature_ids: number[] }>('steer_group'),
    metrics: rows<MetricRow>('steer_metric'),
    codes: columns<CodeRows>('codes'),
    nodes: rows<NodeMember>('node_member'),
    attributed: shards('attribute'),
    subject: subject(),
  },
  writes: ['steering_set', 'steering'],
  async plan({ seed, steering, bos }, inputs, tools): Promise<Plan> {
    const { task, subject, attributed } = inputs;
    const steered = steeredPrompts(task, steering.prompts);
    const promptIds = steered.map(({ prompt_id }) => prompt_id);
    const strata = steered.map(({ stratum }) => stratum);
    const read = sharePrefixes(
      readSteeredPrompts(attributed, promptIds, new Set()),
      steered.map(({ tokens }) => tokens),
    );
    const settings = { seed, steering };
    const pushes = await planPushes(settings, inputs, read, bos);
    const { ofIntervention } = steeredOn(settings, pushes, strata);
    return {
      ...planInterventions(subject, ofIntervention, promptIds.length, tools),
      ...pushes,
      settings,
      promptIds,
      strata,
    };
  },
  async material(_, { task, attributed, subject }, { promptIds, pushed }) {
    const features = new Set(featuresOf(pushed));
    const steered = promptIds.map((id) => task[id]);
    return await steeredMaterial(subject, task, steered, readSteeredPrompts(attributed, promptIds, features));
  },
  open: openSteering,
  collect(_, __, { plan, folder }, { note }) {
    const { sets, norms, doses, promptIds, strata, settings, interventions, notes } = plan;
    const { ofSet, ofIntervention } = steeredOn(settings, plan, strata);
    const outcomes = storedOutcomes(folder, plan);
    const perSet = settings.steering.prompts_per_set;
    const work = `${interventions.length} interventions on ${promptIds.length} prompts (a set of an arm: ${perSet})`;
    note(`${sets.length} sets, ${work}: ${outcomes.kl.length.toLocaleString('en')} evaluations`);
    for (const text of notes) note(text);
    return {
      steering_set: setColumns(sets, norms),
      steering: steeringColumns(doses, outcomes, { promptIds, ofSet, ofIntervention }),
    };
  },
});

async function openSteering(plan: Plan, material: Shard, engine: ShardEngine): Promise<ShardMaker> {
  const { subject } = engine;
  const steered = readSteeredMaterial(material, subject);
  const decoder = await decoderRows(subject.sae, featuresOf(plan.pushed));
  const changes = steeringChanges({ ...plan, sets: plan.pushed }, steered.prompts, decoder, siteOf(subject));
  const { ofIntervention } = steeredOn(plan.settings, plan, plan.strata);
  return await openInterventions(plan, changes, ofIntervention, steered, engine);
}
