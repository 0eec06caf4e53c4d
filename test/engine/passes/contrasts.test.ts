import { describe, expect, it } from 'vitest';
import { promptContrasts, taskContrasts, unembeddingRows } from '../../../src/engine/passes/contrasts.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, MODEL_NAMES, modelOracle, oracleContrast, wordOf } from '../../engine.ts';
import { generate } from '../../generated.ts';

const answers = modelOracle.answers.map((token) => ({ word: wordOf(token), token }));
const foils = modelOracle.foils.map((token) => ({ word: wordOf(token), token }));

describe('promptContrasts', () => {
  it('are differences of unembedding rows, tied or separate', async () => {
    for (const model of MODEL_NAMES.slice(0, 2)) {
      const inputs = await engineInputs({ model });
      expect(await promptContrasts(inputs.model, answers, foils)).toEqual(oracleContrast(inputs, [0, 1, 2, 3, 4]));
    }
  });
  it('stand against the mean of the other answers where a prompt has no foil', async () => {
    const inputs = await engineInputs();
    const u = await promptContrasts(
      inputs.model,
      answers,
      answers.map(() => null),
    );
    const rows = generate('wte.weight', [48, 16], { step: 2 ** -8 });
    const row = (token: number): Float32Array => rows.subarray(token * 16, (token + 1) * 16);
    // Distinct answers are tokens 36, 33, 31 and 40; the first prompt's is 36.
    const expected = Array.from(row(36), (value, d) => value - (row(33)[d]! + row(31)[d]! + row(40)[d]!) / 3);
    expectWithin(u.subarray(0, 16), expected, 1e-6, 'first prompt');
  });
});

describe('unembeddingRows', () => {
  it('are those of wte.weight where it is tied, and of lm_head.weight where it is not, each once', async () => {
    for (const [model, name] of [
      [MODEL_NAMES[0]!, 'wte.weight'],
      [MODEL_NAMES[1]!, 'lm_head.weight'],
    ] as const) {
      const inputs = await engineInputs({ model, dtype: 'BF16' });
      const rows = await unembeddingRows(inputs.model, [40, 3, 40]);
      const all = generate(name, [48, 16], { step: 2 ** -8 });
      expect([...rows.keys()]).toEqual([40, 3]);
      expect(rows.get(3)).toEqual(all.slice(3 * 16, 4 * 16));
      expect(rows.get(40)).toEqual(all.slice(40 * 16, 41 * 16));
    }
  });
  it('refuses a token outside the vocabulary', async () => {
    const inputs = await engineInputs();
    await expect(unembeddingRows(inputs.model, [48])).rejects.toThrow(RangeError);
    await expect(unembeddingRows(inputs.model, [-1])).rejects.toThrow(RangeError);
  });
});

describe('taskContrasts', () => {
  const { answers, foils } = modelOracle;
  const task = [0, 1, 2].map((i) => ({
    prompt_id: 10 + i,
    answer: wordOf(answers[i]),
    answer_token: answers[i],
    foil: wordOf(foils[i]),
    foil_token: foils[i],
  }));

  it('gives the contrast of a prompt by its id', async () => {
    const inputs = await engineInputs();
    const contrastOf = await taskContrasts(inputs.model, task);
    for (const i of [2, 0, 1]) expect(contrastOf(10 + i)).toEqual(oracleContrast(inputs, [i]));
    expect(() => contrastOf(3)).toThrow('prompt 3 is not of the task');
  });

  it('stands a prompt without a foil against the mean of the other answers', async () => {
    const inputs = await engineInputs();
    const contrastOf = await taskContrasts(inputs.model, [
      { ...task[0], foil: null, foil_token: null },
      task[1],
      task[2],
    ]);
    expect(contrastOf(11)).toEqual(oracleContrast(inputs, [1]));
    expect(contrastOf(10)).not.toEqual(oracleContrast(inputs, [0]));
  });
});
