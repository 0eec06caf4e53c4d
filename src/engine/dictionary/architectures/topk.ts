/** f = relu of the k largest h, the rest 0. Gao et al., https://arxiv.org/abs/2406.04093 */
import type { Tensor } from '../../onnx/onnx-graph.ts';
import * as ops from '../../onnx/ops.ts';
import { type DictionaryArchitecture, decoderNorms, preActivation } from './architecture.ts';

export const topk: DictionaryArchitecture = {
  name: 'topk',
  perFeature: ['b_enc'],
  choosesK: true,
  rescales: true,
  activate(config, weights, x) {
    const h = preActivation(weights, x, 'b_enc');
    if (config.k === null) throw new Error('topk: a configuration without k');
    return keepLargest(config.rescaleActsByDecoderNorm ? ops.mul(h, decoderNorms(weights)) : h, config.k);
  },
};

/** relu of the k largest entries of each row, zero elsewhere. */
function keepLargest(h: Tensor, k: number): Tensor {
  const { graph } = h;
  const kept = [...h.shape.slice(0, -1), k];
  const [values, indices] = graph.append(
    'TopK',
    [h, graph.constant('int64', [1], [k])],
    [
      { type: 'float32', shape: kept },
      { type: 'int64', shape: kept },
    ],
  ) as [Tensor, Tensor];
  return graph.node('ScatterElements', [ops.zerosLike(h), indices, ops.relu(values)], 'float32', h.shape, {
    attributes: { axis: -1 },
  });
}
