/**
 * Stage `direct`: removes every kept feature exactly, alone, and stores what that does in total, with later attention and normalisation
 * held, and along the residual stream alone: where the total is the smaller, the rest of the model repairs what is lost.
 */

import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { sourceFiles } from '../../../src/engine/hub/sources.ts';
import { openSubject } from '../../../src/engine/passes/subject.ts';
import { taskContrasts } from '../../../src/engine/passes/task-contrasts.ts';
import { directEffects } from '../../../src/methods/intervention/direct/direct-effects.ts';
import { touched } from '../../../src/methods/intervention/modes.ts';
import { removal } from '../../../src/methods/intervention/removal/removal.ts';
import { sharePrefixes } from '../../../src/methods/intervention/shared-prefixes.ts';
import { unitScales } from '../../../src/methods/intervention/unit-scales.ts';
import { openShards } from '../../../src/run/shards.ts';
import type { Stage } from '../../../src/run/stage.ts';
import { byColumn } from '../../../src/run/tables/by-column.ts';
import { EFFECT_COLUMNS, effectRows, REPAIR_COLUMNS } from '../kernels/direct/direct-rows.ts';
import { type RepairRow, selfRepair } from '../kernels/direct/self-repair.ts';
import { readSteeredPrompts } from '../kernels/steering/read-steered-prompts.ts';
import { keptPrompts, type RunPrompt } from '../kernels/steering/steered-subset.ts';

interface Member {
  readonly feature_id: number;
  readonly cluster: number;
}

export const direct: Stage = {
  name: 'direct',
  reads: ['prompt', 'token', 'cluster'],
  after: ['attribute'],
  writes: ['direct_effect', 'self_repair'],
  parameters: ({ seed, sae, cluster, steering: { positions, prompts } }) => {
    return { seed, center: sae.center, algorithm: cluster.algorithm, positions, prompts };
  },
  files: sourceFiles,
  async run({ study, tables, out, hashOf, threads, memoryBytes, progress, note }) {
    const { positions, prompts: which } = study.steering;
    const members = await tables.query<Member>('kept_clusters', { algorithm: study.cluster.algorithm });
    members.sort((a, b) => a.feature_id - b.feature_id);
    const task = await tables.query<RunPrompt>('prompts_to_run');
    const steered = keptPrompts(task, which);
    const kept = steered.map(({ prompt_id: id }) => id);
    if (members.length === 0 || kept.length === 0) {
      await tables.replace('direct_effect', byColumn(EFFECT_COLUMNS, []));
      await tables.replace('self_repair', byColumn(REPAIR_COLUMNS, []));
      note(kept.length === 0 ? 'no prompt is steered' : 'no feature is in a kept cluster');
      return;
    }

    const inputs = await openSubject(study);
    const featureIds = members.map(({ feature_id: id }) => id);
    const rows = await decoderRows(inputs.sae, featureIds);
    const directions = featureIds.map((id) => rows.get(id) ?? new Float32Array(0));
    const attributed = openShards(out, 'attribute', hashOf('attribute'));
    const prompts = sharePrefixes(
      readSteeredPrompts(attributed, kept, new Set(featureIds)),
      steered.map(({ tokens }) => tokens),
    );
    const scales = unitScales(prompts, { config: inputs.sae.config, center: inputs.centering.center });
    const hasBos = inputs.sae.config.prependBos;
    const from = { prompts, scales, featureIds, directions, positions, hasBos };
    const acts = (feature: number, prompt: number): boolean => {
      const code = prompts[prompt].codes.get(featureIds[feature]);
      return code !== undefined && touched(positions, code.length, hasBos).some((t) => code[t] !== 0);
    };
    const contrastOf = await taskContrasts(inputs.model, task);
    const bar = progress('direct effects', kept.length);
    const effects = await directEffects({
      inputs,
      prompts,
      contrasts: kept.map(contrastOf),
      changes: featureIds.map((_, i) => removal(from, [i], 1)),
      acts,
      threads,
      memoryBytes,
      advance: () => bar.advance(),
    });
    bar.done();
    const active = featureIds.map((_, i) => kept.filter((_, prompt) => acts(i, prompt)).length);
    await tables.replace('direct_effect', byColumn(EFFECT_COLUMNS, effectRows(members, effects, active)));
    const clusters = members.map(({ cluster }) => cluster);
    const repairs = selfRepair(effects, clusters, study.seed);
    await tables.replace('self_repair', byColumn(REPAIR_COLUMNS, repairs));
    const held = repairs.find(({ against, scope }) => against === 'frozen' && scope === 'all');
    if (held !== undefined) note(sentenceOf(held));
  },
};

function sentenceOf({ slope, low, high, status }: RepairRow): string {
  const fact = `total effects are ${slope.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}) of those with attention and normalisation held`;
  return status === 'smaller' ? `${fact}: the rest of the model repairs part of what is removed` : fact;
}
