import { expect, it } from 'vitest';
import { qwen3 } from '../../../../src/engine/model/families/qwen3.ts';

const QWEN = {
  ...{ architectures: ['Qwen3ForCausalLM'], attention_bias: false, bos_token_id: 151643, eos_token_id: 151645 },
  ...{ head_dim: 128, hidden_act: 'silu', hidden_size: 1024, intermediate_size: 3072, max_position_embeddings: 40960 },
  ...{ max_window_layers: 28, model_type: 'qwen3', num_attention_heads: 16, num_hidden_layers: 28, rms_norm_eps: 1e-6 },
  ...{ num_key_value_heads: 8, rope_scaling: null, rope_theta: 1000000, sliding_window: null, vocab_size: 151936 },
  ...{ tie_word_embeddings: true, use_sliding_window: false },
};

it("Qwen 3 0.6B's own file has heads wider than their share, 310 tensors and 596,049,920 parameters", () => {
  const config = qwen3.read(QWEN, 'config.json');
  expect(config).toMatchObject({ headSize: 128, nHeads: 16, dModel: 1024, headNorms: true });
  const shapes = qwen3.tensorShapes(config);
  const parameters = [...shapes.values()].map((shape) => shape.reduce((a, b) => a * b, 1));
  expect([shapes.size, parameters.reduce((a, b) => a + b, 0)]).toEqual([310, 596_049_920]);
  expect(shapes.get('layers.3.self_attn.q_proj.weight')).toEqual([2048, 1024]);
  expect(shapes.get('layers.3.self_attn.q_norm.weight')).toEqual([128]);
});

it('has heads of 128 where its file says nothing, as transformers', () => {
  const { head_dim: _, ...rest } = QWEN;
  expect(qwen3.read(rest, 'config.json').headSize).toBe(128);
});
