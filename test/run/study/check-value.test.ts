import { expect, it } from 'vitest';
import { checkValue, didYouMean, show } from '../../../src/run/study/check-value.ts';
import { choice, either, flag, list, number, type Type, text, whole } from '../../../src/run/study/types.ts';

const positions = either('all, final or a list', choice(['all', 'final']), list(whole({ least: 0 }), 1));
const perSet = either('all or a whole number', choice(['all']), whole({ least: 2 }));

it.each<[Type, unknown]>([
  [number(), -2.5],
  [number({ least: 0, most: 1 }), 0],
  [number({ least: 0, most: 1 }), 1],
  [whole({ least: 2 }), 2],
  [flag(), false],
  [choice(['a', 'b']), 'b'],
  [text(), 'x'],
  [text({ pattern: /^\d+$/, expected: 'digits' }), '12'],
  [list(number()), []],
  [positions, 'final'],
  [positions, [0, 3]],
  [perSet, 2],
])('%j takes %j', (type, value) => {
  expect(checkValue(type, value)).toBeUndefined();
});

it.each<[Type, unknown, string]>([
  [number(), 'high', '"high", expected a number'],
  [number(), undefined, 'missing, expected a number'],
  [number(), null, 'null, expected a number'],
  [number(), Number.NaN, 'NaN, expected a number'],
  [number(), Number.POSITIVE_INFINITY, 'Infinity, expected a number'],
  [number({ least: 0 }), -1, '-1, expected a number of at least 0'],
  [number({ above: 0 }), 0, '0, expected a number above 0'],
  [number({ most: 1 }), 1.5, '1.5, expected a number of at most 1'],
  [number({ below: 1 }), 1, '1, expected a number below 1'],
  [whole({ least: 1 }), 2.5, '2.5, expected a whole number'],
  [flag(), 'maybe', '"maybe", expected true or false'],
  [text(), 3, '3, expected a text'],
  [text(), '', '"", expected a text that is not empty'],
  [text({ pattern: /^\d+$/, expected: 'digits' }), 'x', '"x", expected digits'],
  [choice(['pearson', 'cosine']), 'persaon', '"persaon", expected one of pearson, cosine. Did you mean pearson?'],
  [list(number()), 3, '3, expected a list'],
  [list(number(), 1), [], '[], expected at least 1 value'],
  [list(number()), [1, 'x'], '1: "x", expected a number'],
  [positions, 'last', '"last", expected all, final or a list'],
  [positions, [], '[], expected at least 1 value'],
  [positions, [-1], '0: -1, expected a number of at least 0'],
  [perSet, 1, '1, expected a number of at least 2'],
  [perSet, 'some', '"some", expected all or a whole number'],
])('%j refuses %j', (type, value, message) => {
  const fault = checkValue(type, value);
  const at = fault?.path.map((part) => `${part}: `).join('');
  expect(`${at}${fault?.found}, expected ${fault?.expected}${fault?.fix ? `. ${fault.fix}` : ''}`).toBe(message);
});

it('shows values as JSON, numbers as they are', () => {
  expect([show('a'), show([1]), show(Number.NaN), show(undefined)]).toEqual(['"a"', '[1]', 'NaN', 'missing']);
});

it('proposes a known word only where one is close', () => {
  expect([didYouMean('netwrok', ['network']), didYouMean('x', ['network'])]).toEqual([
    { fix: 'Did you mean network?' },
    {},
  ]);
});
