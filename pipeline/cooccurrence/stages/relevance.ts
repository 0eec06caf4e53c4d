/**
 * Stage `relevance`: whether the selected and the clustered features matter for the task. Each set of features is kept alone and taken
 * out of the residual, on every prompt; random sets alike in activation mass on the prompts that did not find the clusters.
 */
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { aggregatePositions } from '../../../src/methods/attribution/positions.ts';
import type { Shard } from '../../../src/run/shards.ts';
import { type ShardEngine, type ShardMaker, sharded } from '../../../src/run/stage.ts';
import { columns, rows, shards, subject } from '../../../src/run/stage-input.ts';
import { keptRelevance, relevanceSentence } from '../claims/relevance.ts';
import { neuronMaterial } from '../kernels/baselines/neuron-ablation.ts';
import { promptWords } from '../kernels/matrix/prompt-matrix.ts';
import { ablationMaterial, readAblation } from '../kernels/relevance/ablation-shards.ts';
import { activeCodes, type CodeTable } from '../kernels/relevance/firing-features.ts';
import { baselineNeurons, neuronBaseline, relevanceBaselines } from '../kernels/relevance/relevance-baselines.ts';
import { evaluatedOn, evaluationsOf, relevanceChanges } from '../kernels/relevance/relevance-evaluations.ts';
import { planRelevance, type StoredRelevance } from '../kernels/relevance/relevance-plan.ts';
import { relevanceRows } from '../kernels/relevance/relevance-rows.ts';
import { setFacts } from '../kernels/relevance/set-facts.ts';
import { type Member, membersByCluster } from '../kernels/steering/members.ts';
import {
  type InterventionPlan,
  openInterventions,
  planInterventions,
  storedOutcomes,
} from '../kernels/steering/open-interventions.ts';
import type { RunPrompt } from '../kernels/steering/steered-prompts.ts';
import { countUnits, type UnitName, unitNames } from '../kernels/units/counted-units.ts';
import { type NodeMember, NodeMembers } from '../kernels/units/node-members.ts';
import { setUnits } from '../kernels/units/set-units.ts';
import type { CooccurrenceStudy } from '../settings.ts';

interface Plan extends InterventionPlan, StoredRelevance {}

const settings = ({ seed, cluster, attribution, correlation, relevance }: CooccurrenceStudy) => {
  const { bos, positions } = attribution;
  const { most_pairs: mostPairs } = correlation;
  return { seed, algorithm: cluster.algorithm, bos, positions, mostPairs, randomSets: relevance.random_sets };
};
const reads = {
  ...promptWords,
  task: rows<RunPrompt>('prompts_to_run'),
  clustered: rows<Member>('kept_clusters'),
  selected: rows<{ feature_id: number }>('selected_feature'),
  halves: rows<{ prompt_id: number; half: 'first' | 'second' }>('relevance_half'),
  codes: columns<CodeTable>('codes'),
  units: rows<UnitName>('unit_of_feature'),
  nodes: rows<NodeMember>('node_member'),
  attributed: shards('attribute'),
  subject: subject(),
};

export const relevance = sharded({
  name: 'relevance',
  module: import.meta.url,
  label: 'features taken out',
  settings,
  reads,
  writes: ['relevance'],
  async plan({ seed, bos, randomSets, ...rule }, { task, subject, ...inputs }, tools): Promise<Plan> {
    const skip = bos === 'exclude' && subject.sae.config.prependBos ? 1 : 0;
    const members = new NodeMembers(inputs.nodes);
    const selected = members.all(inputs.selected.map(({ feature_id: id }) => id));
    const clusters = membersByCluster(members.clustered(inputs.clustered));
    const sets = planRelevance({ ...inputs, prompts: task.length, selected, clusters, skip }, randomSets, seed);
    const kept = [...clusters.values()].flat();
    const count = countUnits(kept, unitNames(inputs.units)) ?? kept.length;
    const asked = { ...sets, ...rule, count: kept.length, threads: tools.threads };
    const neurons = await neuronBaseline({ ...inputs, task, subject }, asked);
    const directions = relevanceBaselines({ ...inputs, task, subject }, { ...sets, count });
    const plan = { ...sets, baselines: [...directions, neurons] };
    return { ...planInterventions(subject, evaluatedOn(plan, plan.heldOut), task.length, tools), ...plan };
  },
  async material(_, inputs, { firing, baselines }, { threads }) {
    const neurons = neuronMaterial(await baselineNeurons(inputs, baselines, threads));
    return { ...(await ablationMaterial(inputs, activeCodes(inputs.codes, firing))), ...neurons };
  },
  open: openRelevance,
  async collect({ positions, mostPairs }, inputs, { plan, folder }, { note }) {
    const { task, words, codes, subject } = inputs;
    const { firing, skip } = plan;
    const lengths = task.map(({ n_tokens: length }) => length);
    const values = aggregatePositions(codes, { rule: positions, excludeFirst: skip === 1, lengths });
    const decoder = await decoderRows(subject.sae, firing);
    const unitOf = unitNames(inputs.units);
    // Those of largest attribution need not be selected, and then are in no unit of the table.
    const unitsOf = (ids: readonly number[]): number | null =>
      countUnits(ids, unitOf) ?? setUnits(ids, decoder, values, task.length, mostPairs)?.length ?? null;
    const rows = relevanceRows({
      plan,
      prompts: words.map(({ stratum }, p) => ({ stratum, heldOut: plan.heldOut[p] })),
      found: evaluationsOf(plan, plan.heldOut, storedOutcomes(folder, plan)),
      features: firing.length,
      width: subject.model.config.dModel,
      facts: setFacts(plan, unitsOf),
    });
    note(relevanceSentence(keptRelevance(rows)));
    return { relevance: rows };
  },
});

async function openRelevance(plan: Plan, material: Shard, engine: ShardEngine): Promise<ShardMaker> {
  const { steered, ...taken } = await readAblation(material, engine.subject, plan.firing, plan.skip);
  const on = evaluatedOn(plan, plan.heldOut);
  return await openInterventions(plan, relevanceChanges(plan, taken), on, steered, engine);
}
