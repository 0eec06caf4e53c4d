import { expect, it } from 'vitest';
import { StudyError } from '../../../src/errors.ts';
import { toPlain } from '../../../src/run/tables/plain.ts';

it('numbers, texts, booleans and null stay as they are', () => {
  for (const value of [1.5, 'x', true, null]) expect(toPlain('here', value, 'refuse')).toBe(value);
});

it('a wide whole number is refused in our own queries and a number in free SQL', () => {
  expect(() => toPlain('sql/x.sql: column n', 3n, 'refuse')).toThrow(
    'sql/x.sql: column n: a BIGINT (3), expected a cast to INTEGER',
  );
  expect(toPlain('SQL', 3n, 'number')).toBe(3);
  expect(() => toPlain('SQL', 2n ** 60n, 'number')).toThrow(StudyError);
});

it('lists, structures and decimals become plain, inside one another too', () => {
  const decimal = { toDouble: () => 0.25 };
  expect(toPlain('x', { items: [{ entries: { a: 1n, d: decimal } }] }, 'number')).toEqual([{ a: 1, d: 0.25 }]);
});

it('anything else becomes its text', () => {
  expect(toPlain('x', { toString: () => '2020-01-02' }, 'refuse')).toBe('2020-01-02');
});
