import { expect, it } from 'vitest';
import { StudyError } from '../../../src/errors.ts';
import { jsonValues } from '../../../src/run/user-file/json-values.ts';

const read = (text: string) => jsonValues(text, 'a.json', 'JSON', { item: 'item', whole: 'the value' });

it('reads an array, one value, or one a line, each with its place', () => {
  expect(read('[1, {"a": 2}]')).toEqual([
    { value: 1, place: 'item 1' },
    { value: { a: 2 }, place: 'item 2' },
  ]);
  expect(read(' {"a":\n 2}\n')).toEqual([{ value: { a: 2 }, place: 'the value' }]);
  for (const end of ['\n', '\r\n', '\r'])
    expect(read(`{"a": 1}${end}${end}[2]${end}`)).toEqual([
      { value: { a: 1 }, place: 'line 1' },
      { value: [2], place: 'line 3' },
    ]);
  expect(read('[]')).toEqual([]);
  expect(read('')).toEqual([]);
});

it('names the first line that is none', () => {
  for (const [text, line] of [
    ['{"a": 1}\n{"a": }\n', 2],
    ['[1, 2', 1],
    ['nothing', 1],
  ] as const) {
    expect(() => read(text)).toThrow(StudyError);
    expect(() => read(text)).toThrow(new RegExp(`^a\\.json: line ${line}: .*, which is not JSON, expected JSON`));
  }
});
