import { expect, it } from 'vitest';
import { qwen2 } from '../../../../src/engine/model/families/qwen2.ts';

const QWEN = {
  ...{ architectures: ['Qwen2ForCausalLM'], bos_token_id: 151643, eos_token_id: 151643, hidden_act: 'silu' },
  ...{ hidden_size: 896, intermediate_size: 4864, max_position_embeddings: 32768, max_window_layers: 24 },
  ...{
    model_type: 'qwen2',
    num_attention_heads: 14,
    num_hidden_layers: 24,
    num_key_value_heads: 2,
    rms_norm_eps: 1e-6,
  },
  ...{ rope_theta: 1000000, sliding_window: 32768, tie_word_embeddings: true, use_sliding_window: false },
  vocab_size: 151936,
};

it("Qwen 2.5 0.5B's own file has biases on queries, keys and values, 290 tensors and 494,032,768 parameters", () => {
  const config = qwen2.read(QWEN, 'config.json');
  expect(config.bias).toEqual({ queries: true, output: false, feedForward: false });
  const shapes = qwen2.tensorShapes(config);
  const parameters = [...shapes.values()].map((shape) => shape.reduce((a, b) => a * b, 1));
  expect([shapes.size, parameters.reduce((a, b) => a + b, 0)]).toEqual([290, 494_032_768]);
  expect(shapes.get('layers.3.self_attn.k_proj.bias')).toEqual([128]);
  expect(config.windows.every((window) => window === null)).toBe(true);
});

it('windows hold from a layer on, where the file asks for them and they bind', () => {
  const own = { ...QWEN, use_sliding_window: true, max_window_layers: 20, sliding_window: 4096 };
  const { windows } = qwen2.read(own, 'config.json');
  expect(windows).toEqual([...Array(20).fill(null), ...Array(4).fill(4096)]);
  expect(qwen2.read({ ...own, sliding_window: 32768 }, 'c').windows).toEqual(Array(24).fill(null));
});
