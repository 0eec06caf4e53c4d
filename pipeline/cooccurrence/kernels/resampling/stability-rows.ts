/**
 * Rows of the stability tables from what the kernels found, feature_id in place of nodes: the last step before the door
 * to DuckDB, kept out of the stage so that the stage reads as its steps.
 */
import type { Algorithm } from '../../../../src/methods/graph/communities/partition.ts';
import type { Repeat } from './resample-partitions.ts';
import type { ResolutionRow } from './resolution-sweep.ts';
import type { Stability } from './stability.ts';

export type Source = 'seed' | 'subsample';

/** All repeats of one algorithm from one source. Their run numbers follow `firstRun`. */
export interface Batch {
  readonly algorithm: Algorithm;
  readonly source: Source;
  readonly firstRun: number;
  readonly seeds: readonly number[];
  readonly repeats: readonly Repeat[];
  readonly stability: Stability;
}

type Columns = Record<string, (string | number | boolean)[]>;

/** The clusters of the whole network, one row an algorithm and feature; `kept` are those of at least `minSize`. */
export function memberColumns(
  featureIds: Int32Array,
  found: readonly (Repeat & { readonly algorithm: Algorithm })[],
  minSize: number,
): Columns {
  const rows = found.flatMap(({ algorithm, cluster, sizes }) =>
    Array.from(featureIds, (feature_id, node) => {
      const size = sizes[cluster[node] - 1];
      return { feature_id, algorithm, cluster: cluster[node], size, kept: size >= minSize };
    }),
  );
  return columnsOf(rows, ['feature_id', 'algorithm', 'cluster', 'size', 'kept']);
}

/** Runs of the reference (`run` 0) and of every repeat, one row a feature. */
export function partitionColumns(
  featureIds: Int32Array,
  reference: readonly { readonly algorithm: Algorithm; readonly cluster: Int32Array; readonly seed: number }[],
  batches: readonly Batch[],
): Columns {
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

export function stabilityColumns(batches: readonly Batch[]): Columns {
  const rows = batches.flatMap(({ algorithm, source, firstRun, stability }) =>
    stability.runs.map((row, k) => ({ algorithm, source, run: firstRun + k, ...row })),
  );
  return columnsOf(rows, ['algorithm', 'source', 'run', 'clusters', 'kept', 'modularity', 'ari', 'nmi', 'vi']);
}

export function clusterColumns(batches: readonly Batch[]): Columns {
  const rows = batches.flatMap(({ algorithm, source, stability }) =>
    stability.clusters.map((row) => ({ algorithm, source, ...row })),
  );
  return columnsOf(rows, ['algorithm', 'source', 'cluster', 'jaccard', 'recovered']);
}

export function featureColumns(featureIds: Int32Array, batches: readonly Batch[]): Columns {
  const rows = batches.flatMap(({ algorithm, source, stability }) =>
    Array.from(featureIds, (feature_id, node) => ({
      algorithm,
      source,
      feature_id,
      ambiguity: stability.ambiguity[node],
    })),
  );
  return columnsOf(rows, ['algorithm', 'source', 'feature_id', 'ambiguity']);
}

export function resolutionColumns(rows: readonly ResolutionRow[]): Columns {
  return columnsOf(rows, ['algorithm', 'resolution', 'clusters', 'largest', 'modularity', 'ari']);
}

export function edgeColumns(
  edges: { readonly feature_a: Int32Array; readonly feature_b: Int32Array },
  batches: readonly Batch[],
): Columns {
  const rows = batches.flatMap(({ algorithm, source, stability }) =>
    Array.from(edges.feature_a, (feature_a, e) => ({
      algorithm,
      source,
      feature_a,
      feature_b: edges.feature_b[e],
      together: stability.together[e],
      present: stability.present[e],
    })),
  );
  return columnsOf(rows, ['algorithm', 'source', 'feature_a', 'feature_b', 'together', 'present']);
}

function columnsOf<Row extends object, Name extends string & keyof Row>(
  rows: readonly Row[],
  names: readonly Name[],
): Columns {
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name] as string | number | boolean)]));
}
