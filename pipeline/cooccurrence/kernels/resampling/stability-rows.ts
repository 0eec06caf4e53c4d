/**
 * Repeats of the clusterings judged against the clusters that the study shows, and the rows of the tables about them, with feature_id in
 * place of nodes: kept out of the stage so that the stage reads as its steps.
 */
import type { Algorithm } from '../../../../src/methods/graph/communities/partition.ts';
import type { Graph } from '../../../../src/methods/graph/csr-graph.ts';
import type { Repeat } from './resample-partitions.ts';
import { type Reference, type Stability, stability } from './stability.ts';

/** Repeats of one algorithm from one source. Their run numbers follow `firstRun`. */
interface Repeats {
  readonly source: 'seed' | 'subsample';
  readonly firstRun: number;
  readonly seeds: readonly number[];
  readonly repeats: readonly Repeat[];
}

export interface Batch extends Repeats {
  readonly algorithm: Algorithm;
  readonly stability: Stability;
}

interface Repeated extends Repeats {
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

/** Runs of the reference (`run` 0) and of every repeat, a value a feature: as columns, since they are features times hundreds of runs. */
export function partitionColumns(
  featureIds: Int32Array,
  reference: readonly { readonly algorithm: Algorithm; readonly cluster: Int32Array; readonly seed: number }[],
  batches: readonly Batch[],
) {
  const runs = [
    ...reference.map((one) => ({ ...one, run: 0 })),
    ...batches.flatMap(({ algorithm, firstRun, seeds, repeats }) =>
      repeats.map(({ cluster }, k) => ({ algorithm, run: firstRun + k, seed: seeds[k], cluster })),
    ),
  ];
  const perNode = <T>(value: (run: (typeof runs)[number], node: number) => T): T[] =>
    runs.flatMap((run) => Array.from(featureIds, (_, node) => value(run, node)));
  return {
    algorithm: perNode((run) => run.algorithm),
    run: perNode((run) => run.run),
    seed: perNode((run) => run.seed),
    feature_id: perNode((_, node) => featureIds[node]),
    cluster: perNode((run, node) => run.cluster[node]),
  };
}

export function stabilityRows(batches: readonly Batch[]) {
  return batches.flatMap(({ algorithm, source, firstRun, stability: { runs } }) =>
    runs.map((row, k) => ({ algorithm, source, run: firstRun + k, ...row })),
  );
}

export function clusterRows(batches: readonly Batch[]) {
  return batches.flatMap(({ algorithm, source, stability: { clusters } }) =>
    clusters.map((row) => ({ algorithm, source, ...row })),
  );
}

export function featureRows(featureIds: Int32Array, batches: readonly Batch[]) {
  return batches.flatMap(({ algorithm, source, stability: { ambiguity } }) =>
    Array.from(featureIds, (feature_id, node) => ({ algorithm, source, feature_id, ambiguity: ambiguity[node] })),
  );
}

export function edgeRows(
  edges: { readonly feature_a: Int32Array; readonly feature_b: Int32Array },
  batches: readonly Batch[],
) {
  return batches.flatMap(({ algorithm, source, stability: { together, present } }) =>
    Array.from(edges.feature_a, (feature_a, e) => {
      return {
        algorithm,
        source,
        feature_a,
        feature_b: edges.feature_b[e],
        together: together[e],
        present: present[e],
      };
    }),
  );
}
