/**
 * Stage `interaction`: removes the kept features exactly, alone and in pairs, and stores what a pair does beyond its members, beside
 * control pairs with the same first-order effects and Gram matrix. A killed run continues with the shards that are missing; stage
 * `summarise` reads the damage per prompt from them.
 */
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import type { Shard } from '../../../src/run/shards.ts';
import { type ShardEngine, type ShardMaker, sharded } from '../../../src/run/stage.ts';
import { row, rows, shards, subject } from '../../../src/run/stage-input.ts';
import { type ActiveOn, activePrompts, removalPrompts } from '../kernels/interaction/active-prompts.ts';
import { pairRows } from '../kernels/interaction/interaction-rows.ts';
import { type RemovalDesign, removable, removalChanges, removalDesign } from '../kernels/interaction/removal-design.ts';
import { removedGradients } from '../kernels/interaction/removed-gradients.ts';
import { noPoolNote, poolNotes, storedPool } from '../kernels/interaction/stored-pool.ts';
import { numbered } from '../kernels/interaction/strata.ts';
import { correlationOptions } from '../kernels/matrix/correlation-options.ts';
import { pairCorrelations } from '../kernels/matrix/pair-correlations.ts';
import { matrixInputs, promptWords, readCells } from '../kernels/matrix/prompt-matrix.ts';
import { type Member, membersById } from '../kernels/steering/members.ts';
import { type InterventionPlan, openInterventions, planInterventions } from '../kernels/steering/open-interventions.ts';
import { readSteeredMaterial, type SteeredMaterial, steeredMaterial } from '../kernels/steering/steered-material.ts';
import type { RunPrompt } from '../kernels/steering/steered-prompts.ts';
import { readSteeredPrompts } from '../kernels/steering/steered-prompts.ts';
import type { CorrelationPair } from '../kernels/summary/mean-similarity.ts';
import { type NodeMember, NodeMembers } from '../kernels/units/node-members.ts';
import type { CooccurrenceStudy } from '../settings.ts';

interface RemovalPlan extends InterventionPlan, RemovalDesign {
  readonly activeOn: ActiveOn;
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
    nodes: rows<NodeMember>('node_member'),
    task: rows<RunPrompt>('prompts_to_run'),
    correlated: rows<CorrelationPair>('interaction_r'),
    scope: row<{ stored_from: number }>('correlation_scope'),
    attributed: shards('attribute'),
    subject: subject(),
  },
  writes: ['interaction'],
  async plan(own, { clustered, nodes, task, attributed, subject }, tools): Promise<RemovalPlan> {
    const stored = removalDesign(own, clustered, new NodeMembers(nodes), task);
    const { plan, promptIds, features } = stored;
    if (plan.pairs.length === 0 || promptIds.length === 0) {
      return { ...planInterventions(subject, [], 0, tools), ...stored, activeOn: [] };
    }
    const read = readSteeredPrompts(attributed, promptIds, new Set(features));
    const steered = promptIds.map((id) => task[id]);
    const prompts = await steeredMaterial(subject, task, steered, read);
    const activeOn = activePrompts(await withDirections(readSteeredMaterial(prompts, subject), stored, subject));
    const on = removalPrompts(plan, activeOn, promptIds.length);
    return { ...planInterventions(subject, on, promptIds.length, tools), ...stored, activeOn };
  },
  async material(_, { task, attributed, subject }, plan) {
    const { promptIds, features } = plan;
    const read = readSteeredPrompts(attributed, promptIds, new Set(features));
    const lengths = task.map(({ n_tokens: length }) => length);
    const gradient = removedGradients(attributed, lengths, promptIds, subject);
    const steered = promptIds.map((id) => task[id]);
    return { ...(await steeredMaterial(subject, task, steered, read)), gradient };
  },
  open: openRemovals,
  collect({ correlation, algorithm: _, ...own }, inputs, { plan: stored, folder }, { study, note }) {
    const members = membersById(inputs.clustered);
    const pool = storedPool(folder);
    if (pool === null) {
      note(noPoolNote(stored.promptIds.length, own.pairs));
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
    for (const text of poolNotes(pool, stored.sizes)) note(text);
    return {
      interaction: pairRows(
        plan.pairs,
        members,
        found,
        r,
        numbered(pool.promptIds.map((id) => inputs.words[id].stratum)),
      ),
    };
  },
});

/** The steered prompts with what is taken out of them. */
async function withDirections({ prompts }: SteeredMaterial, design: RemovalDesign, { sae }: ShardEngine['subject']) {
  return removable(prompts, design, await decoderRows(sae, design.features), sae.config.prependBos);
}

async function openRemovals(stored: RemovalPlan, material: Shard, engine: ShardEngine): Promise<ShardMaker> {
  const { plan, activeOn, promptIds } = stored;
  const { subject } = engine;
  const steered = readSteeredMaterial(material, subject);
  const from = await withDirections(steered, stored, subject);
  const { dModel: width, norm } = subject.model.config;
  const changes = removalChanges(stored, from, material.gradient.data as Float32Array, { width, norm });
  return await openInterventions(stored, changes, removalPrompts(plan, activeOn, promptIds.length), steered, engine);
}
