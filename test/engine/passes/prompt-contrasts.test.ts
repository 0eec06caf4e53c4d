import { describe, expect, it } from 'vitest';
import { promptContrasts } from '../../../src/engine/passes/prompt-contrasts.ts';
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
