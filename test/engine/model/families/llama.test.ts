import { describe, expect, it } from 'vitest';
import { llama } from '../../../../src/engine/model/families/llama.ts';

const parameters = (shapes: ReadonlyMap<string, readonly number[]>) => [
  shapes.size,
  [...shapes.values()].map((shape) => shape.reduce((a, b) => a * b, 1)).reduce((a, b) => a + b, 0),
];

describe('a config.json of Llama', () => {
  it("Llama 3.2 1B's own file, with 146 tensors and 1,235,814,400 parameters", () => {
    const config = llama.read(
      {
        ...{ architectures: ['LlamaForCausalLM'], attention_bias: false, bos_token_id: 128000, eos_token_id: 128001 },
        ...{ head_dim: 64, hidden_act: 'silu', hidden_size: 2048, intermediate_size: 8192, mlp_bias: false },
        ...{ max_position_embeddings: 131072, model_type: 'llama', num_attention_heads: 32, num_hidden_layers: 16 },
        ...{ num_key_value_heads: 8, pretraining_tp: 1, rms_norm_eps: 1e-5, rope_theta: 500000, vocab_size: 128256 },
        rope_scaling: {
          ...{ factor: 32, high_freq_factor: 4, low_freq_factor: 1, original_max_position_embeddings: 8192 },
          rope_type: 'llama3',
        },
        tie_word_embeddings: true,
      },
      'config.json',
    );
    expect(config).toMatchObject({
      ...{ modelType: 'llama', nLayers: 16, nHeads: 32, nKeyHeads: 8, headSize: 64, dModel: 2048, dInner: 8192 },
      ...{ nPositions: 131072, norm: 'rms', normEpsilon: 1e-5, activation: 'silu', tied: true, bosTokenId: 128000 },
      rotary: {
        dimensions: 64,
        base: 500000,
        scaling: { kind: 'llama3', factor: 32, low: 1, high: 4, positions: 8192 },
      },
      bias: { queries: false, output: false, feedForward: false },
    });
    expect(parameters(llama.tensorShapes(config))).toEqual([146, 1_235_814_400]);
  });

  it("SmolLM2 135M's, with 272 tensors and 134,515,008 parameters", () => {
    const config = llama.read(
      {
        ...{ bos_token_id: 0, eos_token_id: 0, hidden_act: 'silu', hidden_size: 576, intermediate_size: 1536 },
        ...{ max_position_embeddings: 8192, model_type: 'llama', num_attention_heads: 9, num_hidden_layers: 30 },
        ...{ num_key_value_heads: 3, rms_norm_eps: 1e-5, rope_scaling: null, rope_theta: 100000, vocab_size: 49152 },
        tie_word_embeddings: true,
      },
      'config.json',
    );
    expect(config).toMatchObject({ headSize: 64, nKeyHeads: 3, rotary: { dimensions: 64, base: 100000 } });
    expect(parameters(llama.tensorShapes(config))).toEqual([272, 134_515_008]);
  });
});
