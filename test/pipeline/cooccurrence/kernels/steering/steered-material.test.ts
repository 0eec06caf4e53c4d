import { beforeAll, describe, expect, it } from 'vitest';
import {
  readSteeredMaterial,
  steeredMaterial,
} from '../../../../../pipeline/cooccurrence/kernels/steering/steered-material.ts';
import type { RunPrompt } from '../../../../../pipeline/cooccurrence/kernels/steering/steered-prompts.ts';
import { unitScales } from '../../../../../src/engine/dictionary/unit-scale.ts';
import { taskContrasts } from '../../../../../src/engine/passes/contrasts.ts';
import type { Subject } from '../../../../../src/engine/passes/subject.ts';
import { sharePrefixes } from '../../../../../src/methods/intervention/shared-prefixes.ts';
import { decodeShard, encodeShard } from '../../../../../src/run/shard-file.ts';
import { engineInputs, modelOracle, PLAIN, wordOf } from '../../../../engine.ts';

const IDS = [0, 1, 2, 3];
const task = IDS.map((id): RunPrompt => {
  const tokens = modelOracle.prompts[id]!;
  const [answer, foil] = [modelOracle.answers[id]!, modelOracle.foils[id]!];
  return {
    ...{ prompt_id: id, answer: wordOf(answer), answer_token: answer, foil: wordOf(foil), foil_token: foil },
    ...{ accepted_tokens: id === 1 ? [answer, foil] : [answer] },
    ...{ n_tokens: tokens.length, answer_rank: 0, tokens },
  };
});
/** Two of the four prompts, of different lengths. */
const KEPT = [1, 2];

let subject: Subject;
beforeAll(async () => {
  subject = await engineInputs();
});

function read() {
  return KEPT.map((id) => {
    const resid = Float32Array.from(modelOracle.models[PLAIN]!.prompts[id]!.resid[1]!);
    const positions = modelOracle.prompts[id]!.length;
    const code = (feature: number) => Float32Array.from({ length: positions }, (_, t) => (t + id) * feature);
    return { resid, codes: new Map(id === 1 ? [[3, code(3)], [5, code(5)]] : [[5, code(5)]]) }; // biome-ignore format: one line
  });
}

describe('the material of steering', () => {
  it('comes back from its shard: residuals, codes, contrasts among the whole task, tokens of accepted answers', async () => {
    const steered = KEPT.map((id) => task[id]!);
    const shard = await steeredMaterial(subject, task, steered, read());
    const back = readSteeredMaterial(decodeShard(encodeShard(shard), 'x'), subject);
    const contrastOf = await taskContrasts(subject.model, task);
    const expected = sharePrefixes(
      read(),
      steered.map(({ tokens }) => tokens),
    );
    expect(back.prompts.map(({ resid }) => resid)).toEqual(expected.map(({ resid }) => resid));
    expect(back.prompts.map(({ codes }) => new Map(codes))).toEqual(expected.map(({ codes }) => new Map(codes)));
    expect([...back.contrasts]).toEqual(KEPT.flatMap((id) => [...contrastOf(id)]));
    expect(back.accepted).toEqual([[modelOracle.answers[1], modelOracle.foils[1]], [modelOracle.answers[2]]]);
  });

  it('has what one unit of code adds at each position, computed anew from the residuals', async () => {
    const steered = KEPT.map((id) => task[id]!);
    const { prompts } = readSteeredMaterial(await steeredMaterial(subject, task, steered, read()), subject);
    const scales = unitScales(prompts, { config: subject.sae.config, center: subject.centering.center });
    expect(prompts.map((prompt) => prompt.scales)).toEqual(scales);
  });

  it('is empty for no prompts', async () => {
    const back = readSteeredMaterial(await steeredMaterial(subject, task, [], []), subject);
    expect([back.prompts, back.accepted, back.contrasts.length]).toEqual([[], [], 0]);
  });
});
