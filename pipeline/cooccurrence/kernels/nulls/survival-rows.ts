/** Rows of the table `edge_survival`: every edge beside one null, with q over all pairs and not only over edges. */
import { adjust } from '../../../../src/methods/stats/adjust.ts';
import type { PromptMatrix } from '../matrix/prompt-matrix.ts';
import { pairP } from './edge-survival.ts';
import type { NullInput } from './replicates.ts';
import { type StudyNetwork, studyNetwork } from './study-network.ts';

export interface SurvivalRow {
  readonly feature_a: number;
  readonly feature_b: number;
  readonly null: string;
  readonly p: number;
  readonly q: number;
}

/** @param counts of the null's replicates */
export function survivalRows(
  kind: string,
  matrix: PromptMatrix,
  { statistics, groups }: Pick<NullInput, 'statistics' | 'groups'>,
  counts: Float64Array,
): SurvivalRow[] {
  const { pairs, graph }: StudyNetwork = studyNetwork(matrix, statistics);
  const p = pairP(counts, pairs, groups);
  const q = adjust(p, 'benjamini-hochberg');
  const isEdge = edgeTest(graph);
  return Array.from(p.keys())
    .filter((k) => isEdge(pairs.a[k], pairs.b[k]))
    .map((k) => ({
      feature_a: matrix.featureIds[pairs.a[k]],
      feature_b: matrix.featureIds[pairs.b[k]],
      null: kind,
      p: p[k],
      q: q[k],
    }));
}

function edgeTest({ n, offsets, targets }: StudyNetwork['graph']): (a: number, b: number) => boolean {
  const neighbours = Array.from({ length: n }, (_, v) => new Set(targets.subarray(offsets[v], offsets[v + 1])));
  return (a, b) => neighbours[a].has(b);
}
