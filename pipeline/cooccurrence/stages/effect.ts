/**
 * Stage `effect`: whether a cluster that half of the prompts finds does something of its own on the other half. Each is taken out of held-out
 * prompts, beside groupings of the same features that need no network, and deals of units among the clusters.
 */
import type { Shard } from '../../../src/run/shards.ts';
import { type ShardEngine, type ShardMaker, sharded } from '../../../src/run/stage.ts';
import { columns, rows, shards, subject } from '../../../src/run/stage-input.ts';
import { groupingSentence } from '../claims/h5-effect.ts';
import { clustersMatter, IRRELEVANT, type KeptRelevance } from '../claims/relevance.ts';
import { neuronMaterial } from '../kernels/baselines/neuron-ablation.ts';
import { readNeurons } from '../kernels/baselines/neurons.ts';
import { askedOf, codesOfGroups, effectChanges, lossesOf } from '../kernels/effect/effect-evaluations.ts';
import { effectInputs } from '../kernels/effect/effect-inputs.ts';
import { planEffect, type StoredEffect } from '../kernels/effect/effect-plan.ts';
import { effectRows, memberRows } from '../kernels/effect/effect-rows.ts';
import { groupingRows } from '../kernels/effect/grouping-rows.ts';
import { NO_COORDINATES, referenceSources, type StoredCoordinates } from '../kernels/effect/reference-sources.ts';
import { promptWords } from '../kernels/matrix/prompt-matrix.ts';
import { ablationMaterial, readAblation } from '../kernels/relevance/ablation-shards.ts';
import type { CodeTable } from '../kernels/relevance/firing-features.ts';
import type { Member } from '../kernels/steering/members.ts';
import {
  type InterventionPlan,
  openInterventions,
  planInterventions,
  storedOutcomes,
} from '../kernels/steering/open-interventions.ts';
import type { RunPrompt } from '../kernels/steering/steered-prompts.ts';
import { type NodeMember, NodeMembers, type NodeParts, nodeParts, nodeRows } from '../kernels/units/node-members.ts';
import type { CooccurrenceStudy } from '../settings.ts';

interface Plan extends InterventionPlan, StoredEffect {
  readonly coordinates: StoredCoordinates;
  readonly members: NodeParts;
}

const settings = ({ seed, attribution, correlation, effect }: CooccurrenceStudy) => {
  const { bos, positions } = attribution;
  return { seed, bos, positions, mostPairs: correlation.most_pairs, permutations: effect.permutations };
};
const reads = {
  ...promptWords,
  task: rows<RunPrompt>('prompts_to_run'),
  clustered: rows<Member>('effect_cluster'),
  halves: rows<{ prompt_id: number; half: 'first' | 'second' }>('relevance_half'),
  relevance: rows<KeptRelevance>('verdict_relevance'),
  codes: columns<CodeTable>('codes'),
  nodes: rows<NodeMember>('node_member'),
  attributed: shards('attribute'),
  subject: subject(),
};

export const effect = sharded({
  name: 'effect',
  module: import.meta.url,
  label: 'clusters taken out',
  settings,
  reads,
  writes: ['cluster_effect', 'grouping', 'grouping_member'],
  async plan({ seed, bos, permutations, ...rule }, inputs, tools): Promise<Plan> {
    const { subject, clustered } = inputs;
    const skip = bos === 'exclude' && subject.sae.config.prependBos ? 1 : 0;
    const members = new NodeMembers(inputs.nodes);
    const ids = clustered.map(({ feature_id: id }) => id);
    const decoder = await nodeRows(subject.sae, ids, members);
    // Nothing can come of deals where the claim is not asked.
    const refusal = clustersMatter(inputs.relevance[0]) === false ? IRRELEVANT : null;
    const made = effectInputs({ ...inputs, decoder, members }, { ...rule, skip });
    const heldOut = made.prompts.map((row) => row.heldOut);
    const asked = { ...rule, skip, count: clustered.length, heldOut, threads: tools.threads };
    const others =
      clustered.length === 0 ? { references: [], coordinates: NO_COORDINATES } : await referenceSources(inputs, asked);
    const { references, coordinates } = others;
    const plan = { ...planEffect({ ...made, references }, { count: permutations, refusal }, seed), coordinates };
    const planned = planInterventions(subject, askedOf(plan), inputs.task.length, tools);
    return { ...planned, ...plan, members: nodeParts(plan.features, members) };
  },
  async material(_, inputs, { members, coordinates: { neurons } }, { threads }) {
    const own = neurons === null ? {} : neuronMaterial(await readNeurons(inputs, neurons, threads));
    return { ...(await ablationMaterial(inputs, codesOfGroups(inputs.codes, members.features))), ...own };
  },
  open: openEffect,
  collect({ seed }, { words, halves }, { plan, folder }, { note }) {
    if (halves.length === 0) {
      note('no prompts are held out, so no cluster can be asked of any');
      return { cluster_effect: [], grouping: [], grouping_member: [] };
    }
    const strata = words.map(({ stratum }) => stratum);
    const loss = lossesOf(plan, storedOutcomes(folder, plan));
    const grouping = groupingRows(plan, loss, seed);
    note(groupingSentence(grouping));
    return {
      cluster_effect: effectRows(plan, strata, loss),
      grouping,
      grouping_member: memberRows(plan),
    };
  },
});

async function openEffect(plan: Plan, material: Shard, engine: ShardEngine): Promise<ShardMaker> {
  const { steered, ...taken } = await readAblation(material, engine.subject, plan.members.features, plan.skip);
  const changes = effectChanges(plan, plan.members, taken, plan.coordinates);
  return await openInterventions(plan, changes, askedOf(plan), steered, engine);
}
