import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSafetensors } from '../../../src/engine/model/files/safetensors.ts';
import { readTensor } from '../../../src/engine/model/files/tensor-values.ts';
import { writeSafetensors } from '../../../src/engine/model/files/write-safetensors.ts';
import { openModel, sameBytes } from '../../../src/engine/model/model-files.ts';
import { StudyError } from '../../../src/errors.ts';
import { bytesOf, temporaryFolder, writeRaw } from './raw-safetensors.ts';
import { seeded, TINY, withPrefix, writeModel } from './tiny-model.ts';

test('both spellings of the keys give the same tensors under one name', async () => {
  const plain = await openModel(await writeModel());
  const prefixed = await openModel(await writeModel(TINY, withPrefix));
  expect([...prefixed.tensors.keys()].sort()).toEqual([...plain.tensors.keys()].sort());
  expect(plain.tensors.size).toBe(4 + 2 * 12);
  const name = 'h.1.mlp.c_fc.weight';
  expect(prefixed.tensors.get(name)).toMatchObject({
    name: `transformer.${name}`,
    dtype: 'F32',
    shape: [8, 32],
    nBytes: 1024,
  });
  expect(await readTensor(prefixed.tensors.get(name)!)).toEqual(seeded(name, [8, 32]).values);
});

test('mask buffers of old checkpoints are left out', async () => {
  const folder = await writeModel(TINY, (tensors) => {
    const masked = { ...tensors };
    for (const layer of [0, 1]) {
      masked[`h.${layer}.attn.bias`] = seeded('mask', [1, 1, 16, 16]);
      masked[`h.${layer}.attn.masked_bias`] = seeded('masked', []);
    }
    return withPrefix(masked);
  });
  const { tensors } = await openModel(folder);
  expect(tensors.size).toBe(4 + 2 * 12);
  expect(tensors.has('h.0.attn.c_attn.bias')).toBe(true);
});

test('a tied unembedding may be stored as a copy; one that differs is refused', async () => {
  const copied = await openModel(
    await writeModel(TINY, (tensors) => ({ ...tensors, 'lm_head.weight': tensors['wte.weight'] })),
  );
  expect(copied.config.tied).toBe(true);
  expect(copied.tensors.has('lm_head.weight')).toBe(false);
  const other = await writeModel(TINY, (tensors) => ({ ...tensors, 'lm_head.weight': seeded('other', [5, 8]) }));
  await expect(openModel(other)).rejects.toThrow(
    /lm_head\.weight: an unembedding that differs from wte\.weight.*tie_word_embeddings/,
  );
});

test('a separate unembedding is a tensor of its own, and must be there', async () => {
  const separate = { ...TINY, tie_word_embeddings: false };
  expect((await openModel(await writeModel(separate))).tensors.get('lm_head.weight')?.shape).toEqual([5, 8]);
  const missing = await writeModel(separate, ({ 'lm_head.weight': _, ...rest }) => rest);
  await expect(openModel(missing)).rejects.toThrow(
    /no tensor lm_head\.weight, expected shape \[5, 8\].*\(tie_word_embeddings is false\)/,
  );
});

test('a folder of symbolic links, as the hub cache makes them, gives real paths', async () => {
  const real = await writeModel();
  const folder = temporaryFolder();
  for (const name of ['config.json', 'model.safetensors']) symlinkSync(join(real, name), join(folder, name));
  const { tensors, weightsFiles } = await openModel(folder);
  expect(tensors.get('wte.weight')?.file).toBe(join(real, 'model.safetensors'));
  expect(weightsFiles).toEqual([join(folder, 'model.safetensors')]);
});

