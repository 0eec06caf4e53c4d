/**
 * Stage `direct`: removes every kept feature exactly, alone, and stores what that does in total, with later attention and normalisation
 * held, and along the residual stream alone: where the total is the smaller, the rest of the model repairs what is lost.
 */
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { unitScales } from '../../../src/engine/dictionary/unit-scale.ts';
import { taskContrasts } from '../../../src/engine/passes/contrasts.ts';
import { directEffects } from '../../../src/methods/intervention/direct/direct-effects.ts';
import { touched } from '../../../src/methods/intervention/modes.ts';
import { removal } from '../../../src/methods/intervention/removal/removal.ts';
import { sharePrefixes } from '../../../src/methods/intervention/shared-prefixes.ts';
import { stage } from '../../../src/run/stage.ts';
import { rows, shards, subject } from '../../../src/run/stage-input.ts';
import { effectRows } from '../kernels/direct/direct-rows.ts';
import { type RepairRow, selfRepair } from '../kernels/direct/self-repair.ts';
import { type Member, membersById } from '../kernels/steering/members.ts';
import { rowsOf } from '../kernels/steering/set-directions.ts';
import { type RunPrompt, readSteeredPrompts, steeredPrompts } from '../kernels/steering/steered-prompts.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const direct = stage({
  name: 'direct',
  module: import.meta.url,
  settings: ({ seed, cluster: { algorithm }, steering: { positions, prompts } }: CooccurrenceStudy) => {
    return { seed, algorithm, positions, prompts };
  },
  reads: {
    clustered: rows<Member>('kept_clusters'),
    task: rows<RunPrompt>('prompts_to_run'),
    attributed: shards('attribute'),
    subject: subject(),
  },
  writes: ['direct_effect', 'self_repair'],
  async run({ seed, positions, prompts: which }, { clustered, task, attributed, subject }, tools) {
    const members = membersById(clustered);
    const steered = steeredPrompts(task, which);
    const steeredIds = steered.map(({ prompt_id: id }) => id);
    if (members.length === 0 || steeredIds.length === 0) {
      tools.note(steeredIds.length === 0 ? 'no prompt is steered' : 'no feature is in a kept cluster');
      return { direct_effect: [], self_repair: [] };
    }

    const featureIds = members.map(({ feature_id: id }) => id);
    const directions = rowsOf(await decoderRows(subject.sae, featureIds), featureIds);
    const prompts = sharePrefixes(
      readSteeredPrompts(attributed, steeredIds, new Set(featureIds)),
      steered.map(({ tokens }) => tokens),
    );
    const scales = unitScales(prompts, { config: subject.sae.config, center: subject.centering.center });
    const hasBos = subject.sae.config.prependBos;
    const from = { prompts, scales, featureIds, directions, positions, hasBos };
    const acts = (feature: number, prompt: number): boolean => {
      const code = prompts[prompt].codes.get(featureIds[feature]);
      return code !== undefined && touched(positions, code.length, hasBos).some((t) => code[t] !== 0);
    };
    const contrastOf = await taskContrasts(subject.model, task);
    const bar = tools.progress('direct effects', steeredIds.length);
    const effects = await directEffects({
      inputs: subject,
      prompts,
      contrasts: steeredIds.map(contrastOf),
      changes: featureIds.map((_, i) => removal(from, [i], 1)),
      acts,
      threads: tools.threads,
      memoryBytes: tools.memoryBytes,
      advance: () => bar.advance(),
    });
    bar.done();
    const active = featureIds.map((_, i) => steeredIds.filter((_, prompt) => acts(i, prompt)).length);
    const clusters = members.map(({ cluster }) => cluster);
    const repairs = selfRepair(effects, clusters, seed);
    const held = repairs.find(({ against, scope }) => against === 'frozen' && scope === 'all');
    if (held !== undefined) tools.note(sentenceOf(held));
    return { direct_effect: effectRows(members, effects, active), self_repair: repairs };
  },
});

function sentenceOf({ slope, low, high, status }: RepairRow): string {
  const fact = `total effects are ${slope.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}) of those with attention and normalisation held`;
  return status === 'smaller' ? `${fact}: the rest of the model repairs part of what is removed` : fact;
}
