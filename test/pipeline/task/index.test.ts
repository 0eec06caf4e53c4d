import { expect, it } from 'vitest';
import * as door from '../../../pipeline/task/index.ts';

it('every study of a task runs it, and it can do without answers', () => {
  expect(door.implied).toBe(true);
  expect(door.needs).toEqual({ task: true, answers: false, dictionaries: 'all' });
  expect(door.stages.map(({ name }) => name)).toContain('evaluate');
});
