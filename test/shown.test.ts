import { expect, test } from 'vitest';
import { invisibleIn } from '../src/invisible.ts';
import { random } from '../src/random.ts';
import { PythonNumber, shown, shownSome } from '../src/shown.ts';

test('small values are shown as JSON, none as no value, words of Python with their line', () => {
  expect([3, 'a', null, true, [1, 2], { a: [1] }, undefined].map(shown)).toEqual([
    '3',
    '"a"',
    'null',
    'true',
    '[1,2]',
    '{"a":[1]}',
    'no value',
  ]);
  expect(shown(new PythonNumber('NaN', 12))).toBe('NaN (line 12)');
});

test('long, deep and unseen things are cut or written out', () => {
  expect(shown('a'.repeat(5000))).toHaveLength(120);
  expect(shown(Array.from({ length: 50 }, (_, i) => i))).toBe('[0,1,2,3,4,5,6,7,8,9,10,11,…]');
  expect(shown([[[[1]]]])).toBe('[[[…]]]');
  let deep: unknown = 1;
  for (let i = 0; i < 100_000; i++) deep = [deep];
  expect(shown(deep)).toBe('[[[…]]]');
  expect(shown('\u001b[31m\u200b\u202e\u0085')).toBe('"\\u{1b}[31m\\u{200b}\\u{202e}\\u{85}"');
  expect(shown('é日🙂')).toBe('"é日🙂"');
});

test('of many names some, and how many more', () => {
  expect(shownSome(['a', 'b'])).toBe('"a", "b"');
  expect(shownSome(['a', 'b', 'c'], 2)).toBe('"a", "b" and 1 more');
});

test('a text is quoted without a character that nobody sees, cut before its quotes or an escape would be', () => {
  const rng = random(2, 'quoted');
  for (let round = 0; round < 2000; round++) {
    const text = Array.from({ length: rng.integer(200) }, () => String.fromCodePoint(rng.integer(0x11000))).join('');
    const own = shown(text);
    expect(invisibleIn(own.replaceAll(' ', '_'))).toEqual([]);
    expect(own.length).toBeLessThanOrEqual(120);
    expect(own).toMatch(/^"([^"\\]|\\["\\nrt]|\\u\{[0-9a-f]+\})*"$/u);
  }
  expect(shown('a"b\\\n\u001b')).toBe('"a\\"b\\\\\\n\\u{1b}"');
});
