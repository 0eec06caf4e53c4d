/**
 * Stage `interaction`: removes the kept features exactly, alone and in pairs, and stores what a pair does beyond its members, beside
 * control pairs with the same first-order effects and Gram matrix. A killed run continues with the shards that are missing; stage
 * `summarise` reads the damage per prompt from them.
 */
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import type { SteeringPositions } from '../../../src/methods/intervention/modes.ts';
import { openControl } from '../../../src/methods/intervention/removal/controls.ts';
import { pairPool } from '../../../src/methods/intervention/removal/removal-pairs.ts';
import {
  type InteractionPlan,
  interactionPlan,
  removals,
} from '../../../src/methods/intervention/removal/removal-plan.ts';
import type { Shard } from '../../../src/run/shards.ts';
import { type ShardEngine, type ShardMaker, sharded } from '../../../src/run/stage.ts';
import { row, rows, shards, subject } from '../../../src/run/stage-input.ts';
import { type Acting, actingPrompts, removalPrompts } from '../kernels/interaction/active-prompts.ts';
import { pairRows } from '../kernels/interaction/interaction-rows.ts';
import { removedGradients } from '../kernels/interaction/removed-gradients.ts';
import { storedPool } from '../kernels/interaction/stored-pool.ts';
import { correlationOptions } from '../kernels/matrix/correlation-options.ts';
import { matrixInputs, promptWords, readCells } from '../kernels/matrix/matrix-inputs.ts';
import { pairCorrelations } from '../kernels/matrix/pair-correlations.ts';
import { type Member, membersById } from '../kernels/steering/members.ts';
import { type InterventionPlan, openInterventions, planInterventions } from '../kernels/steering/open-interventions.ts';
import { readSteeredPrompts } from '../kernels/steering/read-steered-prompts.ts';
import { readSteeredMaterial, steeredMaterial } from '../kernels/steering/steered-material.ts';
import { keptPrompts, type RunPrompt } from '../kernels/steering/steered-subset.ts';
import type { CorrelationPair } from '../kernels/summary/mean-similarity.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export interface RemovalPlan extends InterventionPlan {
  readonly plan: InteractionPlan;
  /** prompt_id of each steered prompt. */
  readonly kept: readonly number[];
  readonly featureIds: readonly number[];
  readonly acting: Acting;
  readonly positions: SteeringPositions;
  readonly seed: number;
}

