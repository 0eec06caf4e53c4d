/**
 * The decoder that most open models share: root-mean-square norms before attention and feed-forward, rotary positions, keys and values
 * that several heads of queries share, and a feed-forward whose neurons are act(x W_gate) ∘ (x W_up). Weights of projections are stored
 * [out, in]. What one family does differently stands in its config (gated-config.ts); the families are the files that name one.
 * Touvron et al., https://arxiv.org/abs/2302.13971
 * Layout: https://github.com/huggingface/transformers/blob/v4.46.0/src/transformers/models/llama/modeling_llama.py
 */
import type { Tensor } from '../../onnx/onnx-graph.ts';
import * as ops from '../../onnx/ops.ts';
import type { Architecture, BlockOptions, HeadProjection, Weights } from '../architecture.ts';
import { type Visits, visited } from '../site.ts';
import { attendHeads, repeatHeads, splitHeads } from './attention.ts';
import type { Family } from './family.ts';
import type { GatedConfig } from './gated-config.ts';
import { activate, type NormVisits, normalise, project, splitBias, splitColumns, splitRows } from './layers.ts';
import { residualBlock } from './residual-block.ts';
import { rotate } from './rotary.ts';

type Named = Pick<Family<GatedConfig>, 'title' | 'modelType' | 'classes' | 'read'>;

/** A family of such decoders: their files have the same names. */
export function gatedFamily(named: Named): Family<GatedConfig> {
  return {
    ...named,
    prefix: 'model.',
    embedding: 'embed_tokens.weight',
    unembedding: 'lm_head.weight',
    finalGain: 'norm.weight',
    buffers: /^layers\.\d+\.self_attn\.rotary_emb\.inv_freq$/,
    tensorShapes,
    build,
  };
}

function tensorShapes(config: GatedConfig): Map<string, number[]> {
  const { nLayers, nHeads, nKeyHeads, headSize, dModel, dInner, vocabSize, tied, bias, headNorms } = config;
  type Entry = [string, number[]];
  const linear = (name: string, from: number, to: number, hasBias: boolean): Entry[] => [
    [`${name}.weight`, [to, from]],
    ...(hasBias ? [[`${name}.bias`, [to]] as Entry] : []),
  ];
  const blocks = Array.from({ length: nLayers }, (_, layer) => `layers.${layer}`).flatMap((at): Entry[] => [
    [`${at}.input_layernorm.weight`, [dModel]],
    [`${at}.post_attention_layernorm.weight`, [dModel]],
    ...linear(`${at}.self_attn.q_proj`, dModel, nHeads * headSize, bias.queries),
    ...linear(`${at}.self_attn.k_proj`, dModel, nKeyHeads * headSize, bias.queries),
    ...linear(`${at}.self_attn.v_proj`, dModel, nKeyHeads * headSize, bias.queries),
    ...linear(`${at}.self_attn.o_proj`, nHeads * headSize, dModel, bias.output),
    ...(headNorms ? ['q_norm', 'k_norm'].map((name): Entry => [`${at}.self_attn.${name}.weight`, [headSize]]) : []),
    ...linear(`${at}.mlp.gate_proj`, dModel, dInner, bias.feedForward),
    ...linear(`${at}.mlp.up_proj`, dModel, dInner, bias.feedForward),
    ...linear(`${at}.mlp.down_proj`, dInner, dModel, bias.feedForward),
  ]);
  return new Map([
    ['embed_tokens.weight', [vocabSize, dModel]],
    ...blocks,
    ['norm.weight', [dModel]],
    ...(tied ? [] : [['lm_head.weight', [vocabSize, dModel]] as Entry]),
  ]);
}

