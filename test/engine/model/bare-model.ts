/** A model without blocks, in which nothing but what a test puts in place happens. */
import type { Architecture } from '../../../src/engine/model/architecture.ts';

function unused(name: string): never {
  throw new Error(`bare model: ${name} is not there`);
}

export const bareModel: Architecture = {
  layers: 0,
  width: 2,
  vocabulary: 2,
  norm: 'layer',
  parallel: false,
  embed: (x) => x,
  block: (_, x) => x,
  heads: () => unused('heads'),
  neurons: () => unused('neurons'),
  finalNorm: (x) => x,
  unembedding: () => unused('unembedding'),
};
