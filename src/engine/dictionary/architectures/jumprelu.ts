/** f = relu(h)·1[h > threshold]. Rajamanoharan et al., https://arxiv.org/abs/2407.14435 */
import * as ops from '../../onnx/ops.ts';
import { type DictionaryArchitecture, preActivation } from './architecture.ts';

export const jumprelu: DictionaryArchitecture = {
  name: 'jumprelu',
  perFeature: ['b_enc', 'threshold'],
  choosesK: false,
  rescales: false,
  activate({ logThreshold }, weights, x) {
    const h = preActivation(weights, x, 'b_enc');
    const threshold = logThreshold === true ? ops.exp(weights('log_threshold')) : weights('threshold');
    return ops.mul(ops.relu(h), ops.greater(h, threshold));
  },
};
