import { expect, it } from 'vitest';
import {
  ablationMaterial,
  readAblation,
} from '../../../../../pipeline/cooccurrence/kernels/relevance/ablation-shards.ts';
import { meanAblation } from '../../../../../pipeline/cooccurrence/kernels/relevance/mean-ablation.ts';
import { slotsOf } from '../../../../../pipeline/cooccurrence/kernels/relevance/slots.ts';
import type { RunPrompt } from '../../../../../pipeline/cooccurrence/kernels/steering/steered-prompts.ts';
import { concatenated } from '../../../../../src/concatenated.ts';
import { decoderRows } from '../../../../../src/engine/dictionary/decoder-rows.ts';
import { unitScales } from '../../../../../src/engine/dictionary/unit-scale.ts';
import { decodeShard, encodeShard } from '../../../../../src/run/shard-file.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { temporaryFolder } from '../../../../engine/model/raw-safetensors.ts';
import { engineInputs, modelOracle, PLAIN, wordOf } from '../../../../engine.ts';

const IDS = [0, 1];
const task = IDS.map((id): RunPrompt => {
  const tokens = modelOracle.prompts[id]!;
  const [answer, foil] = [modelOracle.answers[id]!, modelOracle.foils[id]!];
  return {
    ...{ prompt_id: id, answer: wordOf(answer), answer_token: answer, foil: wordOf(foil), foil_token: foil },
    ...{ accepted_tokens: [answer], n_tokens: tokens.length, answer_rank: 0, tokens },
  };
});
const words = IDS.map(() => ({ template: 't' }));
const resids = IDS.map((id) => Float32Array.from(modelOracle.models[PLAIN]!.prompts[id]!.resid[1]!.flat()));
/** Features 3 and 5 by place; the first fires in prompt 0 alone. */
const CODES = {
  prompt: Int32Array.of(0, 1),
  position: Int32Array.of(1, 1),
  feature: Int32Array.of(0, 1),
  code: Float32Array.of(2, 3),
};

it('a shard takes out what the tables say, with the rows of the dictionary and the slots of the prompts', async () => {
  const subject = await engineInputs();
  const width = subject.model.config.dModel;
  const lengths = task.map((row) => row.n_tokens);
  const plan = { batches: [{ rows: IDS, lengths }] };
  const attributed = openShards(temporaryFolder(), 'attribute', 'h', plan);
  const list = (data: Int32Array | Float32Array) => ({ data, dims: [data.length] });
  const none = { row: list(new Int32Array()), position: list(new Int32Array()), feature: list(new Int32Array()), activation: list(new Float32Array()) }; // biome-ignore format: one line
  const resid = concatenated(Float32Array, resids);
  attributed.write(0, { resid: { data: resid, dims: [resid.length / width, width] }, ...none });

  const made = await ablationMaterial({ task, words, attributed, subject }, CODES);
  const material = decodeShard(encodeShard(made), 'x');
  const { steered, ablation } = await readAblation(material, subject, [3, 5], 1);
  expect(steered.prompts.map((prompt) => [...prompt.resid])).toEqual(resids.map((own) => [...own]));

  const decoder = await decoderRows(subject.sae, [3, 5]);
  const scales = unitScales(steered.prompts, { config: subject.sae.config, center: subject.centering.center });
  const expected = meanAblation({
    codes: CODES,
    slots: slotsOf(task.map(({ tokens }) => ({ tokens, template: 't' }))),
    rows: concatenated(Float32Array, [...decoder.values()]),
    width,
    prompts: steered.prompts.map(({ resid }, p) => ({ resid, scales: scales[p] })),
    skip: 1,
  });
  for (const prompt of IDS) {
    const [found, wanted] = [ablation, expected].map((own) => {
      const into = new Float32Array(resids[prompt].length);
      own.drop([0])(prompt, into);
      return into;
    });
    expect(found).toEqual(wanted);
    expect(found).not.toEqual(resids[prompt]);
  }
});
