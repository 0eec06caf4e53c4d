/**
 * Stage `steer`: features of the kept clusters alone over the single factors, sets over the factors and scalings, the pool of pairs at
 * equal norm, and the study's further experiments, on every kept prompt, or sets on some each. Sets are drawn and stored first; a
 * killed run continues with the shards that are missing.
 */

import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import type { SaeFiles } from '../../../src/engine/dictionary/sae-files.ts';
import { sourceFiles } from '../../../src/engine/hub/sources.ts';
import { openSubject } from '../../../src/engine/passes/subject.ts';
import { pushChange } from '../../../src/methods/intervention/change.ts';
import { scaleOf } from '../../../src/methods/intervention/modes.ts';
import { sharePrefixes } from '../../../src/methods/intervention/shared-prefixes.ts';
import { unitScales } from '../../../src/methods/intervention/unit-scales.ts';
import { openShards } from '../../../src/run/shards.ts';
import type { Stage, StageContext } from '../../../src/run/stage.ts';
import { planDoses } from '../kernels/steering/doses.ts';
import { experimentDoses, type MetricRow } from '../kernels/steering/experiment-doses.ts';
import { type CodeRows, featureFacts } from '../kernels/steering/feature-facts.ts';
import type { FeatureTraits } from '../kernels/steering/matched.ts';
import { alikeRows } from '../kernels/steering/near-parallel.ts';
import { planSteering } from '../kernels/steering/plan-steering.ts';
import { promptsOfInterventions, promptsOfSets } from '../kernels/steering/prompts-per-set.ts';
import { readSteeredPrompts } from '../kernels/steering/read-steered-prompts.ts';
import { runInterventions } from '../kernels/steering/run-interventions.ts';
import { norm, setDirections, sumOf } from '../kernels/steering/set-directions.ts';
import { keptPrompts, type RunPrompt } from '../kernels/steering/steered-subset.ts';
import { setColumns, steeringColumns } from '../kernels/steering/steering-columns.ts';

export const steer: Stage = {
  name: 'steer',
  reads: ['prompt', 'token', 'cluster', 'feature', 'attribution', 'feature_metric', 'collinear_group'],
  after: ['attribute'],
  writes: ['steering_set', 'steering'],
  parameters: ({ seed, sae, steering, cluster, attribution }) => {
    return { seed, center: sae.center, steering, algorithm: cluster.algorithm, bos: attribution.bos };
  },
  files: sourceFiles,
  run,
};

async function run(context: StageContext): Promise<void> {
  const { study, tables, out, hash, hashOf, threads, memoryBytes, note } = context;
  const { steering, seed } = study;
  const inputs = await openSubject(study);
  const task = await tables.query<RunPrompt & { stratum: string }>('prompts_to_run');
  const prompts = keptPrompts(task, steering.prompts);
  const kept = prompts.map(({ prompt_id }) => prompt_id);
  const lengths = task.map(({ n_tokens }) => n_tokens);
  const hasBos = inputs.sae.config.prependBos;
  const facts = featureFacts(await tables.columns<CodeRows & Record<string, unknown>>('codes'), lengths, hasBos);
  const metrics = await tables.query<MetricRow>('steer_metric');
  const { globalMaxima, smallestAttribution } = experimentDoses(metrics, study.attribution.bos);
  const { sets, notes } = await planSets(context, inputs.sae, facts, globalMaxima.size > 0);
  const features = sets.flatMap(({ featureIds }) => featureIds);
  const rows = await decoderRows(inputs.sae, features);
  const read = sharePrefixes(
    readSteeredPrompts(openShards(out, 'attribute', hashOf('attribute')), kept, new Set(rows.keys())),
    prompts.map(({ tokens }) => tokens),
  );
  const units = unitScales(read, { config: inputs.sae.config, center: inputs.centering.center });
  const steered = read.map((prompt, i) => ({ ...prompt, scales: units[i] }));
  const width = inputs.model.config.dModel;
  const lastResiduals = steered.map(({ resid }) => resid.subarray(resid.length - width));
  const directions = sets.map((set) => setDirections(set, { rows, lastResiduals, seed }));
  const norms = directions.map((own) => norm(sumOf(own, width)));
  await tables.replace('steering_set', setColumns(sets, norms));
  const { doses, interventions } = planDoses(sets, norms, {
    mode: steering.mode,
    baseFactor: steering.base_factor,
    singleFactors: steering.single_factors,
    factors: steering.factors,
    scalings: steering.scaling,
    poolFactors: steering.pool_factors,
    smallestAttribution,
  });
  const changes = interventions.map(({ setId, mode, coefficient }) => {
    const featureIds = sets[setId]?.featureIds ?? [];
    const scales = featureIds.map((feature) => scaleOf(facts.get(feature), globalMaxima.get(feature)));
    const push = { mode, featureIds, directions: directions[setId] ?? [], scales, coefficient };
    return pushChange(steered, push, steering.positions, hasBos);
  });
  const strata = prompts.map(({ stratum }) => stratum);
  const ofSet = promptsOfSets(sets, strata, steering.prompts_per_set, seed);
  const on = promptsOfInterventions(doses, interventions.length, ofSet);
  const outcomes = await runInterventions({
    inputs,
    task,
    prompts,
    steered,
    changes,
    on,
    label: 'steered evaluations',
    threads,
    memoryBytes,
    folder: (plan) => openShards(out, 'steer', hash, plan && { ...plan, sets, kept }),
    progress: context.progress,
  });

  await tables.replace('steering', steeringColumns(doses, outcomes, { promptIds: kept, ofSet, ofIntervention: on }));
  const work = `${interventions.length} interventions on ${kept.length} prompts (a set of an arm: ${steering.prompts_per_set})`;
  for (const text of [`${sets.length} sets, ${work}: ${outcomes.kl.length.toLocaleString('en')} evaluations`, ...notes]) note(text); // biome-ignore format: one line
}

async function planSets(
  { study, tables }: StageContext,
  sae: SaeFiles,
  traits: ReadonlyMap<number, FeatureTraits>,
  hasMaxima: boolean,
) {
  const { arms, set_sizes: sizes, sets_per_cell: setsPerCell, pool_pairs: poolPairs, experiments } = study.steering;
  const kept = { algorithm: study.cluster.algorithm };
  const members = await tables.query<{ feature_id: number; cluster: number }>('kept_clusters', kept);
  const clusters = new Map<number, number[]>();
  for (const { feature_id, cluster } of members) clusters.set(cluster, [...(clusters.get(cluster) ?? []), feature_id]);
  const selected = (await tables.query<{ feature_id: number }>('selected_features')).map((row) => row.feature_id);
  const groups = (await tables.query<{ feature_ids: number[] }>('steer_group')).map((row) => row.feature_ids);
  const rows = await decoderRows(sae, [...clusters.values()].flat());
  const alike = alikeRows(rows, study.steering.pool_max_cosine);
  const design = { clusters, selected, traits, arms, sizes, setsPerCell, seed: study.seed };
  return planSteering({ ...design, poolPairs, alike, experiments, groups, hasMaxima });
}
