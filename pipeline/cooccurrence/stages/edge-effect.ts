/**
 * Stage `edge-effect`: whether edges are causal. One end of a sample of edges is taken out by mean ablation, as in stage `relevance`, and
 * the gradient taken again: what that changes of the other end's attribution, its code kept, beside pairs without an edge.
 */
import { openWeightBytes } from '../../../src/engine/passes/resident-weights.ts';
import { batchBytes } from '../../../src/memory-budget.ts';
import { positionsWithin } from '../../../src/methods/attribution/attribute.ts';
import type { Shard } from '../../../src/run/shards.ts';
import { type ShardPlan, sharded } from '../../../src/run/stage.ts';
import { columns, row, rows, shards, subject } from '../../../src/run/stage-input.ts';
import { drawPairs, type PairColumns } from '../kernels/edge-effect/draw-pairs.ts';
import { planEdgeEffect, type StoredEdgeEffect } from '../kernels/edge-effect/edge-effect-plan.ts';
import { edgeEffectRows } from '../kernels/edge-effect/edge-effect-rows.ts';
import { cellMaterial, openEdgeEffects } from '../kernels/edge-effect/edge-effect-shards.ts';
import { edgeEffectSentence, edgeEffectSummary } from '../kernels/edge-effect/edge-effect-summary.ts';
import { targetCells } from '../kernels/edge-effect/target-cells.ts';
import { codesOfGroups } from '../kernels/effect/effect-evaluations.ts';
import { promptWords } from '../kernels/matrix/prompt-matrix.ts';
import { readGradients } from '../kernels/nulls/read-gradients.ts';
import { ablationMaterial } from '../kernels/relevance/ablation-shards.ts';
import type { CodeTable } from '../kernels/relevance/firing-features.ts';
import type { RunPrompt } from '../kernels/steering/steered-prompts.ts';
import { type UnitName, unitNames } from '../kernels/units/counted-units.ts';
import { type NodeMember, NodeMembers } from '../kernels/units/node-members.ts';
import type { CooccurrenceStudy } from '../settings.ts';

interface Plan extends ShardPlan, StoredEdgeEffect {}

export const edgeEffect = sharded({
  name: 'edge-effect',
  module: import.meta.url,
  label: 'one end of an edge taken out',
  settings: ({ seed, attribution: { bos, positions }, edge_effect }: CooccurrenceStudy) => {
    return { seed, bos, positions, ...edge_effect };
  },
  reads: {
    ...promptWords,
    task: rows<RunPrompt>('prompts_to_run'),
    candidates: rows<{ feature_id: number; size: number }>('edge_effect_node'),
    nodes: rows<NodeMember>('node_member'),
    edges: columns<PairColumns>('network_edge'),
    correlations: columns<PairColumns>('network_correlation'),
    scope: row<{ stored_from: number }>('correlation_scope'),
    codes: columns<CodeTable>('codes'),
    units: rows<UnitName>('unit_of_feature'),
    attributed: shards('attribute'),
    subject: subject(),
  },
  writes: ['edge_effect', 'edge_effect_summary'],
  plan({ seed, bos, sources, targets }, inputs, { memoryBytes }): Plan {
    const { subject, task, candidates, edges, correlations, scope, units } = inputs;
    const members = new NodeMembers(inputs.nodes);
    const sizes = new Map(candidates.map(({ feature_id: id, size }) => [id, size]));
    const network = { sizes, edges, correlations, storedFrom: scope.stored_from, unitOf: unitNames(units) };
    const drawn = drawPairs(network, { sources, targets, seed });
    const skip = bos === 'exclude' && subject.sae.config.prependBos ? 1 : 0;
    const most = positionsWithin(batchBytes(memoryBytes, openWeightBytes(subject)), subject);
    return {
      ...planEdgeEffect(drawn, (node) => members.of(node), { skip, most }),
      sizes: drawn.map(() => task.length),
    };
  },
  async material({ positions: rule }, inputs, { features, skip }): Promise<Shard> {
    const { task, codes, attributed, subject } = inputs;
    const lengths = task.map(({ n_tokens: length }) => length);
    const { sae, centering } = subject;
    const { values } = readGradients(attributed, lengths, { config: sae.config, center: centering.center });
    const cells = targetCells(codes, features, { rule, excludeFirst: skip === 1, lengths });
    return { ...(await ablationMaterial(inputs, codesOfGroups(codes, features))), ...cellMaterial(cells, values) };
  },
  open: (plan: Plan, material, engine) => openEdgeEffects(plan, material, engine),
  collect({ seed, sources }, { units }, { plan, folder }, { note }) {
    if (sources > 0 && plan.sources.length === 0)
      note('no edge has a pair without one beside it, of the same feature and alike in size');
    const found = edgeEffectRows(
      plan.sources,
      plan.sources.map((_, index) => folder.read(index)),
    );
    const summary = edgeEffectSummary(found, unitNames(units), seed);
    const sentence = edgeEffectSentence(summary);
    if (sentence !== undefined) note(sentence);
    return { edge_effect: found, edge_effect_summary: summary };
  },
});
