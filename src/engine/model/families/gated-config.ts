/** The keys of config.json that decoders with gated feed-forwards and rotary positions share (gated-decoder.ts), in the forms of transformers 4 and 5. */
import * as z from 'zod';
import {
  ConfigKeys,
  count,
  flag,
  type Json,
  layerCount,
  type ModelConfig,
  positive,
  text,
  tokenId,
  tokenIds,
} from '../config.ts';
import type { Rotary, RotaryScaling } from './rotary.ts';

export interface GatedConfig extends ModelConfig {
  /** S, which need not be D / heads. */
  readonly headSize: number;
  /** Heads that have keys and values; each serves as many heads of queries. */
  readonly nKeyHeads: number;
  readonly rotary: Rotary;
  /** Keys that a query of each block sees; null: all before it. */
  readonly windows: readonly (number | null)[];
  /** Which projections have a bias. */
  readonly bias: { readonly queries: boolean; readonly output: boolean; readonly feedForward: boolean };
  /** Queries and keys of each head are normalised before they are turned. */
  readonly headNorms: boolean;
}

const share = z.number('a share above 0 and at most 1').gt(0).max(1);
const ROPE = z.object({
  rope_type: text.optional(),
  // What transformers called it before 4.45.
  type: text.optional(),
  rope_theta: positive.optional(),
  partial_rotary_factor: share.optional(),
  factor: positive.optional(),
  low_freq_factor: positive.optional(),
  high_freq_factor: positive.optional(),
  original_max_position_embeddings: count.optional(),
});

export const GATED_KEYS = z.object({
  num_hidden_layers: layerCount,
  num_attention_heads: count,
  num_key_value_heads: count.nullish(),
  hidden_size: count,
  head_dim: count.nullish(),
  intermediate_size: count,
  max_position_embeddings: count,
  vocab_size: count,
  rms_norm_eps: positive.default(1e-6),
  hidden_act: text.default('silu'),
  rope_theta: positive.default(10_000),
  partial_rotary_factor: share.default(1),
  rope_scaling: ROPE.nullish(),
  rope_parameters: ROPE.nullish(),
  use_sliding_window: flag.default(false),
  sliding_window: count.nullish(),
  max_window_layers: z.int('a whole number').min(0, 'a whole number of at least 0').default(28),
  layer_types: z
    .array(z.enum(['full_attention', 'sliding_attention'], 'full_attention or sliding_attention'))
    .nullish(),
  tie_word_embeddings: flag.default(false),
  bos_token_id: tokenId,
  eos_token_id: tokenIds,
});

type Own = Pick<GatedConfig, 'modelType' | 'bias' | 'headNorms'> & {
  /** Where config.json names none; D / heads where this is left out too. */
  readonly headSize?: number;
};

/** @throws StudyError naming the key */
export function readGated(json: Json, where: string, { headSize: usual, ...own }: Own): GatedConfig {
  const keys = new ConfigKeys(where);
  const config = keys.read(GATED_KEYS, json);
  const { hidden_size: dModel, num_attention_heads: nHeads, num_hidden_layers: nLayers } = config;
  const nKeyHeads = config.num_key_value_heads ?? nHeads;
  keys.divides('num_attention_heads', nHeads, 'num_key_value_heads', nKeyHeads);
  const given = config.head_dim ?? usual;
  if (given === undefined) keys.divides('hidden_size', dModel, 'num_attention_heads', nHeads);
  const headSize = given ?? dModel / nHeads;
  return {
    ...own,
    ...{ nLayers, nHeads, nKeyHeads, dModel, headSize, dInner: config.intermediate_size, gated: true },
    nPositions: config.max_position_embeddings,
    vocabSize: config.vocab_size,
    norm: 'rms',
    normEpsilon: config.rms_norm_eps,
    activation: keys.activation('hidden_act', config.hidden_act),
    rotary: rotaryOf(keys, config, headSize),
    windows: windowsOf(keys, config),
    tied: config.tie_word_embeddings,
    bosTokenId: config.bos_token_id ?? null,
    eosTokenId: config.eos_token_id ?? null,
  };
}

type Keys = z.infer<typeof GATED_KEYS>;

function rotaryOf(keys: ConfigKeys, config: Keys, headSize: number): Rotary {
  // transformers 5 has everything under one key, 4 the stretching under one and the rest at the top.
  const key = config.rope_parameters ? 'rope_parameters' : 'rope_scaling';
  const rope = config[key] ?? {};
  const portion = rope.partial_rotary_factor ?? config.partial_rotary_factor;
  const dimensions = Math.trunc(headSize * portion);
  if (dimensions < 2 || dimensions % 2 !== 0)
    throw keys.refuse('partial_rotary_factor', portion, `a share that gives an even part of a head of ${headSize}`);
  const base = rope.rope_theta ?? config.rope_theta;
  const scaling = scalingOf(keys, key, rope);
  return { dimensions, base, ...(scaling && { scaling }) };
}

function scalingOf(keys: ConfigKeys, key: string, rope: z.infer<typeof ROPE>): RotaryScaling | undefined {
  const kind = rope.rope_type ?? rope.type ?? 'default';
  if (kind === 'default') return undefined;
  if (kind !== 'linear' && kind !== 'llama3')
    throw keys.refuse(`${key}.rope_type`, kind, 'default, linear or llama3: other ways of stretching are not known');
  const asked = (name: 'factor' | 'low_freq_factor' | 'high_freq_factor' | 'original_max_position_embeddings') => {
    const value = rope[name];
    if (value === undefined) throw keys.refuse(`${key}.${name}`, undefined, `a number above 0, for ${kind}`);
    return value;
  };
  const factor = asked('factor');
  if (kind === 'linear') return { kind, factor };
  const [low, high] = [asked('low_freq_factor'), asked('high_freq_factor')];
  if (high <= low) throw keys.refuse(`${key}.high_freq_factor`, high, `a number above low_freq_factor (${low})`);
  return { kind, factor, low, high, positions: asked('original_max_position_embeddings') };
}

/** A window as wide as the longest text binds nobody. */
function windowsOf(keys: ConfigKeys, config: Keys): (number | null)[] {
  const { num_hidden_layers: nLayers, layer_types: types, sliding_window: width, max_window_layers: first } = config;
  if (types && types.length !== nLayers)
    throw keys.refuse('layer_types', `${types.length} of them`, `one for each of ${nLayers} layers`);
  const slides = (layer: number): boolean =>
    types ? types[layer] === 'sliding_attention' : config.use_sliding_window && layer >= first;
  return Array.from({ length: nLayers }, (_, layer) => {
    if (!slides(layer)) return null;
    if (width === undefined || width === null)
      throw keys.refuse('sliding_window', width, `a whole number, for the windows of layer ${layer}`);
    return width < config.max_position_embeddings ? width : null;
  });
}
