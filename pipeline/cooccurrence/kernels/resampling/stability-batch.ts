/** The repeats of one algorithm from one source, judged against the clusters that the study shows. */
import type { Algorithm } from '../../../../src/methods/graph/communities/partition.ts';
import type { Graph } from '../../../../src/methods/graph/csr-graph.ts';
import { type Reference, stability } from './stability.ts';
import type { Batch } from './stability-rows.ts';

export interface Repeated extends Pick<Batch, 'source' | 'firstRun' | 'seeds' | 'repeats'> {
  /** The network of each repeat, or the one of them all. */
  readonly graphs: readonly Graph[];
}

/** @param minSize of a cluster that is kept @returns one batch, or none where nothing was repeated: there is no mean of no repeats */
export function stabilityBatch(
  algorithm: Algorithm,
  reference: Reference,
  { source, firstRun, seeds, repeats, graphs }: Repeated,
  minSize: number,
): Batch[] {
  if (repeats.length === 0) return [];
  return [{ algorithm, source, firstRun, seeds, repeats, stability: stability(reference, repeats, graphs, minSize) }];
}
