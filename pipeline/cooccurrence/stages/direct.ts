/**
 * Stage `direct`: removes every kept feature exactly, alone, and stores what that does in total, with later attention or norms or both
 * held, and along the residual stream alone; and what its tangential part does with both held (radial.ts). The total of every prompt stands
 * in `removal`, beside its first order.
 */
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { unitScales } from '../../../src/engine/dictionary/unit-scale.ts';
import { taskContrasts } from '../../../src/engine/passes/contrasts.ts';
import { directEffects } from '../../../src/methods/intervention/direct/direct-effects.ts';
import { EFFECTS } from '../../../src/methods/intervention/direct/direct-graph.ts';
import { radialShare, tangential } from '../../../src/methods/intervention/direct/radial.ts';
import { touched } from '../../../src/methods/intervention/modes.ts';
import { removal } from '../../../src/methods/intervention/removal/removal.ts';
import { sharePrefixes } from '../../../src/methods/intervention/shared-prefixes.ts';
import { stage } from '../../../src/run/stage.ts';
import { columns, rows, shards, subject } from '../../../src/run/stage-input.ts';
import { effectRows } from '../kernels/direct/direct-rows.ts';
import { removalRows } from '../kernels/direct/removal-rows.ts';
import { repairSentence } from '../kernels/direct/repair-sentence.ts';
import { selfRepair } from '../kernels/direct/self-repair.ts';
import { activePrompts } from '../kernels/interaction/active-prompts.ts';
import type { CodeTable } from '../kernels/relevance/firing-features.ts';
import { type Member, membersById } from '../kernels/steering/members.ts';
import { rowsOf } from '../kernels/steering/set-directions.ts';
import { type RunPrompt, readSteeredPrompts, steeredPrompts } from '../kernels/steering/steered-prompts.ts';
import { countUnits, type UnitName, unitNames } from '../kernels/units/counted-units.ts';
import { type NodeMember, NodeMembers, nodeParts } from '../kernels/units/node-members.ts';
import { nodeCodes } from '../kernels/units/node-values.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const direct = stage({
  name: 'direct',
  module: import.meta.url,
  settings: ({ seed, cluster, steering: { positions, prompts } }: CooccurrenceStudy) => {
    return { seed, algorithm: cluster.algorithm, positions, prompts };
  },
  reads: {
    clustered: rows<Member>('kept_clusters'),
    task: rows<RunPrompt>('prompts_to_run'),
    units: rows<UnitName>('unit_of_feature'),
    codes: columns<CodeTable>('codes'),
    nodes: rows<NodeMember>('node_member'),
    attributed: shards('attribute'),
    subject: subject(),
  },
  writes: ['direct_effect', 'removal', 'self_repair'],
  async run({ seed, positions, prompts: which }, inputs, tools) {
    const { clustered, task, codes, attributed, subject } = inputs;
    const members = membersById(clustered);
    const steered = steeredPrompts(task, which);
    const steeredIds = steered.map(({ prompt_id: id }) => id);
    if (members.length === 0 || steeredIds.length === 0) {
      tools.note(steeredIds.length === 0 ? 'no prompt is steered' : 'no feature is in a kept cluster');
      return { direct_effect: [], removal: [], self_repair: [] };
    }

    const featureIds = members.map(({ feature_id: id }) => id);
    const nodes = new NodeMembers(inputs.nodes);
    const { features, parts } = nodeParts(featureIds, nodes);
    const decoder = await decoderRows(subject.sae, features);
    const prompts = sharePrefixes(
      readSteeredPrompts(attributed, steeredIds, new Set(features)),
      steered.map(({ tokens }) => tokens),
    );
    const scales = unitScales(prompts, { config: subject.sae.config, center: subject.centering.center });
    const hasBos = subject.sae.config.prependBos;
    const directions = rowsOf(decoder, features);
    const from = { prompts, scales, featureIds: features, parts, directions, positions, hasBos };
    const activeOn = activePrompts(from).map((own) => new Set(own));
    const acts = (feature: number, prompt: number): boolean => activeOn[feature].has(prompt);
    const { norm, dModel: width } = subject.model.config;
    const changes = featureIds.map((_, i) => removal(from, [i], 1));
    const contrastOf = await taskContrasts(subject.model, task);
    const bar = tools.progress('direct effects', 2 * steeredIds.length);
    const run = {
      ...{ inputs: subject, prompts, contrasts: steeredIds.map(contrastOf), acts },
      ...{ threads: tools.threads, memoryBytes: tools.memoryBytes, advance: () => bar.advance() },
    };
    const whole = await directEffects({ ...run, effects: EFFECTS, changes });
    const turned = changes.map((change) => tangential(prompts, norm, width, change));
    const { frozen } = await directEffects({ ...run, effects: ['frozen'], changes: turned });
    bar.done();
    const effects = { ...whole, tangential: frozen };

    const radial = changes.flatMap((change, feature) =>
      prompts.map(({ resid }, prompt) => {
        if (!acts(feature, prompt)) return Number.NaN;
        const changed = new Float32Array(resid.length);
        change(prompt, changed);
        return radialShare(resid, changed, norm, width);
      }),
    );
    const named = unitNames(inputs.units);
    const unitsOf = (places: readonly number[]): number | null =>
      countUnits(
        places.map((place) => featureIds[place]),
        named,
      );
    const active = featureIds.map((_, i) => steeredIds.filter((_, prompt) => acts(i, prompt)).length);
    const clusters = members.map(({ cluster }) => cluster);
    const repairs = selfRepair({ effects, radial: Float64Array.from(radial), clusters, unitsOf, seed });
    const sentence = repairSentence(repairs);
    if (sentence !== undefined) tools.note(sentence);
    const at = (prompt: number): readonly number[] => touched(positions, task[prompt].n_tokens, hasBos);
    const cells = removalRows({
      featureIds,
      promptIds: steeredIds,
      total: effects.total,
      codes: nodeCodes(codes, nodes),
      touched: at,
    });
    return { direct_effect: effectRows(members, effects, active), removal: cells, self_repair: repairs };
  },
});
