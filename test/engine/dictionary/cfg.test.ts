import { describe, expect, test } from 'vitest';
import { parseSaeCfg } from '../../../src/engine/dictionary/cfg.ts';
import type { SaeConfig } from '../../../src/engine/dictionary/config.ts';
import { StudyError } from '../../../src/errors.ts';
import { PythonNumber } from '../../../src/shown.ts';
import { RES_JB, SIX } from './cfg-examples.ts';

const where = 'sae/cfg.json';
const parse = (json: object): SaeConfig => parseSaeCfg(json as Record<string, unknown>, { where });
const six = (part: object, metadata: object = {}): SaeConfig =>
  parse({ ...SIX, ...part, metadata: { ...SIX.metadata, ...metadata } });

test("the old format of res-jb becomes what SAELens's own test expects, with no word about centring", () => {
  expect(parse(RES_JB)).toEqual({
    architecture: 'standard',
    dIn: 768,
    dSae: 24_576,
    reads: { layer: 7, at: 'resid_pre' },
    k: null,
    rescaleActsByDecoderNorm: false,
    applyBDecToInput: true,
    normalization: 'none',
    inputScale: 1,
    finetuningScalingFactor: false,
    prependBos: true,
    center: null,
    dtype: 'float32',
    origin: {
      format: 'before 6.0',
      modelName: 'gpt2-small',
      datasetPath: 'Skylion007/openwebtext',
      contextSize: 128,
      neuronpediaId: null,
    },
  });
});

test('the 6.0 format is read from metadata', () => {
  expect(parse(SIX)).toMatchObject({
    architecture: 'standard',
    reads: { layer: 2, at: 'resid_post' },
    prependBos: false,
    center: false,
    origin: { format: '6.0', modelName: 'tiny', contextSize: 64 },
  });
});

test('other places in the model are refused by name', () => {
  for (const name of [
    'blocks.7.hook_resid_mid',
    'blocks.7.attn.hook_z',
    'model.layers.7.mlp',
    'xblocks.1.hook_resid_pre',
    7,
    null,
  ]) {
    expect(() => six({}, { hook_name: name })).toThrow(
      /cfg\.json: hook .* expected blocks\.N\.hook_resid_pre or blocks\.N\.hook_resid_post/,
    );
  }
});

test('every option of the 6.0 format is honoured', () => {
  expect(six({ architecture: 'topk', k: 32 })).toMatchObject({
    architecture: 'topk',
    k: 32,
    rescaleActsByDecoderNorm: false,
  });
  expect(six({ architecture: 'topk', k: 32, rescale_acts_by_decoder_norm: true })).toMatchObject({
    rescaleActsByDecoderNorm: true,
  });
  expect(six({ architecture: 'gated' })).toMatchObject({ architecture: 'gated', k: null });
  expect(six({ architecture: 'jumprelu', k: 9 })).toMatchObject({ architecture: 'jumprelu', k: null });
  expect(six({ apply_b_dec_to_input: false })).toMatchObject({ applyBDecToInput: false });
  expect(six({ normalize_activations: 'layer_norm' })).toMatchObject({ normalization: 'layer_norm' });
  expect(six({ normalize_activations: 'constant_norm_rescale' })).toMatchObject({
    normalization: 'constant_norm_rescale',
  });
  expect(six({ dtype: 'torch.bfloat16' })).toMatchObject({ dtype: 'bfloat16' });
  expect(six({}, { prepend_bos: null, neuronpedia_id: 'gpt2-small/7-res-jb' })).toMatchObject({
    prependBos: true,
    origin: { neuronpediaId: 'gpt2-small/7-res-jb' },
  });
  expect(six({}, { model_from_pretrained_kwargs: { center_writing_weights: true } }).center).toBe(true);
  expect(six({}, { model_from_pretrained_kwargs: {} }).center).toBeNull();
});

test('expected_average_only_in becomes a scale on the input, from cfg.json or from the scaler file', () => {
  const json = { ...SIX, normalize_activations: 'expected_average_only_in' };
  expect(parse({ ...json, norm_scaling_factor: 0.25 })).toMatchObject({ normalization: 'none', inputScale: 0.25 });
  expect(parseSaeCfg(json, { where, activationScale: 3 })).toMatchObject({ normalization: 'none', inputScale: 3 });
  expect(parse({ ...RES_JB, normalize_activations: true, norm_scaling_factor: 2 })).toMatchObject({ inputScale: 2 });
  expect(() => parse(json)).toThrow(
    /expected_average_only_in without its factor, expected a positive norm_scaling_factor/,
  );
  expect(() => parse({ ...json, norm_scaling_factor: 0 })).toThrow(/factor 0/);
});

