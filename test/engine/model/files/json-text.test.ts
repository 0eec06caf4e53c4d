import { describe, expect, test } from 'vitest';
import { isRecord, JsonFault, parseJson } from '../../../../src/engine/model/files/json-text.ts';
import { random } from '../../../../src/random.ts';
import { PythonNumber } from '../../../../src/shown.ts';

const ITEMS = [1, -2.5, 1e9, 'a "b" \\ \n é', '', true, false, null];

/** A seeded value of a few levels. */
function value(rng: ReturnType<typeof random>, levels: number): unknown {
  const kind = levels === 0 ? 0 : rng.integer(3);
  if (kind === 0) return ITEMS[rng.integer(ITEMS.length)];
  const items = Array.from({ length: rng.integer(4) }, () => value(rng, levels - 1));
  return kind === 1 ? items : Object.fromEntries(items.map((item, i) => [['a', '__proto__', '', 'é'][i % 4], item]));
}

describe('JSON as Python writes it', () => {
  test('property: what JSON.parse reads is read alike, with NaN beside it too', () => {
    const rng = random(1, 'json');
    for (let i = 0; i < 300; i++) {
      const own = value(rng, 3);
      const text = JSON.stringify(own, null, i % 3);
      expect(parseJson(text)).toEqual(JSON.parse(text));
      const both = parseJson(`{"nan": NaN,\n"own": ${text}}`) as Record<string, unknown>;
      expect(both.own).toEqual(JSON.parse(text));
      expect(both.nan).toEqual(new PythonNumber('NaN', 1));
    }
  });

  test('its words become values that are no numbers and know their line', () => {
    expect(parseJson('{"a": NaN,\n "b": [-Infinity,\n Infinity]}')).toEqual({
      a: new PythonNumber('NaN', 1),
      b: [new PythonNumber('-Infinity', 2), new PythonNumber('Infinity', 3)],
    });
    expect([isRecord({}), isRecord([]), isRecord(null), isRecord(new PythonNumber('NaN', 1))]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    // Inside a text they are text.
    expect(parseJson('["NaN"]')).toEqual(['NaN']);
  });

  test.each([
    ['{"a": nan}', 'the word nan in line 1, column 7'],
    ['{"a": None}', 'the word None in line 1, column 7'],
    ["{'a': 1}", "' where a key in double quotes should be in line 1, column 2"],
    ['{"a": 1,\n}', '} where a key in double quotes should be in line 2, column 1'],
    ['{"a" 1}', '1 where : should be in line 1, column 6'],
    ['[1 2]', '2 where , or ] should be in line 1, column 4'],
    ['[1', 'the end of the file where , or ] should be in line 1, column 3'],
    ['', 'the end of the file where a value should be in line 1, column 1'],
    ['{} x', 'x after the end in line 1, column 4'],
    [
      '["a\nb"]',
      'a text that does not end or has a character that it may not where a value should be in line 1, column 2',
    ],
    ['[\u0007]', 'U+0007 where a value should be in line 1, column 2'],
    ['['.repeat(300), 'more than 200 levels of brackets in line 1, column 201'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'more than 200 levels of brackets in line 1, column 201'],
  ])('a fault is told with its place', (text, message) => {
    expect(() => parseJson(text)).toThrow(JsonFault);
    expect(() => parseJson(text)).toThrow(message);
  });
});
