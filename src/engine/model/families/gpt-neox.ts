/**
 * GPT-NeoX, the architecture of Pythia: rotary positions on a share of each head, attention and feed-forward beside each other
 * (x + attention(norm₁ x) + mlp(norm₂ x)), an unembedding of its own. The query-key-value projection is laid out head by head: q, k
 * and v of head 0, then of head 1, and so on. Weights of projections are stored [out, in].
 * Black et al., https://arxiv.org/abs/2204.06745; Biderman et al. (Pythia), https://arxiv.org/abs/2304.01373
 * Layout: https://github.com/huggingface/transformers/blob/v4.46.0/src/transformers/models/gpt_neox/modeling_gpt_neox.py
 */
import * as z from 'zod';
import type { Tensor } from '../../onnx/onnx-graph.ts';
import * as ops from '../../onnx/ops.ts';
import type { BlockOptions, HeadProjection } from '../architecture.ts';
import { ConfigKeys, count, flag, layerCount, type ModelConfig, positive, text, tokenId, tokenIds } from '../config.ts';
import { type Visits, visited } from '../site.ts';
import { attendHeads, splitHeads } from './attention.ts';
import type { Family } from './family.ts';
import { activate, type NormVisits, normalise, project, splitRows } from './layers.ts';
import { residualBlock } from './residual-block.ts';
import { type Rotary, rotate } from './rotary.ts';

interface GptNeoxConfig extends ModelConfig {
  readonly rotary: Rotary;
  /** Attention and feed-forward read the same residual; false: the feed-forward reads what attention has written. */
  readonly parallelResidual: boolean;
  /** Whether the projections of attention have a bias. */
  readonly attentionBias: boolean;
}

const share = z.number().gt(0).max(1);
const KEYS = z.object({
  num_hidden_layers: layerCount,
  num_attention_heads: count,
  hidden_size: count,
  intermediate_size: count,
  max_position_embeddings: count,
  vocab_size: count,
  layer_norm_eps: positive.default(1e-5),
  hidden_act: text.default('gelu'),
  rotary_pct: share.default(0.25),
  rotary_emb_base: positive.default(10_000),
  rope_scaling: z.unknown().optional(),
  // What transformers 5 writes in place of the two keys above it.
  rope_parameters: z
    .object({
      rope_type: text.default('default'),
      rope_theta: positive.optional(),
      partial_rotary_factor: share.optional(),
    })
    .optional(),
  use_parallel_residual: flag.default(true),
  attention_bias: flag.default(true),
  tie_word_embeddings: flag.default(false),
  bos_token_id: tokenId,
  eos_token_id: tokenIds,
});