describe('a model that would give wrong numbers is refused by name', () => {
  const broken: readonly [string, () => Promise<string>, RegExp][] = [
    ['no folder', async () => '/nowhere/model', /\/nowhere\/model: no such folder, expected a model folder/],
    ['a file', async () => join(await writeModel(), 'config.json'), /not a folder/],
    ['no config', async () => without('config.json'), /config\.json: no such file, expected a model's configuration/],
    [
      'no weights',
      async () => without('model.safetensors'),
      /model\.safetensors: no such file, expected the weights as safetensors/,
    ],
    [
      'weights as pickle',
      async () => renamed('pytorch_model.bin'),
      /no such file, but pytorch_model\.bin.*save_pretrained/,
    ],
    [
      'another architecture',
      () => writeModelThen({ model_type: 'bloom' }),
      /model_type "bloom", expected one of the model_type "gpt2" \(GPT-2\), "gpt_neox" \(GPT-NeoX, Pythia\)/,
    ],
    [
      'a tensor too few',
      () => writeModel(TINY, ({ 'h.1.ln_2.bias': _, ...rest }) => rest),
      /no tensor h\.1\.ln_2\.bias, expected shape \[8\]/,
    ],
    [
      'a layer too many',
      () => writeModelThen({ n_layer: 1 }),
      /an unknown tensor h\.1\.\S+, expected the tensors of a GPT-2 model with 1 layers/,
    ],
    ['a layer too few', () => writeModelThen({ n_layer: 3 }), /no tensor h\.2\.ln_1\.weight/],
    [
      'another shape',
      () => writeModelThen({ vocab_size: 6 }),
      /tensor wte\.weight: shape \[5, 8\], expected \[6, 8\] as \S+config\.json says/,
    ],
    [
      'another rank',
      () => writeModel(TINY, (all) => ({ ...all, 'ln_f.bias': seeded('x', [8, 1]) })),
      /ln_f\.bias: shape \[8, 1\], expected \[8\]/,
    ],
    [
      'an unknown tensor',
      () => writeModel(TINY, (all) => ({ ...all, 'score.weight': seeded('x', [2, 8]) })),
      /an unknown tensor score\.weight/,
    ],
    [
      'both spellings',
      () => writeModel(TINY, (all) => ({ ...all, 'transformer.ln_f.bias': seeded('x', [8]) })),
      /both \S*ln_f\.bias and \S*ln_f\.bias/,
    ],
    ['NaN', async () => poisoned(), /tensor wte\.weight: NaN or infinity at element 0/],
    ['truncated', async () => truncated(), /cut off at/],
  ];
  test.each(broken)('%s', async (_, make, message) => {
    const folder = await make();
    const opening = openModel(folder);
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toBeInstanceOf(StudyError);
  });

  async function without(name: string): Promise<string> {
    const folder = await writeModel();
    rmSync(join(folder, name));
    return folder;
  }

  async function renamed(name: string): Promise<string> {
    const folder = await writeModel();
    renameSync(join(folder, 'model.safetensors'), join(folder, name));
    return folder;
  }

  /** The tensors of TINY under a config that says something else. */
  async function writeModelThen(config: object): Promise<string> {
    const folder = await writeModel();
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...TINY, ...config }));
    return folder;
  }

  /** Every tensor present, the embedding NaN; written raw, since the writer refuses NaN. */
  async function poisoned(): Promise<string> {
    const folder = await writeModel();
    const { tensors } = await openModel(folder);
    let end = 0;
    const header = Object.fromEntries(
      [...tensors].map(([name, { dtype, shape, nBytes }]) => {
        end += nBytes;
        return [name, { dtype, shape, data_offsets: [end - nBytes, end] }];
      }),
    );
    const values = new Float32Array(end / 4);
    values[header['wte.weight'].data_offsets[0] / 4] = Number.NaN;
    writeRaw(join(folder, 'model.safetensors'), header, bytesOf(values));
    return folder;
  }

  async function truncated(): Promise<string> {
    const folder = await writeModel();
    writeRaw(join(folder, 'model.safetensors'), { a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } });
    return folder;
  }
});

describe('sameBytes', () => {
  test('equal, different in the last value beyond a piece of 16 MiB, of another length, of another type', async () => {
    const path = join(temporaryFolder(), 'm.safetensors');
    const values = new Float32Array(2 ** 22 + 1);
    const changed = values.slice();
    changed[2 ** 22] = 1;
    const shape = [values.length];
    const tensors = {
      a: { shape, values },
      b: { shape, values },
      c: { shape, values: changed },
      d: { shape: [2], values: new Float32Array(2) },
    };
    await writeSafetensors(path, { ...tensors, e: { shape: [4], values: new Float32Array(4), dtype: 'F16' } }, {});
    const entries = (await openSafetensors(path)).tensors;
    const same = (left: string, right: string): Promise<boolean> => sameBytes(entries.get(left)!, entries.get(right)!);
    expect(await same('a', 'b')).toBe(true);
    expect(await same('a', 'c')).toBe(false);
    expect(await same('a', 'd')).toBe(false);
    expect(await same('d', 'e')).toBe(false);
  });
});
