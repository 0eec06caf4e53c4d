/**
 * GPT-2: learned positions, pre-norm blocks, one fused query-key-value projection, GELU feed-forward, final layer norm, unembedding
 * tied to the token embedding unless `lm_head.weight` is present. Weights of projections are stored [in, out].
 * Radford et al., Language Models are Unsupervised Multitask Learners, 2019.
 * Layout: https://github.com/huggingface/transformers/blob/v4.46.0/src/transformers/models/gpt2/modeling_gpt2.py
 */
import type { Tensor } from '../onnx/graph.ts';
import * as ops from '../onnx/ops.ts';
import type { Architecture, BlockOptions, Weights } from './architecture.ts';
import { causalAttention } from './attention.ts';
import type { ModelConfig } from './config.ts';

export function gpt2(config: ModelConfig, weights: Weights): Architecture {
  const { nLayers, nHeads, dModel, vocabSize, layerNormEpsilon, attentionScales, tied } = config;
  const norm = (name: string, x: Tensor): Tensor =>
    ops.layerNorm(x, weights(`${name}.weight`), weights(`${name}.bias`), layerNormEpsilon);
  const project = (name: string, x: Tensor): Tensor =>
    ops.add(ops.matmul(x, weights(`${name}.weight`)), weights(`${name}.bias`));

  const attention = (layer: number, x: Tensor, lastOnly: boolean): Tensor => {
    const h = `h.${layer}`;
    const normed = norm(`${h}.ln_1`, x);
    const [q, k, v] = ops.split(project(`${h}.attn.c_attn`, normed), 2, [dModel, dModel, dModel]) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    const queries = lastOnly ? ops.slice(q, 1, -1) : q;
    return project(`${h}.attn.c_proj`, causalAttention(queries, k, v, nHeads, attentionScales[layer]!));
  };
  const feedForward = (h: string, x: Tensor): Tensor =>
    project(`${h}.mlp.c_proj`, activation(config, project(`${h}.mlp.c_fc`, norm(`${h}.ln_2`, x))));

  return {
    layers: nLayers,
    width: dModel,
    vocabulary: vocabSize,
    embed: (tokens) =>
      ops.add(
        ops.gather(weights('wte.weight'), tokens),
        ops.gather(weights('wpe.weight'), ops.indicesAlong(tokens, 1)),
      ),
    block(layer, x, { lastOnly = false }: BlockOptions = {}) {
      const h = `h.${layer}`;
      const kept = lastOnly ? ops.slice(x, 1, -1) : x;
      const middle = ops.add(kept, attention(layer, x, lastOnly));
      return ops.add(middle, feedForward(h, middle));
    },
    finalNorm: (x) => norm('ln_f', x),
    unembedding: () => weights(tied ? 'wte.weight' : 'lm_head.weight'),
  };
}

function activation({ activation: name }: ModelConfig, x: Tensor): Tensor {
  if (name === 'relu') return ops.relu(x);
  return ops.gelu(x, name === 'gelu_erf' ? 'none' : 'tanh');
}
