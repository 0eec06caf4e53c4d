/** Settings of the sample of edges whose one end is taken out. */
import { group, leaf } from '../../../src/run/study/leaf.ts';
import { whole } from '../../../src/run/study/types.ts';

export const edgeEffect = group({
  sources: leaf({
    type: whole({ least: 0 }),
    default: 20, // each runs the later blocks forward and backward on every prompt once
    meaning:
      'Features that are taken out one by one, those of different units first, to see whether the attributions of their neighbours in the network change; 0 leaves this out.',
  }),
  targets: leaf({
    type: whole({ least: 1 }),
    default: 5,
    meaning:
      'Edges looked at of each of these features, each beside a pair of the same feature that is no edge and has as large an attribution; fewer where a feature has fewer.',
  }),
});
