/**
 * Llama 2 and 3, SmolLM and SmolLM2, TinyLlama, and what else is saved as one of them: a gated decoder without biases.
 * Llama 3.1 and 3.2 have stretched rotary positions. Grattafiori et al., https://arxiv.org/abs/2407.21783
 */
import * as z from 'zod';
import { ConfigKeys, flag } from '../config.ts';
import { readGated } from './gated-config.ts';
import { gatedFamily } from './gated-decoder.ts';

const KEYS = z.object({ attention_bias: flag.default(false), mlp_bias: flag.default(false) });

export const llama = gatedFamily({
  title: 'Llama, SmolLM2',
  modelType: 'llama',
  classes: ['LlamaForCausalLM'],
  read(json, where) {
    const { attention_bias: attention, mlp_bias: feedForward } = new ConfigKeys(where).read(KEYS, json);
    const bias = { queries: attention, output: attention, feedForward };
    return readGated(json, where, { modelType: 'llama', bias, headNorms: false });
  },
});
