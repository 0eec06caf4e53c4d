import { expect, test } from 'vitest';
import { Unreachable } from '../../../src/engine/hub/unreachable.ts';
import { StudyError } from '../../../src/errors.ts';

test('is a StudyError that keeps its cause and takes more to do', () => {
  const cause = new Error('cut');
  const first = new Unreachable({ where: 'x', found: 'nothing', expected: 'the file' }, { cause });
  expect(first).toBeInstanceOf(StudyError);
  expect(first.with('').message).toBe('x: nothing, expected the file.');
  const second = first.with('Wait.').with('Or go.');
  expect(second.message).toBe('x: nothing, expected the file. Wait. Or go.');
  expect(second.cause).toBe(cause);
});
