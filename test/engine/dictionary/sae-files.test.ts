import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { attachSae, openSae } from '../../../src/engine/dictionary/sae-files.ts';
import { familyOf } from '../../../src/engine/model/families/families.ts';
import { openSafetensors } from '../../../src/engine/model/files/safetensors.ts';
import type { SiteName } from '../../../src/engine/model/site.ts';
import { StudyError } from '../../../src/errors.ts';
import { bytesOf, writeRaw } from '../model/raw-safetensors.ts';
import { seeded, TINY, TINY_SAE, writeSae } from '../model/tiny-model.ts';

const model = familyOf(TINY, 'config.json').read(TINY, 'config.json');
const factor = (value: number): { shape: number[]; values: Float32Array } => ({
  shape: [12],
  values: new Float32Array(12).fill(value),
});
/** The same SAE under the keys of SAELens before 6.0. */
const OLD = {
  model_name: 'tiny',
  hook_point: 'blocks.1.hook_resid_pre',
  hook_point_layer: 1,
  d_in: 8,
  d_sae: 12,
  dtype: 'torch.float32',
};

test('each architecture opens with its tensors described', async () => {
  for (const part of [{}, { architecture: 'gated' }, { architecture: 'jumprelu' }, { architecture: 'topk', k: 3 }]) {
    const { config, tensors } = await openSae(await writeSae({ ...TINY_SAE, ...part }));
    expect(config).toMatchObject(part);
    expect(tensors.get('W_enc')).toMatchObject({ shape: [8, 12], dtype: 'F32', nBytes: 384 });
    expect(tensors.size).toBe({ standard: 4, gated: 6, jumprelu: 5, topk: 4 }[config.architecture]);
  }
});

test('a folder in the old format opens', async () => {
  expect((await openSae(await writeSae(OLD))).config).toMatchObject({
    architecture: 'standard',
    prependBos: true,
    reads: { layer: 1 },
  });
});

test('a scaling factor of all ones is dropped; another needs finetuning_scaling_factor', async () => {
  const scaled = (value: number, name: string, cfg: object = {}): Promise<string> =>
    writeSae({ ...OLD, ...cfg }, (tensors) => ({ ...tensors, [name]: factor(value) }));
  expect((await openSae(await scaled(1, 'scaling_factor'))).scalingFactor).toBeNull();
  await expect(openSae(await scaled(1.5, 'scaling_factor'))).rejects.toThrow(
    /tensor scaling_factor: values other than one, expected all ones, or finetuning_scaling_factor: true in/,
  );
  for (const name of ['scaling_factor', 'finetuning_scaling_factor']) {
    const { scalingFactor } = await openSae(await scaled(1.5, name, { finetuning_scaling_factor: true }));
    expect(scalingFactor).toMatchObject({ name, shape: [12] });
  }
  await expect(openSae(await writeSae({ ...OLD, finetuning_scaling_factor: true }))).rejects.toThrow(
    /no scaling factor, expected one of/,
  );
});

test('activation_scaler.json gives the factor of expected_average_only_in', async () => {
  const folder = await writeSae({
    ...TINY_SAE,
    normalize_activations: 'expected_average_only_in',
    norm_scaling_factor: 2,
  });
  writeFileSync(
    join(folder, 'cfg.json'),
    JSON.stringify({ ...TINY_SAE, normalize_activations: 'expected_average_only_in' }),
  );
  await expect(openSae(folder)).rejects.toThrow(/expected_average_only_in without its factor/);
  const scaler = join(folder, 'activation_scaler.json');
  writeFileSync(scaler, '{"scaling_factor": 0.5, "has_whitening": false}');
  expect((await openSae(folder)).config.inputScale).toBe(0.5);
  writeFileSync(scaler, '{"scaling_factor": null}');
  await expect(openSae(folder)).rejects.toThrow(/without its factor/);
  writeFileSync(scaler, '{"scaling_factor": "1"}');
  await expect(openSae(folder)).rejects.toThrow(/activation_scaler\.json: scaling_factor: "1", expected a number/);
  writeFileSync(scaler, '{"scaling_factor": null, "has_whitening": true}');
  await expect(openSae(folder)).rejects.toThrow(/whitening, expected a scaling factor alone/);
});

