import { expect, it } from 'vitest';
import { name, stages } from '../../../pipeline/task/index.ts';

it('is what all analyses read: its prompts and their tokens, from files alone', () => {
  expect(name).toBe('task');
  expect(stages.flatMap(({ writes }) => writes).toSorted()).toEqual(['prompt', 'token']);
  for (const stage of stages)
    for (const { kind } of Object.values(stage.reads)) expect(['file', 'subject'], stage.name).toContain(kind);
});
