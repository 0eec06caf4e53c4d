import { expect, it } from 'vitest';
import { taskContrasts } from '../../../src/engine/passes/task-contrasts.ts';
import { engineInputs, modelOracle, oracleContrast, wordOf } from '../../engine.ts';

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
