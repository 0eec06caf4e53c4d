/**
 * GPT-2: learned positions, pre-norm blocks, one fused query-key-value projection, GELU feed-forward, final layer norm, unembedding
 * tied to the token embedding unless the config says otherwise. Weights of projections are stored [in, out].
 * GPT-2 small, medium, large and XL, DistilGPT-2, and whatever was trained from them.
 * Radford et al., Language Models are Unsupervised Multitask Learners, 2019.
 * Layout: https://github.com/huggingface/transformers/blob/v4.46.0/src/transformers/models/gpt2/modeling_gpt2.py
 */
import * as z from 'zod';
import type { Tensor } from '../../onnx/onnx-graph.ts';
import * as ops from '../../onnx/ops.ts';
import type { BlockOptions, HeadProjection } from '../architecture.ts';
import { ConfigKeys, count, flag, layerCount, type ModelConfig, positive, text, tokenId, tokenIds } from '../config.ts';
import { type Visits, visited } from '../site.ts';
import { causalAttention } from './attention.ts';
import type { Family } from './family.ts';
import { activate, type NormVisits, normalise, project, splitBias, splitColumns, splitRows } from './layers.ts';
import { residualBlock } from './residual-block.ts';

export interface Gpt2Config extends ModelConfig {
  /** Factor on q·k of each layer: 1/√(D / heads), divided by the layer's number from 1 where the model says so. */
  readonly attentionScales: readonly number[];
}

const KEYS = z.object({
  n_layer: layerCount,
  n_head: count,
  n_embd: count,
  n_positions: count.optional(),
  n_ctx: count.optional(),
  n_inner: count.nullish(),
  vocab_size: count,
  layer_norm_epsilon: positive.default(1e-5),
  activation_function: text.default('gelu_new'),
  tie_word_embeddings: flag.default(true),
  scale_attn_weights: flag.default(true),
  scale_attn_by_inverse_layer_idx: flag.default(false),
  add_cross_attention: flag.default(false),
  bos_token_id: tokenId,
  eos_token_id: tokenIds,
});

