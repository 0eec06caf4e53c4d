/**
 * Qwen 3: a gated decoder that normalises the queries and keys of each head, with heads of a size of their own.
 * Yang et al., https://arxiv.org/abs/2505.09388
 */
import * as z from 'zod';
import { ConfigKeys, flag } from '../config.ts';
import { readGated } from './gated-config.ts';
import { gatedFamily } from './gated-decoder.ts';

const KEYS = z.object({ attention_bias: flag.default(false) });

export const qwen3 = gatedFamily({
  title: 'Qwen 3',
  modelType: 'qwen3',
  classes: ['Qwen3ForCausalLM'],
  read(json, where) {
    const { attention_bias: attention } = new ConfigKeys(where).read(KEYS, json);
    const bias = { queries: attention, output: attention, feedForward: false };
    // As transformers has it where the file names none.
    return readGated(json, where, { modelType: 'qwen3', bias, headNorms: true, headSize: 128 });
  },
});