test('versions: before 6.0.0-rc.0 is old, from it on new', () => {
  for (const version of ['5.11.0', '3.22.2', '', null, undefined]) {
    expect(parse({ ...RES_JB, sae_lens_version: version }).origin.format).toBe('before 6.0');
  }
  for (const version of ['6.0.0-rc.0', '6.49.2', '7'])
    expect(six({}, { sae_lens_version: version }).origin.format).toBe('6.0');
  expect(() => six({}, { sae_lens_version: 'newest' })).toThrow(/sae_lens_version: "newest"/);
});

test('an old TopK, which was a standard SAE with another activation function, is topk', () => {
  const old = { ...RES_JB, activation_fn_str: 'topk', activation_fn_kwargs: { k: 64 } };
  expect(parse(old)).toMatchObject({ architecture: 'topk', k: 64 });
  expect(parse({ ...old, activation_fn_str: undefined, activation_fn: 'topk', architecture: 'topk' })).toMatchObject({
    k: 64,
  });
  expect(() => parse({ ...old, activation_fn_kwargs: {} })).toThrow(/cfg\.json: k: no value/);
  expect(() => parse({ ...old, architecture: 'gated' })).toThrow(
    /activation_fn: "topk", expected "relu" for architecture gated/,
  );
});

test('old options', () => {
  expect(parse({ ...RES_JB, finetuning_scaling_factor: true })).toMatchObject({ finetuningScalingFactor: true });
  expect(parse({ ...RES_JB, architecture: 'jumprelu', apply_b_dec_to_input: false })).toMatchObject({
    architecture: 'jumprelu',
    applyBDecToInput: false,
  });
  expect(parse({ ...RES_JB, normalize_activations: false, prepend_bos: false })).toMatchObject({
    normalization: 'none',
    prependBos: false,
  });
  expect(parse({ ...RES_JB, model_from_pretrained_kwargs: { center_writing_weights: true } }).center).toBe(true);
});

