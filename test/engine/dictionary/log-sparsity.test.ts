import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { liveOf, readLogSparsity } from '../../../src/engine/dictionary/log-sparsity.ts';
import { openSae } from '../../../src/engine/dictionary/sae-files.ts';
import { StudyError } from '../../../src/errors.ts';
import { random } from '../../../src/random.ts';
import { writeRaw } from '../model/raw-safetensors.ts';
import { writeSae } from '../model/tiny-model.ts';

const FEATURES = 12;
const folder = await writeSae();
const path = join(folder, 'sparsity.safetensors');
/** As no writer of ours would write it: any values. */
const write = async (values: readonly number[], name = 'sparsity'): Promise<void> => {
  const data = new Uint8Array(Float32Array.from(values).buffer);
  writeRaw(path, { [name]: { dtype: 'F32', shape: [values.length], data_offsets: [0, data.length] } }, data);
};
const sound = Array.from({ length: FEATURES }, (_, f) => -1 - f / 2);

test('a folder without the file has none; with it the values are those of the file', async () => {
  const sae = await openSae(await writeSae());
  expect(await readLogSparsity(sae)).toBeNull();
  await write(sound);
  expect(await readLogSparsity(await openSae(folder))).toEqual(Float32Array.from(sound));
});

test('another shape or another tensor is refused when the dictionary is opened', async () => {
  await write(sound.slice(1));
  await expect(openSae(folder)).rejects.toThrow(/tensor sparsity: shape \[11\], expected \[12\]/);
  await write(sound, 'other');
  await expect(openSae(folder)).rejects.toThrow(/no tensor sparsity/);
});

describe('the content is judged when the dictionary is opened', () => {
  test('-inf, -10 and 0 are frequencies: of features that never and that always fire', async () => {
    await write([...sound.slice(2), Number.NEGATIVE_INFINITY, 0]);
    expect(liveOf((await readLogSparsity(await openSae(folder))) ?? new Float32Array())).toBe(11);
    await write([-10, ...sound.slice(1)]);
    await expect(openSae(folder)).resolves.toBeDefined();
  });

  test('property: any one value that is none is named with its feature, wherever it stands', async () => {
    const rng = random(1, 'sparsity');
    for (let i = 0; i < 60; i++) {
      const at = rng.integer(FEATURES);
      const bad = [Number.NaN, Number.POSITIVE_INFINITY, 1e-3, 0.5, 3e38, 10][i % 6];
      await write(sound.map((value, f) => (f === at ? bad : value)));
      const opening = openSae(folder);
      await expect(opening).rejects.toThrow(StudyError);
      await expect(opening).rejects.toThrow(
        new RegExp(
          `sparsity\\.safetensors: tensor sparsity: \\S+ for feature ${at}, expected log10 of a frequency.*Save`,
        ),
      );
    }
  });

  test('all of them NaN, all dead, and frequencies in place of their logarithm', async () => {
    await write(sound.map(() => Number.NaN));
    await expect(openSae(folder)).rejects.toThrow(/NaN for feature 0, the first of 12 such values/);
    for (const dead of [-10, Number.NEGATIVE_INFINITY, -9.5]) {
      await write(sound.map(() => dead));
      await expect(openSae(folder)).rejects.toThrow(/no feature of 12 that fires more often than 1e-9/);
    }
    await write(sound.map((value) => 10 ** value));
    await expect(openSae(folder)).rejects.toThrow(/all values lie between 0 and 1, as the frequencies themselves do/);
  });
});
