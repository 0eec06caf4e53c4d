import { expect, it } from 'vitest';
import { dictionary, UNREAD } from '../../../src/run/study/dictionary-settings.ts';
import { leavesOf } from '../../../src/run/study/leaf.ts';

it('nothing is both read and refused as not yet read', () => {
  const choices = new Map(
    leavesOf(dictionary.children).map(([key, { type }]) => [key, type.kind === 'choice' ? type.of : []]),
  );
  for (const [key, { all, names }] of Object.entries(UNREAD)) {
    expect(choices.has(key), key).toBe(!all);
    expect(names.filter((name) => choices.get(key)?.includes(name))).toEqual([]);
  }
});