describe('what would change numbers and is not known is refused, naming the key', () => {
  const cases: readonly [string, object, RegExp][] = [
    [
      'architecture',
      { ...SIX, architecture: 'transcoder' },
      /architecture: "transcoder", expected one of standard, gated, jumprelu, topk/,
    ],
    ['no architecture', { ...SIX, architecture: undefined }, /architecture: no value/],
    ['architecture of another shape', { ...SIX, architecture: 'temporal', n_heads: 8 }, /architecture: "temporal"/],
    [
      'unknown option',
      { ...SIX, normalize_decoder: true },
      /normalize_decoder: true, expected the options of a SAELens/,
    ],
    [
      'normalisation',
      { ...SIX, normalize_activations: 'whiten' },
      /normalize_activations: "whiten", expected one of none/,
    ],
    ['hook_z', { ...SIX, reshape_activations: 'hook_z' }, /reshape_activations: "hook_z", expected "none"/],
    ['d_in', { ...SIX, d_in: undefined }, /d_in: no value, expected a whole number/],
    ['d_sae', { ...SIX, d_sae: 3.5 }, /d_sae: 3\.5/],
    ['dtype', { ...SIX, dtype: 'float64' }, /dtype: "float64", expected one of float32, float16, bfloat16/],
    ['topk without k', { ...SIX, architecture: 'topk' }, /k: no value/],
    ['k too large', { ...SIX, architecture: 'topk', k: 513 }, /k: 513, expected at most d_sae \(512\)/],
    [
      'rescale without topk',
      { ...SIX, rescale_acts_by_decoder_norm: true },
      /rescale_acts_by_decoder_norm: true, expected false for architecture standard/,
    ],
    [
      'rescale with an unfolded factor',
      {
        ...SIX,
        architecture: 'topk',
        k: 2,
        rescale_acts_by_decoder_norm: true,
        normalize_activations: 'expected_average_only_in',
      },
      /false together with expected_average_only_in/,
    ],
    ['flag as text', { ...SIX, apply_b_dec_to_input: 'yes' }, /apply_b_dec_to_input: "yes", expected true or false/],
    [
      'mlp hook',
      { ...RES_JB, hook_point: 'blocks.7.hook_mlp_out' },
      /hook "blocks\.7\.hook_mlp_out", expected blocks\.N\.hook_resid_pre/,
    ],
    ['no hook', { ...RES_JB, hook_point: undefined }, /no hook name/],
    ['layer against name', { ...RES_JB, hook_point_layer: 8 }, /hook_layer: 8, expected 7 as in the hook's name/],
    ['head index', { ...RES_JB, hook_point_head_index: 3 }, /hook_head_index: 3/],
    [
      'activation',
      { ...RES_JB, activation_fn_str: 'tanh-relu' },
      /activation_fn: "tanh-relu", expected "relu" or "topk"/,
    ],
    [
      'centring',
      { ...RES_JB, model_from_pretrained_kwargs: { center_writing_weights: 1 } },
      /center_writing_weights: 1, expected true or false/,
    ],
  ];
  test.each(cases)('%s', (_, json, message) => {
    expect(() => parse(json)).toThrow(message);
    expect(() => parse(json)).toThrow(StudyError);
  });
});

describe('facts under another roof', () => {
  const { sae_lens_version: _, ...withoutVersion } = SIX.metadata;

  test('metadata that name a hook are of the new format, with or without a version', () => {
    expect(parse({ ...SIX, metadata: withoutVersion })).toEqual(parse(SIX));
    expect(six({}, { sae_lens_version: null }).origin.format).toBe('6.0');
  });

  test('facts at the top of a new file, and under metadata of an old one, are read', () => {
    const { metadata, ...options } = SIX;
    const { hook_name, prepend_bos, model_from_pretrained_kwargs, ...rest } = metadata;
    const facts = { hook_name, prepend_bos, model_from_pretrained_kwargs };
    expect(parse({ ...options, ...facts, metadata: rest })).toEqual(parse(SIX));
    const { hook_point, hook_point_layer, ...old } = RES_JB;
    const moved = { sae_lens_version: '5.11.0', metadata: { hook_point, hook_point_layer } };
    expect(parse({ ...old, ...moved })).toEqual(parse(RES_JB));
  });

  test('the same fact under both roofs must be the same', () => {
    const pairs: [string, unknown, unknown][] = [
      ['hook_name', 'blocks.2.hook_resid_post', 'blocks.3.hook_resid_post'],
      ['prepend_bos', false, true],
      ['model_from_pretrained_kwargs', { center_writing_weights: false }, { center_writing_weights: true }],
    ];
    for (const [key, same, other] of pairs) {
      expect(parse({ ...SIX, [key]: same })).toEqual(parse(SIX));
      expect(() => parse({ ...SIX, [key]: other })).toThrow(`cfg.json: ${key} and metadata.${key}: `);
    }
  });

  test('what the training left out is kept for a note', () => {
    expect(six({}, { exclude_special_tokens: true }).trainedWithout).toEqual(['special tokens']);
    expect(six({}, { exclude_special_tokens: [50256] }).trainedWithout).toEqual(['special tokens']);
    expect(six({}, { seqpos_slice: [1, -5] }).trainedWithout).toEqual(['positions outside the slice [1:-5]']);
    for (const nothing of [null, false, []])
      expect(six({}, { exclude_special_tokens: nothing })).not.toHaveProperty('trainedWithout');
    expect(six({}, { seqpos_slice: [null] })).not.toHaveProperty('trainedWithout');
  });
});

describe('checkpoints of training', () => {
  test('batchtopk and its matryoshka are one architecture, which chooses no k', () => {
    const training = { k: 20, topk_threshold_lr: 0.01, aux_loss_coefficient: 1, rescale_acts_by_decoder_norm: true };
    for (const architecture of ['batchtopk', 'matryoshka_batchtopk'])
      expect(six({ architecture, ...training, matryoshka_widths: [64] })).toMatchObject({
        architecture: 'batchtopk',
        k: null,
        rescaleActsByDecoderNorm: true,
      });
    expect(() => six({ architecture: 'matching_pursuit' })).toThrow(/"matching_pursuit", expected one of standard/);
  });

  test('a figure that came out as NaN is no option, and one that is used is told with its line', () => {
    expect(six({ final_loss: new PythonNumber('NaN', 3) })).toEqual(parse(SIX));
    expect(() => six({ d_in: new PythonNumber('NaN', 3) })).toThrow(/d_in: NaN \(line 3\), expected a whole number/);
    expect(() => six({ apply_b_dec_to_input: new PythonNumber('Infinity', 9) })).toThrow(/Infinity \(line 9\)/);
    expect(() => parse({ ...SIX, metadata: new PythonNumber('NaN', 2) })).toThrow(/no hook name/);
  });
});
