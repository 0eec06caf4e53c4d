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

/** The keys of config.json that change GPT-2's numbers. */
export interface Gpt2Config {
  readonly n_layer: number;
  readonly n_head: number;
  readonly n_embd: number;
  readonly n_positions: number;
  readonly vocab_size: number;
  readonly layer_norm_epsilon: number;
  readonly activation_function: 'gelu_new' | 'gelu_pytorch_tanh' | 'gelu' | 'relu';
}

/** @param tied whether the unembedding is the token embedding (no `lm_head.weight`) */
export function gpt2(config: Gpt2Config, weights: Weights, tied: boolean): Architecture {
  const { n_layer, n_head, n_embd, vocab_size, layer_norm_epsilon } = config;
  const norm = (name: string, x: Tensor): Tensor =>
    ops.layerNorm(x, weights(`${name}.weight`), weights(`${name}.bias`), layer_norm_epsilon);
  const project = (name: string, x: Tensor): Tensor =>
    ops.add(ops.matmul(x, weights(`${name}.weight`)), weights(`${name}.bias`));

  const attention = (h: string, x: Tensor, lastOnly: boolean): Tensor => {
    const normed = norm(`${h}.ln_1`, x);
    const [q, k, v] = ops.split(project(`${h}.attn.c_attn`, normed), 2, [n_embd, n_embd, n_embd]) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    const queries = lastOnly ? ops.slice(q, 1, -1) : q;
    return project(`${h}.attn.c_proj`, causalAttention(queries, k, v, n_head));
  };
  const feedForward = (h: string, x: Tensor): Tensor =>
    project(`${h}.mlp.c_proj`, activation(config, project(`${h}.mlp.c_fc`, norm(`${h}.ln_2`, x))));

  return {
    layers: n_layer,
    width: n_embd,
    vocabulary: vocab_size,
    embed: (tokens) =>
      ops.add(
        ops.gather(weights('wte.weight'), tokens),
        ops.gather(weights('wpe.weight'), ops.indicesAlong(tokens, 1)),
      ),
    block(layer, x, { lastOnly = false }: BlockOptions = {}) {
      const h = `h.${layer}`;
      const kept = lastOnly ? ops.slice(x, 1, -1) : x;
      const middle = ops.add(kept, attention(h, x, lastOnly));
      return ops.add(middle, feedForward(h, middle));
    },
    finalNorm: (x) => norm('ln_f', x),
    unembedding: () => weights(tied ? 'wte.weight' : 'lm_head.weight'),
  };
}

function activation({ activation_function: name }: Gpt2Config, x: Tensor): Tensor {
  if (name === 'relu') return ops.relu(x);
  return ops.gelu(x, name === 'gelu' ? 'none' : 'tanh');
}
