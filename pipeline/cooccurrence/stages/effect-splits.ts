/** Stage `effect-splits`: what stage `effect` asks, in every further split of the prompts into halves, without deals: one split may be lucky. */
import type { Shard } from '../../../src/run/shards.ts';
import { type ShardEngine, type ShardMaker, sharded } from '../../../src/run/stage.ts';
import { columns, rows, shards, subject } from '../../../src/run/stage-input.ts';
import { clustersMatter, type KeptRelevance } from '../claims/relevance.ts';
import { codesOfGroups } from '../kernels/effect/effect-evaluations.ts';
import { effectInputs } from '../kernels/effect/effect-inputs.ts';
import { planEffect } from '../kernels/effect/effect-plan.ts';
import {
  groupingSplitRows,
  planSplits,
  type StoredSplits,
  splitAskedOf,
  splitLosses,
  splitSentence,
} from '../kernels/effect/split-effects.ts';
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
import {
  type NodeMember,
  NodeMembers,
  type NodeParts,
  nodeParts,
  nodeRows,
  partsOf,
} from '../kernels/units/node-members.ts';
import type { CooccurrenceStudy } from '../settings.ts';

interface Plan extends InterventionPlan, StoredSplits {
  readonly members: NodeParts;
  /** Positions from 0 that nothing is taken out of. */
  readonly skip: number;
}

export const effectSplits = sharded({
  name: 'effect-splits',
  module: import.meta.url,
  label: 'clusters of further splits taken out',
  settings: ({ seed, attribution: { bos, positions }, correlation: { most_pairs: mostPairs } }: CooccurrenceStudy) => {
    return { seed, bos, positions, mostPairs };
  },
  reads: {
    ...promptWords,
    task: rows<RunPrompt>('prompts_to_run'),
    clustered: rows<Member & { split: string }>('effect_split_cluster'),
    halves: rows<{ split: string; prompt_id: number; half: 'first' | 'second' }>('effect_split_half'),
    relevance: rows<KeptRelevance>('verdict_relevance'),
    codes: columns<CodeTable>('codes'),
    nodes: rows<NodeMember>('node_member'),
    attributed: shards('attribute'),
    subject: subject(),
  },
  writes: ['grouping_split'],
  async plan({ seed, bos, ...rule }, inputs, tools): Promise<Plan> {
    const { subject } = inputs;
    const skip = bos === 'exclude' && subject.sae.config.prependBos ? 1 : 0;
    const members = new NodeMembers(inputs.nodes);
    const every = inputs.clustered.map(({ feature_id: id }) => id);
    const decoder = await nodeRows(subject.sae, [...new Set(every)], members);
    // Clusters that do not matter are asked nothing.
    const asks = clustersMatter(inputs.relevance[0]) !== false;
    const names = asks ? [...new Set(inputs.halves.map(({ split }) => split))] : [];
    const plans = names.map((split) => {
      const of = <Row extends { split: string }>(all: readonly Row[]): Row[] =>
        all.filter((row) => row.split === split);
      const own = { clustered: of(inputs.clustered), halves: of(inputs.halves), decoder, members };
      const made = { ...effectInputs({ ...inputs, ...own }, { ...rule, skip }), references: [] };
      return { split, plan: planEffect(made, { count: 0, refusal: 'deals are made in the first split' }, seed) };
    });
    const plan = planSplits(plans);
    const planned = planInterventions(subject, splitAskedOf(plan), inputs.task.length, tools);
    return { ...planned, ...plan, skip, members: nodeParts(plan.features, members) };
  },
  async material(_, inputs, { members }) {
    return await ablationMaterial(inputs, codesOfGroups(inputs.codes, members.features));
  },
  open: openSplits,
  collect(_, __, { plan, folder }, { note }) {
    const rows = groupingSplitRows(plan, splitLosses(plan, storedOutcomes(folder, plan)));
    note(splitSentence(rows));
    return { grouping_split: rows };
  },
});

async function openSplits(plan: Plan, material: Shard, engine: ShardEngine): Promise<ShardMaker> {
  const { steered, ablation } = await readAblation(material, engine.subject, plan.members.features, plan.skip);
  const changes = [[], ...plan.groups.map(({ features }) => features)];
  const taken = changes.map((features) => ablation.drop(partsOf(plan.members, features)));
  return await openInterventions(plan, taken, splitAskedOf(plan), steered, engine);
}
