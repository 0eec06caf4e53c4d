/**
 * A BatchTopK SAE as its training left it: k features a position on average, and one threshold θ, kept while training, that a code must
 * exceed. f = relu(h')·1[h' > θ], with h' = h·‖W_dec row‖ where codes are in units of the decoder norms: what SAELens makes of such a file
 * when it saves it for inference (a jumprelu with θ for every feature). Bussmann et al., https://arxiv.org/abs/2412.06410
 */
import * as ops from '../../onnx/ops.ts';
import { type DictionaryArchitecture, decoderNorms, preActivation } from './architecture.ts';

export const batchtopk: DictionaryArchitecture = {
  name: 'batchtopk',
  perFeature: ['b_enc'],
  choosesK: false,
  rescales: true,
  activate(config, weights, x) {
    if (config.topkThreshold === undefined) throw new Error('batchtopk: a configuration without its threshold');
    const h = preActivation(weights, x, 'b_enc');
    const code = config.rescaleActsByDecoderNorm ? ops.mul(h, decoderNorms(weights)) : h;
    return ops.mul(ops.relu(code), ops.greater(code, x.graph.scalar(config.topkThreshold)));
  },
};
