import { expect, it } from 'vitest';
import * as door from '../../../pipeline/task/index.ts';

const { name, stages } = door;

it('every study of a task runs it, and it can do without answers', () => {
  expect(door.implied).toBe(true);
  expect(door.needs).toEqual({ task: true, dictionaries: 'all' });
  expect(door.stages.map(({ name }) => name)).toContain('evaluate');
});

it('is what all analyses read: its prompts and their tokens, from files alone', () => {
  expect(name).toBe('task');
  expect(stages.flatMap(({ writes }) => writes).toSorted()).toEqual(['prompt', 'token']);
  for (const stage of stages)
    for (const { kind } of Object.values(stage.reads)) expect(['file', 'subject'], stage.name).toContain(kind);
});
