/** f = relu(h). Cunningham et al., https://arxiv.org/abs/2309.08600 */
import * as ops from '../../onnx/ops.ts';
import { type DictionaryArchitecture, preActivation } from './architecture.ts';

export const standard: DictionaryArchitecture = {
  name: 'standard',
  perFeature: ['b_enc'],
  choosesK: false,
  rescales: false,
  activate: (_, weights, x) => ops.relu(preActivation(weights, x, 'b_enc')),
};
