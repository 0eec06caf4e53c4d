/** Rows of the table `edge_evidence`: each edge with the nulls it survives, q ≤ EDGE_Q over all pairs of features (edge-survival.ts). */

import { adjust } from '../../../../src/methods/stats/adjust.ts';
import type { PromptMatrix } from '../matrix/prompt-matrix.ts';
import { pairP } from './edge-survival.ts';
import { DECISIVE } from './null-kinds.ts';
import type { NullInput } from './replicates.ts';
import { type StudyNetwork, studyNetwork } from './study-network.ts';

/** Expected share of false ones among the edges that survive a null. */
const EDGE_Q = 0.05;

interface EdgeEvidenceRow {
  readonly feature_a: number;
  readonly feature_b: number;
  readonly asked: readonly string[];
  readonly survives: readonly string[];
  /** Null where a decisive null was not computed. */
  readonly survives_decisive: boolean | null;
}

/** @param rows of every null that was computed; each edge once for each null */
export function edgeEvidence(rows: readonly SurvivalRow[]): EdgeEvidenceRow[] {
  const byEdge = new Map<string, SurvivalRow[]>();
  for (const row of rows) {
    const key = `${row.feature_a}/${row.feature_b}`;
    const own = byEdge.get(key);
    if (own === undefined) byEdge.set(key, [row]);
    else own.push(row);
  }
  return [...byEdge.values()].map((own) => {
    const asked = own.map((row) => row.null);
    const survives = own.filter(({ q }) => q <= EDGE_Q).map((row) => row.null);
    return {
      feature_a: own[0].feature_a,
      feature_b: own[0].feature_b,
      asked,
      survives,
      survives_decisive: DECISIVE.every((kind) => asked.includes(kind))
        ? DECISIVE.every((kind) => survives.includes(kind))
        : null,
    };
  });
}

/** Rows of the table `edge_survival`: every edge beside one null, with q over all pairs and not only over edges. */
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
