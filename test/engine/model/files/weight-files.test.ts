import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSafetensors } from '../../../../src/engine/model/files/safetensors.ts';
import { readTensor } from '../../../../src/engine/model/files/tensor-values.ts';
import {
  openWeights,
  WEIGHTS,
  WEIGHTS_INDEX,
  weightFileNames,
} from '../../../../src/engine/model/files/weight-files.ts';
import { openModel } from '../../../../src/engine/model/model-files.ts';
import { StudyError } from '../../../../src/errors.ts';
import { temporaryFolder } from '../raw-safetensors.ts';
import { splitWeights, writeModel } from '../tiny-model.ts';

describe('weights in parts', () => {
  test('are the same model as in one file, each tensor pointing into its part', async () => {
    const [one, parts] = [await writeModel(), await writeModel()];
    await splitWeights(parts);
    expect(weightFileNames(parts)).toEqual(['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors']);
    const [whole, split] = [await openModel(one), await openModel(parts)];
    expect(split.weightsFiles).toEqual(weightFileNames(parts).map((name) => join(parts, name)));
    expect(new Set([...split.tensors.values()].map(({ file }) => file)).size).toBe(2);
    for (const [name, entry] of whole.tensors)
      expect(await readTensor(split.tensors.get(name)!)).toEqual(await readTensor(entry));
  });

  test('are not looked at where the one file is there too', async () => {
    const folder = await writeModel();
    writeFileSync(join(folder, WEIGHTS_INDEX), 'nonsense');
    expect((await openWeights(folder)).paths).toEqual([join(folder, WEIGHTS)]);
  });

  test('one that is missing, damaged or doubled is named', async () => {
    const folder = await writeModel();
    await splitWeights(folder);
    const [first, second] = weightFileNames(folder).map((name) => join(folder, name));
    const content = readFileSync(second);
    rmSync(second);
    await expect(openModel(folder)).rejects.toThrow(`${second}: no such file`);
    writeFileSync(second, content.subarray(0, content.length - 4));
    await expect(openModel(folder)).rejects.toThrow(/00002-of-00002\.safetensors: cut off at/);
    writeFileSync(second, readFileSync(first));
    await expect(openModel(folder)).rejects.toThrow(/index\.json: tensor \S+ in \S+ and in another part/);
  });

  test('a tensor in none of them is missing from the index', async () => {
    const folder = await writeModel();
    await splitWeights(folder);
    const [first] = weightFileNames(folder);
    renameSync(join(folder, first), join(folder, WEIGHTS_INDEX.replace('.index.json', '')));
    const { tensors } = await openSafetensors(join(folder, WEIGHTS));
    expect(tensors.size).toBeGreaterThan(0);
    await expect(openModel(folder)).rejects.toThrow(/model\.safetensors: no tensor/);
  });

  test.each([
    ['{', 'text that is not JSON (the end of the file where a key in double quotes should be in line 1, column 2)'],
    ['[]', 'JSON that is not an object'],
    ['{"weight_map": 3}', 'no weight_map'],
    ['<html>', 'a web page (HTML or XML)'],
    ['{"weight_map": {}}', 'files []'],
    ['{"weight_map": {"a": "../../../x.safetensors"}}', 'files ["../../../x.safetensors"]'],
    ['{"weight_map": {"a": 5}}', 'files [5]'],
    ['{"weight_map": {"a": "x.bin"}}', 'files ["x.bin"]'],
  ])('an index that names no files is refused: %s', (text, found) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, WEIGHTS_INDEX), text);
    const naming = (): unknown => weightFileNames(folder);
    expect(naming).toThrow(StudyError);
    expect(naming).toThrow(`${join(folder, WEIGHTS_INDEX)}: ${found}, expected a weight_map from tensors`);
  });

  test('a folder with neither form has none', () => {
    expect(weightFileNames(temporaryFolder())).toEqual([]);
  });
});
