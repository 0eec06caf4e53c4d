/**
 * Stage `interaction`: removes the kept features exactly, alone and in pairs, and stores what a pair does beyond its members, beside
 * control pairs with the same first-order effects and Gram matrix. A killed run continues with the shards that are missing; stage
 * `summarise` reads the damage per prompt from them.
 */

import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { sourceFiles } from '../../../src/engine/hub/sources.ts';
import { openSubject } from '../../../src/engine/passes/subject.ts';
import { openControl } from '../../../src/methods/intervention/removal/controls.ts';
import { interactions } from '../../../src/methods/intervention/removal/indices.ts';
import { type PairPool, pairPool } from '../../../src/methods/intervention/removal/removal-pairs.ts';
import { interactionPlan, removals } from '../../../src/methods/intervention/removal/removal-plan.ts';
import { sharePrefixes } from '../../../src/methods/intervention/shared-prefixes.ts';
import { unitScales } from '../../../src/methods/intervention/unit-scales.ts';
import { openShards } from '../../../src/run/shards.ts';
import type { Stage, StageContext } from '../../../src/run/stage.ts';
import { byColumn } from '../../../src/run/tables/by-column.ts';
import { actingPrompts, everyRemoval, removalPrompts } from '../kernels/interaction/active-prompts.ts';
import { PAIR_COLUMNS, pairRows } from '../kernels/interaction/interaction-rows.ts';
import { readPairCorrelations } from '../kernels/matrix/read-pair-correlations.ts';
import { readGradients } from '../kernels/nulls/read-gradients.ts';
import { readSteeredPrompts } from '../kernels/steering/read-steered-prompts.ts';
import { runInterventions } from '../kernels/steering/run-interventions.ts';
import { keptPrompts, type RunPrompt } from '../kernels/steering/steered-subset.ts';
import type { CorrelationPair } from '../kernels/summary/mean-similarity.ts';

interface Member {
  readonly feature_id: number;
  readonly cluster: number;
}

export const interaction: Stage = {
  name: 'interaction',
  reads: ['prompt', 'token', 'prompt_feature', 'cluster', 'correlation', 'correlation_scope'],
  after: ['attribute'],
  writes: ['interaction'],
  parameters: ({ seed, sae, cluster, steering, interaction: own }) => {
    const { positions, prompts } = steering;
    const { algorithm } = cluster;
    return { seed, center: sae.center, algorithm, positions, prompts, ...own };
  },
  files: sourceFiles,
  async run(context) {
    const { study, tables, note } = context;
    const { algorithm } = study.cluster;
    const members = await tables.query<Member>('kept_clusters', { algorithm });
    members.sort((a, b) => a.feature_id - b.feature_id);
    const clusters = members.map(({ cluster }) => cluster);
    const pool = pairPool(clusters, study.interaction.pairs, study.seed);
    const task = await tables.query<RunPrompt>('prompts_to_run');
    const prompts = keptPrompts(task, study.steering.prompts);
    if (pool.pairs.length === 0 || prompts.length === 0) {
      const why = prompts.length === 0 ? 'no prompt is steered' : 'fewer than two features are in kept clusters';
      note(study.interaction.pairs === 0 ? 'interaction.pairs is 0: no pair is removed' : why);
      await tables.replace('interaction', byColumn(PAIR_COLUMNS, []));
      return;
    }
    const found = await removePairs(context, members, pool, task, prompts);
    const stored = await tables.query<CorrelationPair>('interaction_r', { algorithm });
    const ids = members.map(({ feature_id }) => feature_id);
    const correlations = await readPairCorrelations(context, ids, stored);
    const r = new Map(correlations.map(({ feature_a, feature_b, r }) => [`${feature_a}/${feature_b}`, r]));
    await tables.replace('interaction', byColumn(PAIR_COLUMNS, pairRows(pool.pairs, members, found, r)));
    const kind = pool.exhaustive ? 'every pair' : 'a sample';
    note(
      `${pool.pairs.length} pairs of ${members.length} features (${kind}), noise floor ${found.noiseFloor.toExponential(1)} logits`,
    );
  },
};

async function removePairs(
  context: StageContext,
  members: readonly Member[],
  pool: PairPool,
  task: readonly RunPrompt[],
  prompts: readonly RunPrompt[],
) {
  const { study, out, threads, note } = context;
  const inputs = await openSubject(study);
  const featureIds = members.map(({ feature_id: id }) => id);
  const rows = await decoderRows(inputs.sae, featureIds);
  const directions = featureIds.map((id) => rows.get(id) ?? new Float32Array(0));
  const kept = prompts.map(({ prompt_id: id }) => id);
  const attributed = openShards(out, 'attribute', context.hashOf('attribute'));
  const steered = sharePrefixes(
    readSteeredPrompts(attributed, kept, new Set(featureIds)),
    prompts.map(({ tokens }) => tokens),
  );
  const sae = { config: inputs.sae.config, center: inputs.centering.center };
  const lengths = task.map(({ n_tokens: length }) => length);
  const gradients = readGradients(attributed, lengths, sae);
  const gradientAt = (prompt: number, position: number): Float32Array => {
    const row = (gradients.firstRow[kept[prompt] ?? -1] ?? 0) + position;
    return gradients.values.subarray(row * gradients.width, (row + 1) * gradients.width);
  };
  const controls = Array.from({ length: study.interaction.controls }, (_, k) =>
    openControl(directions, gradientAt, study.seed, k),
  );
  const plan = interactionPlan(members.length, pool, controls.length);
  const scales = unitScales(steered, sae);
  const { positions } = study.steering;
  const hasBos = inputs.sae.config.prependBos;
  const from = { prompts: steered, scales, featureIds, directions, positions, hasBos };
  const changes = removals(plan, from, controls);
  const acting = actingPrompts(from);
  const on = removalPrompts(plan, acting, kept.length);
  const stored = { plan, kept, acting };
  const folder = (part?: object) => openShards(out, 'interaction', context.hash, part && { ...part, ...stored });
  const run = { inputs, task, prompts, steered, changes, on, label: 'removed features', threads, folder };
  const { logitDiff } = await runInterventions({
    ...run,
    memoryBytes: context.memoryBytes,
    progress: context.progress,
  });
  const evaluations = logitDiff.length.toLocaleString('en');
  note(`${changes.length} removals on ${kept.length} prompts, where they change something: ${evaluations} evaluations`);
  return interactions(plan, everyRemoval(plan, acting, kept.length, logitDiff), kept.length);
}
