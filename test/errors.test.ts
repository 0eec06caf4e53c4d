import { expect, it } from 'vitest';
import { hasCode, StudyError } from '../src/errors.ts';

it('says where, what, the rule and the mend, in that order', () => {
  const error = new StudyError({
    where: 'a.yaml: seed',
    found: 'got "x"',
    expected: 'an integer',
    fix: 'Write seed: 1.',
  });
  expect(error.message).toBe('a.yaml: seed: got "x", expected an integer. Write seed: 1.');
  expect(new StudyError({ where: 'a', found: 'b', expected: 'c' }).message).toBe('a: b, expected c.');
});

it('recognises file system codes and nothing else', () => {
  expect(hasCode(Object.assign(new Error('x'), { code: 'ENOENT' }), 'ENOENT')).toBe(true);
  expect(hasCode(new Error('x'), 'ENOENT')).toBe(false);
  expect(hasCode('ENOENT', 'ENOENT')).toBe(false);
});
