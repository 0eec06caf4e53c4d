/**
 * A GPT-2 `config.json` as one exact description. A setting that would change numbers and is not known here is an error:
 * a model that runs with a guessed activation gives plausible wrong results.
 *
 * Keys and defaults: https://github.com/huggingface/transformers/blob/main/src/transformers/models/gpt2/configuration_gpt2.py
 */
import { z } from 'zod';
import { StudyError } from '../errors.ts';

/** `gelu_tanh` is 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))); `gelu_erf` is x·Φ(x). */
export type Activation = 'gelu_tanh' | 'gelu_erf' | 'relu';

export interface ModelConfig {
  readonly modelType: 'gpt2';
  readonly nLayers: number;
  readonly nHeads: number;
  /** D, the width of the residual stream. */
  readonly dModel: number;
  /** Width of the MLP. */
  readonly dInner: number;
  readonly nPositions: number;
  readonly vocabSize: number;
  readonly layerNormEpsilon: number;
  readonly activation: Activation;
  /** Factor on q·k of each layer: 1/√(D / heads), divided by the layer's number from 1 where the model says so. */
  readonly attentionScales: readonly number[];
  /** Whether the unembedding is `wte.weight`. */
  readonly tied: boolean;
  /** Null when the model names none. */
  readonly bosTokenId: number | null;
  readonly eosTokenId: number | null;
}

/** transformers' names for the activations; `gelu_fast` and `gelu_pytorch_tanh` are the same function as `gelu_new`. */
const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  gelu_new: 'gelu_tanh',
  gelu_fast: 'gelu_tanh',
  gelu_pytorch_tanh: 'gelu_tanh',
  gelu: 'gelu_erf',
  relu: 'relu',
};

const count = z.int().min(1);
const tokenId = z.int().min(0).nullish();

const Gpt2 = z.object({
  n_layer: count,
  n_head: count,
  n_embd: count,
  n_positions: count.optional(),
  n_ctx: count.optional(),
  n_inner: count.nullish(),
  vocab_size: count,
  layer_norm_epsilon: z.number().positive().default(1e-5),
  activation_function: z.string().default('gelu_new'),
  tie_word_embeddings: z.boolean().default(true),
  scale_attn_weights: z.boolean().default(true),
  scale_attn_by_inverse_layer_idx: z.boolean().default(false),
  add_cross_attention: z.boolean().default(false),
  bos_token_id: tokenId,
  eos_token_id: tokenId,
});

/** `where` is the file's path, for messages. */
export function parseModelConfig(json: Readonly<Record<string, unknown>>, where: string): ModelConfig {
  if (json.model_type !== 'gpt2') {
    const found = json.model_type === undefined ? 'no model_type' : `model_type ${JSON.stringify(json.model_type)}`;
    throw new StudyError({
      where,
      found,
      expected: 'model_type "gpt2"',
      fix: 'Other architectures are not supported.',
    });
  }
  const parsed = Gpt2.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const key = issue.path.join('.');
    throw new StudyError({
      where: `${where}: ${key}`,
      found: JSON.stringify(json[key]) ?? 'no value',
      expected: issue.message,
    });
  }
  const config = parsed.data;
  const refuse = (key: string, found: unknown, expected: string): StudyError =>
    new StudyError({ where: `${where}: ${key}`, found: JSON.stringify(found) ?? 'no value', expected });

  if (config.n_embd % config.n_head !== 0)
    throw refuse('n_embd', config.n_embd, `a multiple of n_head (${config.n_head})`);
  const nPositions = config.n_positions ?? config.n_ctx;
  if (nPositions === undefined) throw refuse('n_positions', undefined, 'a whole number of at least 1');
  if (!Object.hasOwn(ACTIVATIONS, config.activation_function)) {
    throw refuse('activation_function', config.activation_function, `one of ${Object.keys(ACTIVATIONS).join(', ')}`);
  }
  if (config.add_cross_attention) throw refuse('add_cross_attention', true, 'false: a decoder alone');
  for (const key of ['bos_token_id', 'eos_token_id'] as const) {
    const id = config[key] ?? -1;
    if (id >= config.vocab_size) throw refuse(key, id, `an id below vocab_size (${config.vocab_size})`);
  }

  const scale = config.scale_attn_weights ? 1 / Math.sqrt(config.n_embd / config.n_head) : 1;
  return {
    modelType: 'gpt2',
    nLayers: config.n_layer,
    nHeads: config.n_head,
    dModel: config.n_embd,
    dInner: config.n_inner ?? 4 * config.n_embd,
    nPositions,
    vocabSize: config.vocab_size,
    layerNormEpsilon: config.layer_norm_epsilon,
    activation: ACTIVATIONS[config.activation_function],
    attentionScales: Array.from({ length: config.n_layer }, (_, layer) =>
      config.scale_attn_by_inverse_layer_idx ? scale / (layer + 1) : scale,
    ),
    tied: config.tie_word_embeddings,
    bosTokenId: config.bos_token_id ?? null,
    eosTokenId: config.eos_token_id ?? null,
  };
}