function build(config: GatedConfig, weights: Weights): Architecture {
  const { nLayers, nHeads, nKeyHeads, headSize, dModel, vocabSize, bias, headNorms, rotary, windows } = config;
  const repeats = nHeads / nKeyHeads;
  const norm = (name: string, x: Tensor, visits?: NormVisits): Tensor => normalise(config, weights, name, x, visits);
  const linear = (name: string, x: Tensor, hasBias: boolean): Tensor =>
    project(weights, name, x, { stored: 'out-in', bias: hasBias });

  const attention = (layer: number, x: Tensor, { lastOnly, layout, visits }: Required<BlockOptions>): Tensor => {
    const at = `layers.${layer}.self_attn`;
    const headsOf = (name: 'q' | 'k' | 'v', heads: number): Tensor =>
      splitHeads(layout.sequences(linear(`${at}.${name}_proj`, x, bias.queries)), heads);
    const [q, k, v] = [headsOf('q', nHeads), headsOf('k', nKeyHeads), headsOf('v', nKeyHeads)];
    const positions = ops.indicesAlong(q, 2);
    const turned = (name: 'q' | 'k', of: Tensor): Tensor => {
      const normed = headNorms ? ops.rmsNorm(of, weights(`${at}.${name}_norm.weight`), config.normEpsilon) : of;
      return rotate(normed, positions, rotary);
    };
    const [keys, values] = [repeatHeads(turned('k', k), repeats), repeatHeads(v, repeats)];
    const window = windows[layer] ?? undefined;
    const mixed = layout.rows(attendHeads(turned('q', q), keys, values, 1 / Math.sqrt(headSize), { visits, window }));
    return lastOnly ? layout.last(mixed) : mixed;
  };

  const feedForward = (at: string, x: Tensor, visits: Visits): Tensor => {
    const gate = activate(config.activation, linear(`${at}.gate_proj`, x, bias.feedForward));
    const neurons = ops.mul(gate, linear(`${at}.up_proj`, x, bias.feedForward));
    return linear(`${at}.down_proj`, visited(visits, 'mlp_post', neurons), bias.feedForward);
  };

  return {
    layers: nLayers,
    width: dModel,
    vocabulary: vocabSize,
    norm: config.norm,
    parallel: false,
    embed: (tokens) => ops.gather(weights('embed_tokens.weight'), tokens),
    block(layer, x, options) {
      const at = `layers.${layer}`;
      const names = { attention: 'input_layernorm', 'feed-forward': 'post_attention_layernorm' };
      return residualBlock(
        x,
        {
          parallel: false,
          norm: (before, rows, visits) => norm(`${at}.${names[before]}`, rows, visits),
          mix: (read, own) => attention(layer, read, own),
          write: (z) => linear(`${at}.self_attn.o_proj`, z, bias.output),
          feedForward: (read, visits) => feedForward(`${at}.mlp`, read, visits),
        },
        options,
      );
    },
    heads(layer) {
      const at = `layers.${layer}.self_attn`;
      const biasOf = (name: string, has: boolean) => (has ? weights(`${at}.${name}_proj.bias`) : undefined);
      /** [G, …] → [H, …] */
      const shared = (x: Tensor): Tensor => {
        const whole = ops.unsqueeze(x, x.rank === 2 ? [0, 3] : [0]);
        return ops.squeeze(repeatHeads(whole, repeats), x.rank === 2 ? [0, 3] : [0]);
      };
      const projection = (name: 'q' | 'k' | 'v', heads: number): HeadProjection => {
        const weight = splitColumns(ops.transpose(weights(`${at}.${name}_proj.weight`), [1, 0]), heads);
        const offset = biasOf(name, bias.queries);
        const own = offset && splitBias(offset, heads);
        return heads === nHeads ? { weight, bias: own } : { weight: shared(weight), bias: own && shared(own) };
      };
      const output = splitRows(ops.transpose(weights(`${at}.o_proj.weight`), [1, 0]), nHeads);
      return {
        q: projection('q', nHeads),
        k: projection('k', nKeyHeads),
        v: projection('v', nKeyHeads),
        o: { weight: output, bias: biasOf('o', bias.output) },
      };
    },
    neurons: (layer) => ops.transpose(weights(`layers.${layer}.mlp.down_proj.weight`), [1, 0]),
    finalNorm: (x, visits) => norm('norm', x, visits),
    unembedding: () => weights(config.tied ? 'embed_tokens.weight' : 'lm_head.weight'),
  };
}
