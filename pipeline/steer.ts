/**
 * Stage `steer`: features of the kept clusters alone over the single factors, and sets over the factors and scalings, on every
 * kept prompt. Sets are drawn and stored first; a killed run continues with the shards that are missing.
 */
import { openInputs } from '../src/model/inputs.ts';
import { sourceFiles } from '../src/model/sources.ts';
import { openShards } from '../src/shards.ts';
import { pushChange } from '../src/steering/change.ts';
import { decoderRows } from '../src/steering/decoder-rows.ts';
import { designSets } from '../src/steering/design.ts';
import { norm, setDirections, sumOf } from '../src/steering/directions.ts';
import { type CodeRows, featureFacts } from '../src/steering/feature-facts.ts';
import { planDoses } from '../src/steering/interventions.ts';
import { keptPrompts, type RunPrompt } from '../src/steering/kept-prompts.ts';
import { runInterventions } from '../src/steering/run-interventions.ts';
import { readSteeredPrompts } from '../src/steering/steered-prompts.ts';
import { steeringColumns } from '../src/steering/steering-columns.ts';
import type { Stage, StageContext } from './stage.ts';

export const steer: Stage = {
  name: 'steer',
  reads: ['prompt', 'token', 'cluster', 'feature', 'attribution'],
  after: ['attribute'],
  writes: ['steering_set', 'steering'],
  parameters: ({ seed, steering, cluster }) => ({ seed, steering, algorithm: cluster.algorithm }),
  files: sourceFiles,
  run,
};

async function run(context: StageContext): Promise<void> {
  const { study, tables, out, hash, hashOf, threads, note } = context;
  const { steering, seed } = study;
  const inputs = await openInputs(study);
  const task = await tables.query<RunPrompt>('prompts_to_run');
  const prompts = keptPrompts(task, steering.prompts);
  const kept = prompts.map(({ prompt_id }) => prompt_id);
  const lengths = task.map(({ n_tokens }) => n_tokens);
  const facts = featureFacts(
    await tables.columns<CodeRows & Record<string, unknown>>('codes'),
    lengths,
    inputs.sae.config.prependBos,
  );

  const members = await tables.query<{ feature_id: number; cluster: number }>('kept_clusters', {
    algorithm: study.cluster.algorithm,
  });
  const clusters = new Map<number, number[]>();
  for (const { feature_id, cluster } of members) clusters.set(cluster, [...(clusters.get(cluster) ?? []), feature_id]);
  const selected = (await tables.query<{ feature_id: number }>('selected_features')).map((row) => row.feature_id);
  const { arms, set_sizes: sizes, sets_per_cell: setsPerCell } = steering;
  const sets = designSets({ clusters, selected, traits: facts, arms, sizes, setsPerCell, seed });

  const rows = await decoderRows(
    inputs.sae,
    sets.flatMap(({ featureIds }) => featureIds),
  );
  const steered = readSteeredPrompts(openShards(out, 'attribute', hashOf('attribute')), kept, new Set(rows.keys()));
  const width = inputs.model.config.dModel;
  const lastResiduals = steered.map(({ resid }) => resid.subarray(resid.length - width));
  const directions = sets.map((set) => setDirections(set, { rows, lastResiduals, seed }));
  const norms = directions.map((own) => norm(sumOf(own, width)));
  const { doses, interventions } = planDoses(sets, norms, {
    mode: steering.mode,
    baseFactor: steering.base_factor,
    singleFactors: steering.single_factors,
    factors: steering.factors,
    scalings: steering.scaling,
  });
  const changes = interventions.map(({ setId, coefficient }) => {
    const featureIds = sets[setId]?.featureIds ?? [];
    const scales = featureIds.map((feature) => facts.get(feature) ?? { max: 0, mean: 0 });
    const push = { mode: steering.mode, featureIds, directions: directions[setId] ?? [], scales, coefficient };
    return pushChange(steered, push, steering.positions, inputs.sae.config.prependBos);
  });
  const outcomes = await runInterventions({
    inputs,
    task,
    prompts,
    steered,
    changes,
    label: 'steered evaluations',
    threads,
    folder: (plan) => openShards(out, 'steer', hash, { ...plan, sets, kept }),
    progress: context.progress,
  });

  await tables.replace('steering_set', {
    set_id: Int32Array.from(sets, ({ setId }) => setId),
    arm: sets.map(({ arm }) => arm),
    cluster: sets.map(({ cluster }) => cluster),
    size: Int32Array.from(sets, ({ size }) => size),
    replicate: Int32Array.from(sets, ({ replicate }) => replicate),
    feature_ids: sets.map(({ featureIds }) => featureIds),
  });
  await tables.replace('steering', steeringColumns(doses, outcomes, kept, steering.mode));
  const evaluations = interventions.length * kept.length;
  note(
    `${sets.length} sets, ${interventions.length} interventions on ${kept.length} prompts: ${evaluations.toLocaleString('en')} evaluations`,
  );
}
