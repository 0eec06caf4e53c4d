import { expect, test } from 'vitest';
import { parseModelConfig } from '../../src/model/config.ts';
import { gpt2TensorShapes, isMaskBuffer } from '../../src/model/gpt2-tensors.ts';
import { TINY } from './tiny-model.ts';

const small = { ...TINY, n_layer: 12, n_head: 12, n_embd: 768, n_positions: 1024, vocab_size: 50_257 };

test("GPT-2 small has 148 tensors and 124,439,808 parameters, transformers' own count", () => {
  const shapes = gpt2TensorShapes(parseModelConfig(small, 'config.json'));
  const parameters = [...shapes.values()].map((shape) => shape.reduce((product, extent) => product * extent, 1));
  expect(shapes.size).toBe(148);
  expect(parameters.reduce((sum, count) => sum + count, 0)).toBe(124_439_808);
  expect(gpt2TensorShapes(parseModelConfig({ ...small, tie_word_embeddings: false }, 'config.json')).size).toBe(149);
});

test('mask buffers are told from the bias of a projection', () => {
  expect(['h.0.attn.bias', 'h.11.attn.masked_bias'].every(isMaskBuffer)).toBe(true);
  expect(['h.0.attn.c_attn.bias', 'attn.bias', 'h.0.mlp.bias'].some(isMaskBuffer)).toBe(false);
});