export const interaction = sharded({
  name: 'interaction',
  module: import.meta.url,
  label: 'removed features',
  settings: ({ seed, cluster: { algorithm }, correlation, steering, interaction }: CooccurrenceStudy) => {
    const { positions, prompts } = steering;
    return { seed, algorithm, correlation, positions, prompts, ...interaction };
  },
  reads: {
    ...matrixInputs,
    ...promptWords,
    clustered: rows<Member>('kept_clusters'),
    task: rows<RunPrompt>('prompts_to_run'),
    correlated: rows<CorrelationPair>('interaction_r'),
    scope: row<{ stored_from: number }>('correlation_scope'),
    attributed: shards('attribute'),
    subject: subject(),
  },
  writes: ['interaction'],
  async plan(
    { seed, pairs, controls, positions, prompts: which },
    { clustered, task, attributed, subject },
    tools,
  ): Promise<RemovalPlan> {
    const members = membersById(clustered);
    const featureIds = members.map(({ feature_id: id }) => id);
    const pool = pairPool(
      members.map(({ cluster }) => cluster),
      pairs,
      seed,
    );
    const kept = keptPrompts(task, which).map(({ prompt_id: id }) => id);
    const plan = interactionPlan(members.length, pool, controls);
    const stored = { plan, kept, featureIds, positions, seed };
    if (pool.pairs.length === 0 || kept.length === 0) {
      return { ...planInterventions(subject, [], 0, tools), ...stored, acting: [] };
    }
    const prompts = await steeredMaterial(
      subject,
      task,
      kept.map((id) => task[id]),
      readSteeredPrompts(attributed, kept, new Set(featureIds)),
    );
    const acting = actingPrompts(await removable(readSteeredMaterial(prompts, subject).prompts, stored, subject));
    const on = removalPrompts(plan, acting, kept.length);
    return { ...planInterventions(subject, on, kept.length, tools), ...stored, acting };
  },
  async material(_, { task, attributed, subject }, plan) {
    const { kept, featureIds } = plan;
    const read = readSteeredPrompts(attributed, kept, new Set(featureIds));
    const lengths = task.map(({ n_tokens: length }) => length);
    const gradient = removedGradients(attributed, lengths, kept, subject);
    return {
      ...(await steeredMaterial(
        subject,
        task,
        kept.map((id) => task[id]),
        read,
      )),
      gradient,
    };
  },
  open: openRemovals,
  collect({ correlation, algorithm: _, ...own }, inputs, { plan: stored, folder }, { study, note }) {
    const members = membersById(inputs.clustered);
    const pool = storedPool(folder);
    if (pool === null) {
      const why = stored.kept.length === 0 ? 'no prompt is steered' : 'fewer than two features are in kept clusters';
      note(own.pairs === 0 ? 'interaction.pairs is 0: no pair is removed' : why);
      return { interaction: [] };
    }
    const { plan, found } = pool;
    const matrix = readCells(inputs);
    const correlations = pairCorrelations(
      members.map(({ feature_id }) => feature_id),
      { stored: inputs.correlated, storedFrom: inputs.scope.stored_from },
      () => matrix,
      () => correlationOptions(correlation, { ...matrix, prompts: inputs.words, attributed: inputs.attributed }, study),
    );
    const r = new Map(correlations.map((pair) => [`${pair.feature_a}/${pair.feature_b}`, pair.r]));
    const cells = stored.sizes.reduce((sum, size) => sum + size, 0);
    note(
      `${plan.count} removals on ${stored.kept.length} prompts, where they change something: ${cells.toLocaleString('en')} evaluations`,
    );
    const kind = plan.exhaustive ? 'every pair' : 'a sample';
    note(
      `${plan.pairs.length} pairs of ${members.length} features (${kind}), noise floor ${found.noiseFloor.toExponential(1)} logits`,
    );
    return { interaction: pairRows(plan.pairs, members, found, r) };
  },
});

/** The steered prompts with what is taken out of them. */
async function removable(
  prompts: Parameters<typeof actingPrompts>[0]['prompts'],
  { featureIds, positions }: Pick<RemovalPlan, 'featureIds' | 'positions'>,
  subject: ShardEngine['subject'],
) {
  const decoder = await decoderRows(subject.sae, featureIds);
  const directions = featureIds.map((id) => decoder.get(id) ?? new Float32Array(0));
  const scales = prompts.map((prompt) => prompt.scales ?? new Float64Array(0));
  return { prompts, scales, featureIds, directions, positions, hasBos: subject.sae.config.prependBos };
}

async function openRemovals(stored: RemovalPlan, material: Shard, engine: ShardEngine): Promise<ShardMaker> {
  const { plan, acting, kept, seed } = stored;
  const { subject } = engine;
  const steered = readSteeredMaterial(material, subject);
  const from = await removable(steered.prompts, stored, subject);
  const { dModel: width, norm } = subject.model.config;
  const first: number[] = [];
  steered.prompts.forEach((_, i) =>
    first.push((first[i - 1] ?? 0) + (i === 0 ? 0 : steered.prompts[i - 1].resid.length)),
  );
  const gradientAt = (prompt: number, position: number): Float32Array => {
    const at = first[prompt] + position * width;
    return material.gradient.data.subarray(at, at + width) as Float32Array;
  };
  const controls = Array.from({ length: plan.controls }, (_, k) =>
    openControl(from.directions, gradientAt, seed, k, norm),
  );
  const on = removalPrompts(plan, acting, kept.length);
  return await openInterventions(stored, removals(plan, from, controls), on, steered, engine);
}
