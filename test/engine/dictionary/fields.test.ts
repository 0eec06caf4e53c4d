import { expect, test } from 'vitest';
import { Fields } from '../../../src/engine/dictionary/fields.ts';

const fields = new Fields({ n: 3, yes: true, word: 'a', nothing: null }, 'cfg.json');

test('values of the right kind, with null as absent', () => {
  expect(fields.count('n')).toBe(3);
  expect(fields.flag('yes', false)).toBe(true);
  expect(fields.flag('nothing', true)).toBe(true);
  expect(fields.text('word', null)).toBe('a');
  expect(fields.text('absent', 'b')).toBe('b');
  expect(fields.oneOf('word', ['a', 'b'])).toBe('a');
  expect(fields.oneOf('absent', ['a', 'b'], 'b')).toBe('b');
});

test('values of the wrong kind name the key', () => {
  expect(() => fields.count('word')).toThrow(/cfg\.json: word: "a", expected a whole number/);
  expect(() => fields.count('nothing')).toThrow(/nothing: null/);
  expect(() => fields.flag('n', false)).toThrow(/n: 3, expected true or false/);
  expect(() => fields.text('n', null)).toThrow(/n: 3, expected a text/);
  expect(() => fields.oneOf('word', ['b'])).toThrow(/word: "a", expected one of b/);
  expect(() => fields.oneOf('absent', ['b'])).toThrow(/absent: no value/);
});