test('an SAE is attached to the hook it names or to another block, if the model has it', async () => {
  const sae = await openSae(await writeSae());
  expect(attachSae(sae, model).config.reads).toEqual({ layer: 1, at: 'resid_pre' });
  expect(attachSae(sae, model, 0).config.reads).toEqual({ layer: 0, at: 'resid_pre' });
  expect(() => attachSae(sae, model, 2)).toThrow(
    /^sae\.layer: hook blocks\.2\.hook_resid_pre, expected a block below n_layer 2/,
  );
  expect(() => attachSae(sae, { ...model, nLayers: 1 })).toThrow(/cfg\.json: hook blocks\.1\.hook_resid_pre/);
  expect(() => attachSae(sae, { ...model, dModel: 16 })).toThrow(/d_in: 8, expected the model's residual width 16/);
});

test('a transcoder keeps the sites of its files, and writes what the residual takes, after what it reads', async () => {
  const sae = await openSae(await writeSae());
  const writing = (layer: number, at: SiteName, dOut = 8): typeof sae => ({
    ...sae,
    config: {
      ...sae.config,
      reads: { layer: 1, at: 'mlp_in' },
      transcodes: { writes: { layer, at }, dOut, skip: false },
    },
  });
  const own = writing(1, 'mlp_out');
  expect(attachSae(own, model).config).toEqual(own.config);
  expect(attachSae(own, model, 1).config).toEqual(own.config);
  expect(() => attachSae(own, model, 0, 'dictionaries.tc.layer')).toThrow(
    /^dictionaries\.tc\.layer: hook blocks\.0\.hook_mlp_in, expected blocks\.1\.hook_mlp_in: a transcoder stays/,
  );
  expect(() => attachSae(writing(1, 'mlp_out', 6), model)).toThrow(/d_out: 6, expected the model's residual width 8/);
  expect(() => attachSae(writing(2, 'mlp_out'), model)).toThrow(/blocks\.2\.hook_mlp_out, expected a block below/);
  expect(() => attachSae(writing(0, 'mlp_out'), model)).toThrow(/a site after blocks\.1\.hook_mlp_in/);
});

describe('an SAE that would give wrong numbers is refused by name', () => {
  const broken: readonly [string, () => Promise<string>, RegExp][] = [
    ['no folder', async () => '/nowhere/sae', /no such folder, expected an SAE folder/],
    [
      'no cfg',
      () => without('cfg.json'),
      /cfg\.json: no such file \(the folder has "sae_weights\.safetensors"\), expected an SAE in SAELens's layout/,
    ],
    ['no weights', () => without('sae_weights.safetensors'), /sae_weights\.safetensors: no such file/],
    [
      'a tensor too few',
      () => writeSae(TINY_SAE, ({ b_enc: _, ...rest }) => rest),
      /no tensor b_enc, expected shape \[12\] for architecture standard/,
    ],
    [
      'transposed encoder',
      () => writeSae(TINY_SAE, (all) => ({ ...all, W_enc: seeded('x', [12, 8]) })),
      /W_enc: shape \[12, 8\], expected \[8, 12\]/,
    ],
    [
      'tensors of another architecture',
      () => writeSae(TINY_SAE, (all) => ({ ...all, threshold: seeded('x', [12]) })),
      /an unknown tensor threshold, expected those of architecture standard/,
    ],
    ['NaN', () => poisoned(), /tensor W_enc: NaN or infinity/],
  ];
  test.each(broken)('%s', async (_, make, message) => {
    const opening = openSae(await make());
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toBeInstanceOf(StudyError);
  });

  async function without(name: string): Promise<string> {
    const folder = await writeSae();
    rmSync(join(folder, name));
    return folder;
  }

  async function poisoned(): Promise<string> {
    const folder = await writeSae();
    const header = {
      W_enc: { dtype: 'F32', shape: [8, 12], data_offsets: [0, 384] },
      W_dec: { dtype: 'F32', shape: [12, 8], data_offsets: [384, 768] },
      b_dec: { dtype: 'F32', shape: [8], data_offsets: [768, 800] },
      b_enc: { dtype: 'F32', shape: [12], data_offsets: [800, 848] },
    };
    const values = new Float32Array(212);
    values[95] = Number.NaN;
    writeRaw(join(folder, 'sae_weights.safetensors'), header, bytesOf(values));
    return folder;
  }
});

describe('checkpoints of training', () => {
  const batchtopk = { ...TINY_SAE, architecture: 'batchtopk', k: 4, topk_threshold_lr: 0.01 };
  const threshold = (value: number, shape: readonly number[] = []) => ({ shape, values: Float32Array.of(value) });

  test('a batchtopk has its threshold from its weights, of any shape of one number', async () => {
    for (const shape of [[], [1]]) {
      const folder = await writeSae(batchtopk, (tensors) => ({ ...tensors, topk_threshold: threshold(0.75, shape) }));
      expect((await openSae(folder)).config.topkThreshold).toBe(0.75);
    }
  });

  test('also where it is a double, as SAELens keeps it', async () => {
    const folder = await writeSae(batchtopk);
    const path = join(folder, 'sae_weights.safetensors');
    const { tensors } = await openSafetensors(path);
    const size = [...tensors.values()].reduce((sum, { nBytes }) => sum + nBytes, 0);
    const data = new Uint8Array(size + 8);
    let at = 0;
    const header: Record<string, unknown> = {};
    for (const [name, { dtype, shape, nBytes }] of tensors) {
      header[name] = { dtype, shape, data_offsets: [at, at + nBytes] };
      at += nBytes;
    }
    header.topk_threshold = { dtype: 'F64', shape: [], data_offsets: [at, at + 8] };
    new DataView(data.buffer).setFloat64(at, 0.1, true);
    writeRaw(path, header, data);
    expect((await openSae(folder)).config.topkThreshold).toBe(0.1);
    new DataView(data.buffer).setFloat64(at, Number.NaN, true);
    writeRaw(path, header, data);
    await expect(openSae(folder)).rejects.toThrow(/topk_threshold: NaN, expected the one number.*save_inference_model/);
  });

  test('without it, or with something else, it says what to save instead', async () => {
    await expect(openSae(await writeSae(batchtopk))).rejects.toThrow(
      /a training checkpoint \(batchtopk\) without tensor topk_threshold.*Save the SAE for inference: sae\.save_inference_model/,
    );
    for (const wrong of [threshold(-1), { shape: [2], values: Float32Array.of(1, 2) }])
      await expect(
        openSae(await writeSae(batchtopk, (tensors) => ({ ...tensors, topk_threshold: wrong }))),
      ).rejects.toThrow(/topk_threshold: .*save_inference_model/);
  });

  test('a jumprelu with the logarithms of its thresholds', async () => {
    const jumprelu = { ...TINY_SAE, architecture: 'jumprelu' };
    const folder = await writeSae(jumprelu, ({ threshold: own, ...tensors }) => ({ ...tensors, log_threshold: own! }));
    const { config, tensors } = await openSae(folder);
    expect(config.logThreshold).toBe(true);
    expect([...tensors.keys()]).toContain('log_threshold');
    expect((await openSae(await writeSae(jumprelu))).config.logThreshold).toBeUndefined();
  });

  test('a factor that cfg.json promises and the file lacks says what it is and what to do', async () => {
    const promised = { ...TINY_SAE, finetuning_scaling_factor: true };
    const legacy = {
      ...promised,
      metadata: undefined,
      hook_point: 'blocks.1.hook_resid_pre',
      architecture: 'standard',
    };
    await expect(openSae(await writeSae(legacy))).rejects.toThrow(
      /no scaling factor, expected .*a factor for every feature, fitted after training\. Save the weights with that tensor; or set/,
    );
  });
});

test('a dictionary of another width is another model’s, whatever else is wrong with it', async () => {
  const wide = await writeSae({ ...TINY_SAE, d_in: 24 }, ({ W_enc, ...rest }) => ({ ...rest, W_enc: W_enc! }));
  await expect(openSae(wide, undefined, 8)).rejects.toThrow(
    /cfg\.json: d_in: 24, expected the model's residual width 8/,
  );
  const damaged = await writeSae({ ...TINY_SAE, d_in: 24 }, ({ b_dec: _, ...rest }) => rest);
  await expect(openSae(damaged, undefined, 8)).rejects.toThrow(/d_in: 24, expected the model's residual width 8/);
});

test('tensors under a wrapper’s names are refused with the nearest and what takes the wrapper off', async () => {
  for (const wrapper of ['_orig_mod.', 'module.', 'sae.']) {
    const wrap = (tensors: object) =>
      Object.fromEntries(Object.entries(tensors).map(([name, t]) => [`${wrapper}${name}`, t]));
    await expect(openSae(await writeSae(TINY_SAE, wrap))).rejects.toThrow(
      `no tensor W_enc, expected shape [8, 12] for architecture standard. The nearest in the file is ${wrapper}W_enc. Take "${wrapper}" off`,
    );
  }
});
