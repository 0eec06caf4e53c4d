/**
 * Stage `next-token`: what the model says next with and without each feature of the kept clusters and each that carries the answer, on the
 * prompt where the feature is most active and at one dose (shown-factor.ts), by the study's own steering. To be read, not counted.
 */
import { allWeightBytes } from '../../../src/engine/passes/resident-weights.ts';
import { batchBytes } from '../../../src/memory-budget.ts';
import { steerByHand } from '../../../src/methods/intervention/by-hand.ts';
import { scaleOf } from '../../../src/methods/intervention/modes.ts';
import { stage } from '../../../src/run/stage.ts';
import { columns, rows, subject } from '../../../src/run/stage-input.ts';
import { type NextTokenRow, nextTokenRows } from '../kernels/next-token/next-token-rows.ts';
import { type DoseRow, shownFactor } from '../kernels/next-token/shown-factor.ts';
import { shownPrompts } from '../kernels/next-token/shown-prompt.ts';
import { adds } from '../kernels/steering/doses.ts';
import { type CodeRows, featureFacts } from '../kernels/steering/feature-facts.ts';
import { type RunPrompt, steeredPrompts } from '../kernels/steering/steered-prompts.ts';
import { type NodeMember, NodeMembers } from '../kernels/units/node-members.ts';
import { nodeCodes } from '../kernels/units/node-values.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const nextToken = stage({
  name: 'next-token',
  module: import.meta.url,
  settings: ({ steering }: CooccurrenceStudy) => {
    const { mode, base_factor, positions, prompts } = steering;
    return { mode, base_factor, positions, prompts };
  },
  reads: {
    task: rows<RunPrompt>('prompts_to_run'),
    shown: rows<{ feature_id: number }>('next_token_feature'),
    doses: rows<DoseRow>('next_token_dose'),
    codes: columns<CodeRows>('codes'),
    nodes: rows<NodeMember>('node_member'),
    subject: subject(),
  },
  writes: ['feature_next_token'],
  async run({ mode, base_factor, positions, prompts }, { task, shown, doses, codes, nodes, subject }, tools) {
    const ids = shown.map(({ feature_id: id }) => id);
    const promptIds = steeredPrompts(task, prompts).map(({ prompt_id: id }) => id);
    const factor = shownFactor(doses);
    if (factor === null || promptIds.length === 0) {
      tools.note('no single features were steered, so no next tokens are shown');
      return { feature_next_token: [] };
    }
    // Refuses a memory too small for the weights.
    batchBytes(tools.memoryBytes, allWeightBytes(subject));
    const hasBos = subject.sae.config.prependBos;
    const lengths = task.map(({ n_tokens: length }) => length);
    const facts = featureFacts(codes, lengths, hasBos);
    const members = new NodeMembers(nodes);
    const places = shownPrompts(ids, promptIds, nodeCodes(codes, members), hasBos ? 1 : 0);
    const tokenizer = await subject.tokenizer();
    const hand = steerByHand(subject, tools.threads);
    const progress = tools.progress('next tokens', ids.length);
    const unsteered = new Map<number, Float32Array>();
    const found: NextTokenRow[] = [];
    for (const feature of ids) {
      const { promptId, reason } = places.get(feature) ?? { promptId: promptIds[0], reason: null };
      const tokens = Int32Array.from(task[promptId].tokens);
      const before = unsteered.get(promptId) ?? (await hand.next(tokens, null));
      unsteered.set(promptId, before);
      const coefficient = factor * (adds(mode) ? base_factor : 1);
      const featureIds = members.of(feature);
      const scales = featureIds.map((id) => scaleOf(facts.get(id), undefined));
      const after = await hand.next(tokens, { featureIds, mode, coefficient, positions, scales });
      const push = { feature_id: feature, prompt_id: promptId, factor, reason };
      found.push(...nextTokenRows(push, { before, after }, (token) => tokenizer.decode([token]), subject.blankIds));
      progress.advance(1);
    }
    progress.done();
    await hand.release();
    tools.note(`${ids.length} features at factor ${factor}`);
    return { feature_next_token: found };
  },
});
