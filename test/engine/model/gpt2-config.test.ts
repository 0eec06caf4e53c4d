import { describe, expect, test } from 'vitest';
import { gpt2 } from '../../../src/engine/model/families/gpt2.ts';
import { StudyError } from '../../../src/errors.ts';

/** The keys of openai-community/gpt2's config.json that describe the computation. */
const small = {
  activation_function: 'gelu_new',
  architectures: ['GPT2LMHeadModel'],
  bos_token_id: 50256,
  eos_token_id: 50256,
  layer_norm_epsilon: 1e-5,
  model_type: 'gpt2',
  n_ctx: 1024,
  n_embd: 768,
  n_head: 12,
  n_layer: 12,
  n_positions: 1024,
  vocab_size: 50257,
};

test("GPT-2 small's own file", () => {
  expect(gpt2.read(small, 'config.json')).toEqual({
    modelType: 'gpt2',
    nLayers: 12,
    nHeads: 12,
    dModel: 768,
    dInner: 3072,
    nPositions: 1024,
    vocabSize: 50257,
    norm: 'layer',
    normEpsilon: 1e-5,
    activation: 'gelu_tanh',
    attentionScales: Array(12).fill(1 / 8),
    tied: true,
    bosTokenId: 50256,
    eosTokenId: 50256,
  });
});

test('every setting that changes numbers is honoured', () => {
  const parse = (part: object): unknown => gpt2.read({ ...small, ...part }, 'config.json');
  expect(parse({ n_inner: 100 })).toMatchObject({ dInner: 100 });
  expect(parse({ n_inner: null })).toMatchObject({ dInner: 3072 });
  expect(parse({ tie_word_embeddings: false })).toMatchObject({ tied: false });
  expect(parse({ layer_norm_epsilon: 1e-6 })).toMatchObject({ normEpsilon: 1e-6 });
  expect(parse({ n_positions: undefined, n_ctx: 64 })).toMatchObject({ nPositions: 64 });
  expect(parse({ scale_attn_weights: false })).toMatchObject({ attentionScales: Array(12).fill(1) });
  expect(parse({ bos_token_id: null })).toMatchObject({ bosTokenId: null });
  expect(parse({ bos_token_id: 60_000, eos_token_id: [3, 70_000] })).toMatchObject({
    bosTokenId: 60_000,
    eosTokenId: [3, 70_000],
  });
  expect(parse({ n_layer: 3, scale_attn_by_inverse_layer_idx: true })).toMatchObject({
    attentionScales: [1 / 8, 1 / 16, 1 / 24],
  });
  for (const [name, activation] of Object.entries({ gelu: 'gelu_erf', gelu_pytorch_tanh: 'gelu_tanh', relu: 'relu' })) {
    expect(parse({ activation_function: name })).toMatchObject({ activation });
  }
});

describe('a file that cannot be used is refused, naming the key', () => {
  const cases: readonly [object, RegExp][] = [
    [{ activation_function: 'quick_gelu' }, /activation_function: "quick_gelu", expected one of gelu_new/],
    [{ activation_function: 'constructor' }, /activation_function: "constructor"/],
    [{ n_layer: undefined }, /n_layer: no value/],
    [{ n_layer: 0 }, /n_layer: 0/],
    [{ n_embd: 76.8 }, /n_embd: 76\.8/],
    [{ n_embd: 770 }, /n_embd: 770, expected a multiple of n_head \(12\)/],
    [{ n_positions: undefined, n_ctx: undefined }, /n_positions: no value/],
    [{ vocab_size: '50257' }, /vocab_size: "50257"/],
    [{ layer_norm_epsilon: -1 }, /layer_norm_epsilon: -1/],
    [{ add_cross_attention: true }, /add_cross_attention: true/],
    [{ bos_token_id: '50256' }, /bos_token_id: "50256", expected a token id/],
    [{ eos_token_id: 'x' }, /eos_token_id: "x", expected a token id, or a list of them/],
    [{ n_embd: undefined }, /n_embd: no value, expected a whole number of at least 1\.$/],
    [{ scale_attn_weights: 'yes' }, /scale_attn_weights: "yes"/],
  ];
  test.each(cases)('%o', (part, message) => {
    const parsing = (): unknown => gpt2.read({ ...small, ...part }, 'config.json');
    expect(parsing).toThrow(message);
    expect(parsing).toThrow(StudyError);
  });
});

test("GPT-2 small has 148 tensors and 124,439,808 parameters, transformers' own count; the larger ones theirs", () => {
  const counts = (part: object): [tensors: number, parameters: number] => {
    const shapes = [...gpt2.tensorShapes(gpt2.read({ ...small, ...part }, 'config.json')).values()];
    const sizes = shapes.map((shape) => shape.reduce((product, extent) => product * extent, 1));
    return [shapes.length, sizes.reduce((sum, size) => sum + size, 0)];
  };
  expect(counts({})).toEqual([148, 124_439_808]);
  expect(counts({ n_layer: 6 })).toEqual([76, 81_912_576]); // DistilGPT-2
  expect(counts({ n_layer: 24, n_head: 16, n_embd: 1024 })).toEqual([292, 354_823_168]);
  expect(counts({ n_layer: 36, n_head: 20, n_embd: 1280 })).toEqual([436, 774_030_080]);
  expect(counts({ n_layer: 48, n_head: 25, n_embd: 1600 })).toEqual([580, 1_557_611_200]);
  expect(counts({ tie_word_embeddings: false })[0]).toBe(149);
});

test('mask buffers are told from the bias of a projection', () => {
  const isBuffer = (name: string): boolean => gpt2.buffers.test(name);
  expect(['h.0.attn.bias', 'h.11.attn.masked_bias'].every(isBuffer)).toBe(true);
  expect(['h.0.attn.c_attn.bias', 'attn.bias', 'h.0.mlp.bias'].some(isBuffer)).toBe(false);
});
