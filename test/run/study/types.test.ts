import { expect, it } from 'vitest';
import { choice, either, flag, list, number, path, text, whole } from '../../../src/run/study/types.ts';

it('a type is data: what may stand there, and nothing that runs', () => {
  expect(number({ above: 0, most: 1 })).toEqual({ kind: 'number', above: 0, most: 1 });
  expect(whole({ least: 1 })).toEqual({ kind: 'number', whole: true, least: 1 });
  expect(list(choice(['a', 'b']), 1)).toEqual({ kind: 'list', of: { kind: 'choice', of: ['a', 'b'] }, least: 1 });
  expect(either('true or auto', flag(), choice(['auto'])).kind).toBe('either');
  expect([text(), path()]).toEqual([{ kind: 'text' }, { kind: 'text', isPath: true }]);
});
