/**
 * Stage `steer`: features of the kept clusters alone over the single factors, sets over the factors and scalings, the pool of pairs at
 * equal norm, and the study's further experiments, on every kept prompt, or sets on some each. Sets are drawn and stored first; a
 * killed run continues with the shards that are missing.
 */
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { pushChange } from '../../../src/methods/intervention/change.ts';
import { type FeatureScale, type SteeringPositions, scaleOf } from '../../../src/methods/intervention/modes.ts';
import { sharePrefixes } from '../../../src/methods/intervention/shared-prefixes.ts';
import type { Shard } from '../../../src/run/shards.ts';
import { type ShardEngine, type ShardMaker, sharded } from '../../../src/run/stage.ts';
import { columns, rows, shards, subject } from '../../../src/run/stage-input.ts';
import { experimentDoses, type MetricRow } from '../kernels/steering/experiment-doses.ts';
import { type CodeRows, featureFacts } from '../kernels/steering/feature-facts.ts';
import { type Member, membersByCluster } from '../kernels/steering/members.ts';
import { alikeRows } from '../kernels/steering/near-parallel.ts';
import {
  type InterventionPlan,
  openInterventions,
  planInterventions,
  storedOutcomes,
} from '../kernels/steering/open-interventions.ts';
import { readSteeredPrompts } from '../kernels/steering/read-steered-prompts.ts';
import { norm, setDirections, sumOf } from '../kernels/steering/set-directions.ts';
import { readSteeredMaterial, steeredMaterial } from '../kernels/steering/steered-material.ts';
import { keptPrompts, type RunPrompt } from '../kernels/steering/steered-subset.ts';
import { setColumns, steeringColumns } from '../kernels/steering/steering-columns.ts';
import { type SteeringPlan, steeredOn, steeredSets, steeringPlan } from '../kernels/steering/steering-plan.ts';
import type { SteeringSettings } from '../kernels/steering/steering-settings.ts';
import type { CooccurrenceStudy } from '../settings.ts';

interface Plan extends InterventionPlan, SteeringPlan {
  readonly settings: SteeringSettings;
  /** prompt_id and stratum of each steered prompt. */
  readonly kept: readonly number[];
  readonly strata: readonly string[];
  /** Of every feature of the sets. */
  readonly scales: readonly (readonly [number, FeatureScale])[];
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
    attributed: shards('attribute'),
    subject: subject(),
  },
  writes: ['steering_set', 'steering'],
  async plan({ seed, steering, bos }, inputs, tools): Promise<Plan> {
    const { task, subject, attributed, codes, metrics } = inputs;
    const steered = keptPrompts(task, steering.prompts);
    const kept = steered.map(({ prompt_id }) => prompt_id);
    const strata = steered.map(({ stratum }) => stratum);
    const lengths = task.map(({ n_tokens }) => n_tokens);
    const traits = featureFacts(codes, lengths, subject.sae.config.prependBos);
    const { globalMaxima, smallestAttribution } = experimentDoses(metrics, bos);
    const clusters = membersByCluster(inputs.clustered);
    const members = await decoderRows(subject.sae, [...clusters.values()].flat());
    const read = sharePrefixes(
      readSteeredPrompts(attributed, kept, new Set()),
      steered.map(({ tokens }) => tokens),
    );
    const width = subject.model.config.dModel;
    const lastResiduals = read.map(({ resid }) => resid.subarray(resid.length - width));
    const settings = { seed, steering };
    const source = {
      clusters,
      selected: inputs.selected.map((row) => row.feature_id),
      traits,
      groups: inputs.groups.map((row) => row.feature_ids),
      hasMaxima: globalMaxima.size > 0,
      alike: alikeRows(members, steering.pool_max_cosine),
      smallestAttribution,
    };
    const decoder = await decoderRows(
      subject.sae,
      steeredSets(settings, source).sets.flatMap(({ featureIds }) => featureIds),
    );
    const directed = { rows: decoder, lastResiduals, seed, norm: subject.model.config.norm };
    const plan = steeringPlan(settings, {
      ...source,
      norms: (sets) => sets.map((set) => norm(sumOf(setDirections(set, directed), width))),
    });
    const { ofIntervention } = steeredOn(settings, plan, strata);
    const scales = [...new Set(plan.sets.flatMap(({ featureIds }) => featureIds))].map((id): [number, FeatureScale] => {
      return [id, scaleOf(traits.get(id), globalMaxima.get(id))];
    });
    return {
      ...planInterventions(subject, ofIntervention, kept.length, tools),
      ...plan,
      settings,
      kept,
      strata,
      scales,
    };
  },
  async material(_, { task, attributed, subject }, { kept, sets }) {
    const features = new Set(sets.flatMap(({ featureIds }) => featureIds));
    const steered = kept.map((id) => task[id]);
    return await steeredMaterial(subject, task, steered, readSteeredPrompts(attributed, kept, features));
  },
  open: openSteering,
  collect(_, __, { plan, folder }, { note }) {
    const { sets, norms, doses, kept, strata, settings, interventions, notes } = plan;
    const { ofSet, ofIntervention } = steeredOn(settings, plan, strata);
    const outcomes = storedOutcomes(folder, plan);
    const perSet = settings.steering.prompts_per_set;
    const work = `${interventions.length} interventions on ${kept.length} prompts (a set of an arm: ${perSet})`;
    note(`${sets.length} sets, ${work}: ${outcomes.kl.length.toLocaleString('en')} evaluations`);
    for (const text of notes) note(text);
    return {
      steering_set: setColumns(sets, norms),
      steering: steeringColumns(doses, outcomes, { promptIds: kept, ofSet, ofIntervention }),
    };
  },
});

async function openSteering(plan: Plan, material: Shard, engine: ShardEngine): Promise<ShardMaker> {
  const { sets, interventions, strata, settings, scales: known } = plan;
  const { subject } = engine;
  const { seed, steering } = settings;
  const positions: SteeringPositions = steering.positions;
  const steered = readSteeredMaterial(material, subject);
  const decoder = await decoderRows(
    subject.sae,
    sets.flatMap(({ featureIds }) => featureIds),
  );
  const { dModel: width, norm: kind } = subject.model.config;
  const lastResiduals = steered.prompts.map(({ resid }) => resid.subarray(resid.length - width));
  const directions = sets.map((set) => setDirections(set, { rows: decoder, lastResiduals, seed, norm: kind }));
  const scaleOfFeature = new Map(known);
  const changes = interventions.map(({ setId, mode, coefficient }) => {
    const { featureIds } = sets[setId];
    const scales = featureIds.map((feature) =>
      scaleOf(scaleOfFeature.get(feature), scaleOfFeature.get(feature)?.globalMax),
    );
    const push = { mode, featureIds, directions: directions[setId], scales, coefficient, norm: kind };
    return pushChange(steered.prompts, push, positions, subject.sae.config.prependBos);
  });
  const { ofIntervention } = steeredOn(settings, plan, strata);
  return await openInterventions(plan, changes, ofIntervention, steered, engine);
}
