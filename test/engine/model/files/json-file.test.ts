import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readJsonObject } from '../../../../src/engine/model/files/json-file.ts';
import { temporaryFolder, writeText } from '../raw-safetensors.ts';

const folder = temporaryFolder();
const read = (text: string): Promise<unknown> => readJsonObject(writeText(join(folder, 'x.json'), text), 'settings');

test('an object is read, with or without a byte order mark', async () => {
  expect(await read('{"a": 1}')).toEqual({ a: 1 });
  expect(await read('\uFEFF{"a": 1}')).toEqual({ a: 1 });
});

test('a missing file, broken JSON and another kind of value are refused by name', async () => {
  await expect(readJsonObject(join(folder, 'none.json'), 'settings')).rejects.toThrow(
    /none\.json: no such file, expected settings/,
  );
  await expect(read('{"a": ')).rejects.toThrow(
    /x\.json: text that is not JSON \(the end of the file where a value should be in line 1, column 7\), expected settings/,
  );
  for (const text of ['[1]', '3', 'null']) await expect(read(text)).rejects.toThrow(/JSON that is not an object/);
});

test('a folder in the place of a file is named as one', async () => {
  await expect(readJsonObject(folder, 'settings')).rejects.toThrow(/a folder, expected settings/);
});