export const gptNeox: Family<GptNeoxConfig> = {
  title: 'GPT-NeoX, Pythia',
  modelType: 'gpt_neox',
  classes: ['GPTNeoXForCausalLM'],
  prefix: 'gpt_neox.',
  embedding: 'embed_in.weight',
  unembedding: 'embed_out.weight',
  finalGain: 'final_layer_norm.weight',
  buffers: /^layers\.\d+\.attention\.(bias|masked_bias|rotary_emb\.inv_freq)$/,

  read(json, where) {
    const keys = new ConfigKeys(where);
    const config = keys.read(KEYS, json);
    const { hidden_size: dModel, num_attention_heads: nHeads, vocab_size: vocabSize, rope_parameters: rope } = config;
    keys.divides('hidden_size', dModel, 'num_attention_heads', nHeads);
    if (config.rope_scaling !== undefined && config.rope_scaling !== null)
      throw keys.refuse('rope_scaling', config.rope_scaling, 'null: stretched positions are not known');
    if (rope !== undefined && rope.rope_type !== 'default')
      throw keys.refuse('rope_parameters.rope_type', rope.rope_type, '"default"');
    const pct = rope?.partial_rotary_factor ?? config.rotary_pct;
    const dimensions = Math.trunc((dModel / nHeads) * pct);
    if (dimensions < 2 || dimensions % 2 !== 0)
      throw keys.refuse('rotary_pct', pct, `a share that gives an even part of a head of ${dModel / nHeads}`);
    return {
      modelType: 'gpt_neox',
      nLayers: config.num_hidden_layers,
      nHeads,
      dModel,
      dInner: config.intermediate_size,
      nPositions: config.max_position_embeddings,
      vocabSize,
      norm: 'layer',
      normEpsilon: config.layer_norm_eps,
      activation: keys.activation('hidden_act', config.hidden_act),
      rotary: { dimensions, base: rope?.rope_theta ?? config.rotary_emb_base },
      parallelResidual: config.use_parallel_residual,
      attentionBias: config.attention_bias,
      tied: config.tie_word_embeddings,
      bosTokenId: config.bos_token_id ?? null,
      eosTokenId: config.eos_token_id ?? null,
    };
  },

  tensorShapes({ nLayers, dModel, dInner, vocabSize, tied, attentionBias }) {
    const linear = (name: string, from: number, to: number, bias = true): [string, number[]][] => [
      [`${name}.weight`, [to, from]],
      ...(bias ? [[`${name}.bias`, [to]] as [string, number[]]] : []),
    ];
    const norm = (name: string): [string, number[]][] => [
      [`${name}.weight`, [dModel]],
      [`${name}.bias`, [dModel]],
    ];
    const blocks = Array.from({ length: nLayers }, (_, layer) => `layers.${layer}`).flatMap((at) => [
      ...norm(`${at}.input_layernorm`),
      ...norm(`${at}.post_attention_layernorm`),
      ...linear(`${at}.attention.query_key_value`, dModel, 3 * dModel, attentionBias),
      ...linear(`${at}.attention.dense`, dModel, dModel, attentionBias),
      ...linear(`${at}.mlp.dense_h_to_4h`, dModel, dInner),
      ...linear(`${at}.mlp.dense_4h_to_h`, dInner, dModel),
    ]);
    return new Map([
      ['embed_in.weight', [vocabSize, dModel]],
      ...blocks,
      ...norm('final_layer_norm'),
      ...(tied ? [] : [['embed_out.weight', [vocabSize, dModel]] as [string, number[]]]),
    ]);
  },

  build(config, weights) {
    const { nLayers, nHeads, dModel, vocabSize, rotary, attentionBias } = config;
    const size = dModel / nHeads;
    const norm = (name: string, x: Tensor, visits?: NormVisits): Tensor => normalise(config, weights, name, x, visits);
    const linear = (name: string, x: Tensor, bias = true): Tensor =>
      project(weights, name, x, { stored: 'out-in', bias });
    const attention = (at: string, x: Tensor, { lastOnly, layout, visits }: Required<BlockOptions>): Tensor => {
      const joint = layout.sequences(linear(`${at}.attention.query_key_value`, x, attentionBias));
      const [q, k, v] = ops.split(splitHeads(joint, nHeads), 3, [size, size, size]) as [Tensor, Tensor, Tensor];
      const positions = ops.indicesAlong(joint, 1);
      const [queries, keys] = [rotate(q, positions, rotary), rotate(k, positions, rotary)];
      const mixed = layout.rows(attendHeads(queries, keys, v, 1 / Math.sqrt(size), { visits }));
      return lastOnly ? layout.last(mixed) : mixed;
    };
    const feedForward = (at: string, x: Tensor, visits: Visits): Tensor =>
      linear(
        `${at}.mlp.dense_4h_to_h`,
        visited(visits, 'mlp_post', activate(config.activation, linear(`${at}.mlp.dense_h_to_4h`, x))),
      );

    return {
      layers: nLayers,
      width: dModel,
      vocabulary: vocabSize,
      norm: config.norm,
      parallel: config.parallelResidual,
      embed: (tokens) => ops.gather(weights('embed_in.weight'), tokens),
      block(layer, x, options) {
        const at = `layers.${layer}`;
        const names = { attention: 'input_layernorm', 'feed-forward': 'post_attention_layernorm' };
        return residualBlock(
          x,
          {
            parallel: config.parallelResidual,
            norm: (before, rows, visits) => norm(`${at}.${names[before]}`, rows, visits),
            mix: (read, own) => attention(at, read, own),
            write: (z) => linear(`${at}.attention.dense`, z, attentionBias),
            feedForward: (read, visits) => feedForward(at, read, visits),
          },
          options,
        );
      },
      heads(layer) {
        const name = `layers.${layer}.attention`;
        const biasOf = (own: string) => (attentionBias ? weights(`${name}.${own}.bias`) : undefined);
        // Rows of a head: its queries, its keys, its values.
        const joint = ops.reshape(weights(`${name}.query_key_value.weight`), [nHeads, 3 * size, dModel]);
        const jointBias = biasOf('query_key_value');
        const offsets = jointBias && ops.split(ops.reshape(jointBias, [nHeads, 3 * size]), 1, [size, size, size]);
        const [q, k, v] = ops
          .split(joint, 1, [size, size, size])
          .map((own, i): HeadProjection => ({ weight: ops.transpose(own, [0, 2, 1]), bias: offsets?.[i] })) as [
          HeadProjection,
          HeadProjection,
          HeadProjection,
        ];
        const output = splitRows(ops.transpose(weights(`${name}.dense.weight`), [1, 0]), nHeads);
        return { q, k, v, o: { weight: output, bias: biasOf('dense') } };
      },
      neurons: (layer) => ops.transpose(weights(`layers.${layer}.mlp.dense_4h_to_h.weight`), [1, 0]),
      finalNorm: (x, visits) => norm('final_layer_norm', x, visits),
      unembedding: () => weights(config.tied ? 'embed_in.weight' : 'embed_out.weight'),
    };
  },
};
