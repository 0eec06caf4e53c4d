import { expect, it } from 'vitest';
import * as door from '../../../pipeline/cooccurrence/index.ts';

it('needs a task with answers, and is one instance a dictionary', () => {
  expect(door.needs).toEqual({ task: true, answers: true, dictionaries: 'each' });
});

it('names each of its stages once', () => {
  const names = door.stages.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('network');
});