export const gpt2: Family<Gpt2Config> = {
  title: 'GPT-2',
  modelType: 'gpt2',
  classes: ['GPT2LMHeadModel'],
  prefix: 'transformer.',
  embedding: 'wte.weight',
  unembedding: 'lm_head.weight',
  finalGain: 'ln_f.weight',
  buffers: /^h\.\d+\.attn\.(bias|masked_bias)$/,

  read(json, where) {
    const keys = new ConfigKeys(where);
    const config = keys.read(KEYS, json);
    const { n_embd: dModel, n_head: nHeads, n_layer: nLayers, vocab_size: vocabSize } = config;
    keys.divides('n_embd', dModel, 'n_head', nHeads);
    const nPositions = config.n_positions ?? config.n_ctx;
    if (nPositions === undefined) throw keys.refuse('n_positions', undefined, 'a whole number of at least 1');
    if (config.add_cross_attention) throw keys.refuse('add_cross_attention', true, 'false: a decoder alone');
    const scale = config.scale_attn_weights ? 1 / Math.sqrt(dModel / nHeads) : 1;
    return {
      modelType: 'gpt2',
      nLayers,
      nHeads,
      dModel,
      dInner: config.n_inner ?? 4 * dModel,
      nPositions,
      vocabSize,
      norm: 'layer',
      normEpsilon: config.layer_norm_epsilon,
      activation: keys.activation('activation_function', config.activation_function),
      attentionScales: Array.from({ length: nLayers }, (_, layer) =>
        config.scale_attn_by_inverse_layer_idx ? scale / (layer + 1) : scale,
      ),
      tied: config.tie_word_embeddings,
      bosTokenId: config.bos_token_id ?? null,
      eosTokenId: config.eos_token_id ?? null,
    };
  },

  tensorShapes({ nLayers, dModel, dInner, nPositions, vocabSize, tied }) {
    const projection = (name: string, from: number, to: number): [string, number[]][] => [
      [`${name}.weight`, [from, to]],
      [`${name}.bias`, [to]],
    ];
    const norm = (name: string): [string, number[]][] => [
      [`${name}.weight`, [dModel]],
      [`${name}.bias`, [dModel]],
    ];
    const blocks = Array.from({ length: nLayers }, (_, layer) => `h.${layer}`).flatMap((h) => [
      ...norm(`${h}.ln_1`),
      ...projection(`${h}.attn.c_attn`, dModel, 3 * dModel),
      ...projection(`${h}.attn.c_proj`, dModel, dModel),
      ...norm(`${h}.ln_2`),
      ...projection(`${h}.mlp.c_fc`, dModel, dInner),
      ...projection(`${h}.mlp.c_proj`, dInner, dModel),
    ]);
    return new Map([
      ['wte.weight', [vocabSize, dModel]],
      ['wpe.weight', [nPositions, dModel]],
      ...blocks,
      ...norm('ln_f'),
      ...(tied ? [] : [['lm_head.weight', [vocabSize, dModel]] as [string, number[]]]),
    ]);
  },

  build(config, weights) {
    const norm = (name: string, x: Tensor, visits?: NormVisits): Tensor => normalise(config, weights, name, x, visits);
    const linear = (name: string, x: Tensor, columns?: readonly [number, number]): Tensor =>
      project(weights, name, x, { stored: 'in-out', ...(columns && { columns }) });
    const { nLayers, nHeads, dModel, vocabSize, attentionScales } = config;
    const attention = (layer: number, x: Tensor, { layout, visits }: Required<BlockOptions>): Tensor => {
      const joint = layout.sequences(linear(`h.${layer}.attn.c_attn`, x));
      const [q, k, v] = ops.split(joint, 2, [dModel, dModel, dModel]) as [Tensor, Tensor, Tensor];
      return layout.rows(causalAttention(q, k, v, nHeads, attentionScales[layer], { visits }));
    };
    /** The same at the last positions alone: queries of the others are not computed. */
    const lastAttention = (layer: number, x: Tensor, { layout, visits }: Required<BlockOptions>): Tensor => {
      const name = `h.${layer}.attn.c_attn`;
      const q = linear(name, layout.last(x), [0, dModel]);
      const joint = layout.sequences(linear(name, x, [dModel, 3 * dModel]));
      const [k, v] = ops.split(joint, 2, [dModel, dModel]) as [Tensor, Tensor];
      return causalAttention(q, k, v, nHeads, attentionScales[layer], { ends: layout.ends, visits });
    };
    const feedForward = (h: string, x: Tensor, visits: Visits): Tensor =>
      linear(`${h}.mlp.c_proj`, visited(visits, 'mlp_post', activate(config.activation, linear(`${h}.mlp.c_fc`, x))));

    return {
      layers: nLayers,
      width: dModel,
      vocabulary: vocabSize,
      norm: config.norm,
      parallel: false,
      embed: (tokens) =>
        ops.add(
          ops.gather(weights('wte.weight'), tokens),
          ops.gather(weights('wpe.weight'), ops.indicesAlong(tokens, 1)),
        ),
      block: (layer, x, options) =>
        residualBlock(
          x,
          {
            parallel: false,
            norm: (before, rows, visits) =>
              norm(`h.${layer}.${before === 'attention' ? 'ln_1' : 'ln_2'}`, rows, visits),
            mix: (read, own) => (own.lastOnly ? lastAttention : attention)(layer, read, own),
            write: (z) => linear(`h.${layer}.attn.c_proj`, z),
            feedForward: (read, visits) => feedForward(`h.${layer}`, read, visits),
          },
          options,
        ),
      heads(layer) {
        const name = `h.${layer}.attn`;
        const part = (index: number): HeadProjection => {
          const columns = [index * dModel, (index + 1) * dModel] as const;
          return {
            weight: splitColumns(ops.slice(weights(`${name}.c_attn.weight`), 1, ...columns), nHeads),
            bias: splitBias(ops.slice(weights(`${name}.c_attn.bias`), 0, ...columns), nHeads),
          };
        };
        const output = splitRows(weights(`${name}.c_proj.weight`), nHeads);
        return { q: part(0), k: part(1), v: part(2), o: { weight: output, bias: weights(`${name}.c_proj.bias`) } };
      },
      neurons: (layer) => weights(`h.${layer}.mlp.c_proj.weight`),
      finalNorm: (x, visits) => norm('ln_f', x, visits),
      unembedding: () => weights(config.tied ? 'wte.weight' : 'lm_head.weight'),
    };
  },
};
