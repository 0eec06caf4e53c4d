import { expect, it } from 'vitest';
import { StudyError } from '../../../src/errors.ts';
import { below, complainOf } from '../../../src/run/study/complain.ts';

const complain = complainOf('s.yaml', (path) => path.join('/'));

it('names file and key, and is for the user to mend', () => {
  expect(() => complain(['a', 'b'], 'x', 'y', 'Do z.')).toThrow(StudyError);
  expect(() => complain(['a', 'b'], 'x', 'y', 'Do z.')).toThrow('s.yaml: a/b: x, expected y. Do z.');
});

it('below a key it takes paths from there', () => {
  const inner = below(below(complain, ['a']), ['b']);
  expect(() => inner(['c'], 'x', 'y')).toThrow('s.yaml: a/b/c: x, expected y.');
  expect(inner.keyOf(['c'])).toBe('a/b/c');
});
