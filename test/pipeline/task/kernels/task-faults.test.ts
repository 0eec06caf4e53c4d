import { expect, it } from 'vitest';
import { taskFaults } from '../../../../pipeline/task/kernels/task-faults.ts';
import { judgeTask } from '../../../../pipeline/task/kernels/task-file.ts';
import { openSubject } from '../../../../src/engine/passes/subject.ts';
import { engineStudy } from '../../../engine.ts';

const study = (contrast: 'foil' | 'mean-of-others') => ({
  attribution: { contrast },
  task: { file: '/x/t.csv', answers: 'words' as const },
});
const TEXT = 'prompt,answer,foil\nab,m,j\nac ,m,j\nad,mm,j\nae,m,\n';

it('are those of the file, the contrast and the tokens together, by the number in the file', async () => {
  const subject = await openSubject(await engineStudy());
  const task = judgeTask(TEXT, 't.csv', 'words');
  const { faults, prompts } = await taskFaults(study('foil'), task, subject);
  expect(faults.map(({ row, found }) => [row, found.slice(0, 20)])).toEqual([
    [2, 'a prompt that ends i'],
    [4, 'no foil in row 4 of '],
    [3, '2 tokens for " mm": '],
  ]);
  expect(prompts.map((prompt) => prompt === null)).toEqual([false, true, false]);
});

it('are without those of tokens where no model can be opened', async () => {
  const task = judgeTask(TEXT, 't.csv', 'words');
  expect((await taskFaults(study('foil'), task, undefined)).faults.map(({ row }) => row)).toEqual([2, 4]);
});
