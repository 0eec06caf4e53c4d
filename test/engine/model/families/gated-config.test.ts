import { describe, expect, it } from 'vitest';
import { readGated } from '../../../../src/engine/model/families/gated-config.ts';
import { StudyError } from '../../../../src/errors.ts';

const KEYS = {
  ...{ num_hidden_layers: 4, num_attention_heads: 8, num_key_value_heads: 2, hidden_size: 64, intermediate_size: 96 },
  ...{ max_position_embeddings: 100, vocab_size: 50, rope_theta: 500 },
};
const OWN = { modelType: 'm', bias: { queries: false, output: false, feedForward: false }, headNorms: false };
const read = (changes: object) => readGated({ ...KEYS, ...changes }, 'config.json', OWN);

describe('keys that gated decoders share', () => {
  it('have heads of D / heads unless they say otherwise, and a key head each where they name none', () => {
    expect(read({})).toMatchObject({ headSize: 8, nKeyHeads: 2, gated: true, normEpsilon: 1e-6 });
    expect(read({ head_dim: 10 }).headSize).toBe(10);
    expect(read({ head_dim: null, num_key_value_heads: null })).toMatchObject({ headSize: 8, nKeyHeads: 8 });
    expect(readGated({ ...KEYS, hidden_size: 60 }, 'c', { ...OWN, headSize: 16 }).headSize).toBe(16);
  });

  it('say rotary positions in the forms of transformers 4 and 5 alike', () => {
    const llama3 = { factor: 8, low_freq_factor: 1, high_freq_factor: 4, original_max_position_embeddings: 64 };
    const scaling = { kind: 'llama3', factor: 8, low: 1, high: 4, positions: 64 };
    const wanted = { dimensions: 8, base: 500, scaling };
    expect(read({ rope_scaling: { rope_type: 'llama3', ...llama3 } }).rotary).toEqual(wanted);
    expect(read({ rope_scaling: { type: 'llama3', ...llama3 } }).rotary).toEqual(wanted);
    const five = { rope_type: 'llama3', rope_theta: 500, ...llama3 };
    expect(read({ rope_theta: undefined, rope_parameters: five }).rotary).toEqual(wanted);
    expect(read({ rope_parameters: { rope_type: 'default', rope_theta: 7 } }).rotary).toEqual({
      dimensions: 8,
      base: 7,
    });
    expect(read({ rope_scaling: null }).rotary).toEqual({ dimensions: 8, base: 500 });
    expect(read({ partial_rotary_factor: 0.5 }).rotary.dimensions).toBe(4);
  });

  it('name the windows of layers, by type or from a layer on', () => {
    const types = ['full_attention', 'sliding_attention', 'full_attention', 'sliding_attention'];
    expect(read({ layer_types: types, sliding_window: 9 }).windows).toEqual([null, 9, null, 9]);
    expect(read({ use_sliding_window: true, max_window_layers: 3, sliding_window: 9 }).windows).toEqual([null, null, null, 9]); // biome-ignore format: one line
    expect(read({ sliding_window: 9 }).windows).toEqual([null, null, null, null]);
    expect(read({ layer_types: types, sliding_window: 100 }).windows).toEqual([null, null, null, null]);
  });

  const refusals: readonly [object, RegExp][] = [
    [{ num_key_value_heads: 3 }, /num_attention_heads: 8, expected a multiple of num_key_value_heads \(3\)/],
    [{ hidden_size: 60 }, /hidden_size: 60, expected a multiple of num_attention_heads \(8\)/],
    [{ head_dim: 7 }, /partial_rotary_factor: 1, expected a share that gives an even part of a head of 7/],
    [
      { rope_scaling: { rope_type: 'yarn', factor: 4 } },
      /rope_scaling\.rope_type: "yarn", expected default, linear or/,
    ],
    [{ rope_parameters: { rope_type: 'dynamic' } }, /rope_parameters\.rope_type: "dynamic"/],
    [{ rope_scaling: { type: 'linear' } }, /rope_scaling\.factor: no value, expected a number above 0, for linear/],
    [
      { rope_scaling: { type: 'llama3', factor: 8, low_freq_factor: 4, high_freq_factor: 4, original_max_position_embeddings: 9 } }, // biome-ignore format: one line
      /high_freq_factor: 4, expected a number above low_freq_factor/,
    ],
    [{ layer_types: ['full_attention'] }, /layer_types: "1 of them", expected one for each of 4 layers/],
    [{ layer_types: Array(4).fill('chunked_attention') }, /layer_types\.0: "chunked_attention"/],
    [{ use_sliding_window: true, max_window_layers: 0 }, /sliding_window: no value, expected a whole number, for the/],
    [{ hidden_act: 'quick_gelu' }, /hidden_act: "quick_gelu"/],
    [{ rms_norm_eps: 0 }, /rms_norm_eps: 0/],
    [{ num_hidden_layers: 1e9 }, /num_hidden_layers: 1000000000/],
  ];
  it.each(refusals)('that cannot be used are refused, naming the key: %o', (changes, message) => {
    expect(() => read(changes)).toThrow(message);
    expect(() => read(changes)).toThrow(StudyError);
  });
});
