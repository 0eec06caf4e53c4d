/**
 * Stage `source`: what attribution adds. The network of the same features from their codes, on the task and on generic text, with as many edges;
 * how alike their clusters are, and how selective each network's are when they are taken out of held-out prompts.
 */
import type { Shard } from '../../../src/run/shards.ts';
import { type ShardEngine, type ShardMaker, sharded } from '../../../src/run/stage.ts';
import { columns, file, rows, shards, subject } from '../../../src/run/stage-input.ts';
import { askedOf, codesOfGroups, effectChanges, lossesOf } from '../kernels/effect/effect-evaluations.ts';
import { NO_COORDINATES } from '../kernels/effect/reference-sources.ts';
import { matrixInputs, promptWords, readMatrix } from '../kernels/matrix/prompt-matrix.ts';
import { studyStatistics, tooManyPairs } from '../kernels/nulls/study-options.ts';
import { ablationMaterial, readAblation } from '../kernels/relevance/ablation-shards.ts';
import type { CodeTable } from '../kernels/relevance/firing-features.ts';
import { genericCodes, taskCodes } from '../kernels/source/source-matrices.ts';
import { sourceNetworks } from '../kernels/source/source-networks.ts';
import { planSources, type StoredSources, sourceRows, sourceSentence } from '../kernels/source/source-plan.ts';
import {
  type InterventionPlan,
  openInterventions,
  planInterventions,
  storedOutcomes,
} from '../kernels/steering/open-interventions.ts';
import type { RunPrompt } from '../kernels/steering/steered-prompts.ts';
import { countUnits, type UnitName, unitNames } from '../kernels/units/counted-units.ts';
import { type NodeMember, NodeMembers, type NodeParts, nodeParts } from '../kernels/units/node-members.ts';
import type { CooccurrenceStudy } from '../settings.ts';

interface Plan extends InterventionPlan, StoredSources {
  readonly members: NodeParts;
}

const settings = ({ seed, attribution, correlation, network, cluster, sources }: CooccurrenceStudy) => {
  const { bos, positions } = attribution;
  return { seed, bos, positions, correlation, network, cluster, networks: sources.networks };
};
const reads = {
  ...matrixInputs,
  ...promptWords,
  task: rows<RunPrompt>('prompts_to_run'),
  halves: rows<{ prompt_id: number; half: 'first' | 'second' }>('relevance_half'),
  codes: columns<CodeTable>('codes'),
  units: rows<UnitName>('unit_of_feature'),
  nodes: rows<NodeMember>('node_member'),
  attributed: shards('attribute'),
  corpus: file(({ sources, corpus }: CooccurrenceStudy) => (sources.networks.includes('generic') ? corpus?.file : undefined)), // biome-ignore format: one line
  subject: subject(),
};

export const source = sharded({
  name: 'source',
  module: import.meta.url,
  label: 'clusters of other networks taken out',
  settings,
  reads,
  writes: ['network_source'],
  async plan({ seed, bos, positions, networks, ...rule }, inputs, tools): Promise<Plan> {
    const { subject, words, codes, halves, corpus } = inputs;
    const skip = bos === 'exclude' && subject.sae.config.prependBos ? 1 : 0;
    const half = new Map(halves.map((row) => [row.prompt_id, row.half]));
    const prompts = words.map(({ prompt_id: id, stratum, answer }) => {
      return { stratum, answer, heldOut: half.get(id) === 'second' };
    });
    const matrix = readMatrix(inputs);
    const { featureIds } = matrix;
    const asked = { features: [...featureIds], skip };
    const nodes = new NodeMembers(inputs.nodes);
    const members = nodeParts(asked.features, nodes);
    const refused = networks.length === 0 || featureIds.length === 0;
    if (refused || tooManyPairs(matrix.cols, rule.correlation.most_pairs) !== null)
      return { ...planInterventions(subject, [], 0, tools), ...planSources([], matrix, prompts, asked), members };
    const sources = { ...inputs, promptIds: matrix.promptIds, sizes: 0 };
    const { statistics } = studyStatistics({ seed, ...rule }, sources, tools.study);
    const lengths = words.map((row) => row.n_tokens);
    const codeRule = { rule: positions, excludeFirst: skip === 1, lengths };
    const made = {
      attribution: matrix,
      activation: networks.includes('activation') ? taskCodes(codes, featureIds, nodes, codeRule) : undefined,
      generic: networks.includes('generic') ? await genericCodes(subject, corpus, members, seed, tools) : undefined,
    };
    const finds = Int32Array.from(prompts.flatMap(({ heldOut }, p) => (heldOut ? [] : [p])));
    const found = sourceNetworks(made, halves.length === 0 ? null : finds, statistics);
    const plan = planSources(found, matrix, prompts, asked);
    return { ...planInterventions(subject, askedOf(plan), inputs.task.length, tools), ...plan, members };
  },
  material: (_, inputs, { members }) => ablationMaterial(inputs, codesOfGroups(inputs.codes, members.features)),
  open: openSources,
  collect({ networks, correlation }, { units, features }, { plan, folder }, { note }) {
    const refusal = tooManyPairs(features.feature_id.length, correlation.most_pairs);
    if (networks.length > 0 && refusal !== null) note(`no other networks: ${refusal}`);
    if (plan.networks.length === 0) return { network_source: [] };
    const counted = countUnits(plan.features, unitNames(units));
    const found = sourceRows(plan, counted, lossesOf(plan, storedOutcomes(folder, plan)));
    note(sourceSentence(found));
    return { network_source: found };
  },
});

async function openSources(plan: Plan, material: Shard, engine: ShardEngine): Promise<ShardMaker> {
  const { steered, ...taken } = await readAblation(material, engine.subject, plan.members.features, plan.skip);
  const changes = effectChanges(plan, plan.members, taken, NO_COORDINATES);
  return await openInterventions(plan, changes, askedOf(plan), steered, engine);
}
