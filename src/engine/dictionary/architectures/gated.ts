/** f = 1[x W_enc + b_gate > 0]·relu(x W_enc·exp(r_mag) + b_mag). Rajamanoharan et al., https://arxiv.org/abs/2404.16014 */
import * as ops from '../../onnx/ops.ts';
import type { DictionaryArchitecture } from './architecture.ts';

export const gated: DictionaryArchitecture = {
  name: 'gated',
  perFeature: ['b_gate', 'r_mag', 'b_mag'],
  choosesK: false,
  rescales: false,
  activate(_, weights, x) {
    // One product serves both paths: (x·exp(r))·W = (x·W)·exp(r), because r scales columns.
    const shared = ops.matmul(x, weights('W_enc'));
    const magnitude = ops.add(ops.mul(shared, ops.exp(weights('r_mag'))), weights('b_mag'));
    return ops.mul(ops.relu(magnitude), ops.greater(ops.add(shared, weights('b_gate')), x.graph.scalar(0)));
  },
};
