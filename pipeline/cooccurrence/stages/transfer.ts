/**
 * Stage `transfer`: whether what a cluster does is about the task's wording, its subjects, or any text. Every kept cluster is taken out of
 * the task's prompts, of those of other files and of pieces of the generic text, all by mean ablation as in stage `relevance`.
 */
import type { Shard } from '../../../src/run/shards.ts';
import { type ShardEngine, type ShardMaker, sharded } from '../../../src/run/stage.ts';
import { file, files, rows, subject } from '../../../src/run/stage-input.ts';
import { readAblation } from '../kernels/relevance/ablation-shards.ts';
import type { Member } from '../kernels/steering/members.ts';
import {
  type InterventionPlan,
  openInterventions,
  planInterventions,
  storedOutcomes,
} from '../kernels/steering/open-interventions.ts';
import type { RunPrompt } from '../kernels/steering/steered-prompts.ts';
import { transferMaterial } from '../kernels/transfer/transfer-material.ts';
import {
  askedOf,
  planTransfer,
  type StoredTransfer,
  type TransferSources,
  targetsOf,
  transferChanges,
} from '../kernels/transfer/transfer-plan.ts';
import { transferRows } from '../kernels/transfer/transfer-rows.ts';
import { transferSentence } from '../kernels/transfer/transfer-sentence.ts';
import { type NodeMember, NodeMembers } from '../kernels/units/node-members.ts';
import type { CooccurrenceStudy } from '../settings.ts';

interface Plan extends InterventionPlan, StoredTransfer {}

const settings = ({ seed, cluster, attribution: { bos, contrast }, task: { answers } }: CooccurrenceStudy) => {
  return { seed, algorithm: cluster.algorithm, bos, contrast, answers };
};
const reads = {
  task: rows<RunPrompt>('prompts_to_run'),
  words: rows<TransferSources['words'][number]>('transfer_prompt'),
  clustered: rows<Member>('kept_clusters'),
  nodes: rows<NodeMember>('node_member'),
  taskFile: file(({ task }: CooccurrenceStudy) => task.file),
  files: files(({ transfer: { tasks } }: CooccurrenceStudy) => tasks),
  corpus: file(({ transfer, corpus }: CooccurrenceStudy) => (transfer.corpus ? corpus?.file : undefined)),
  subject: subject(),
};

export const transfer = sharded({
  name: 'transfer',
  module: import.meta.url,
  label: 'clusters taken out elsewhere',
  settings,
  reads,
  writes: ['cluster_transfer'],
  async plan({ bos, ...rule }, { taskFile = '', clustered, ...inputs }, tools): Promise<Plan> {
    const { subject } = inputs;
    const skip = bos === 'exclude' && subject.sae.config.prependBos ? 1 : 0;
    // Without a cluster nothing is read of the other files: there is nothing to take out of them.
    const targets = clustered.length === 0 ? [] : await targetsOf({ ...inputs, taskFile }, rule);
    const plan = planTransfer(targets, new NodeMembers(inputs.nodes).clustered(clustered), skip);
    const prompts = targets.reduce((sum, target) => sum + target.prompts.length, 0);
    return { ...planInterventions(subject, askedOf(plan), prompts, tools), ...plan };
  },
  material: ({ contrast, seed }, { subject }, { targets, features }, tools) =>
    transferMaterial(subject, targets, { contrast, seed, features }, tools),
  open: openTransfer,
  collect({ seed }, { clustered, files, corpus }, { plan, folder }, { note }) {
    if (files.length === 0 && corpus === undefined) return { cluster_transfer: [] };
    if (clustered.length === 0) {
      note('no cluster is kept, so none can be taken out of other prompts');
      return { cluster_transfer: [] };
    }
    const targets = plan.targets.map(({ kind, name, prompts }) => ({ kind, name, prompts: prompts.length }));
    const found = transferRows(targets, plan.clusters, storedOutcomes(folder, plan), seed);
    for (const { kind, name } of targets.slice(1)) note(transferSentence(found, kind, name));
    return { cluster_transfer: found };
  },
});

async function openTransfer(plan: Plan, material: Shard, engine: ShardEngine): Promise<ShardMaker> {
  const { steered, ablation } = await readAblation(material, engine.subject, plan.features, plan.skip);
  return await openInterventions(plan, transferChanges(plan, ablation), askedOf(plan), steered, engine);
}
