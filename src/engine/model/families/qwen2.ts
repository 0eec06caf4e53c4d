/**
 * Qwen 2 and 2.5: a gated decoder whose queries, keys and values have biases, which no key of config.json says.
 * Yang et al., https://arxiv.org/abs/2407.10671
 */
import { readGated } from './gated-config.ts';
import { gatedFamily } from './gated-decoder.ts';

export const qwen2 = gatedFamily({
  title: 'Qwen 2',
  modelType: 'qwen2',
  classes: ['Qwen2ForCausalLM'],
  read: (json, where) =>
    readGated(json, where, {
      modelType: 'qwen2',
      bias: { queries: true, output: false, feedForward: false },
      headNorms: false,
    }),
});
