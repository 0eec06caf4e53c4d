/** Rows of the table `edge_evidence`: each edge with the nulls it survives, q ≤ EDGE_Q over all pairs of features (edge-survival.ts). */
import { DECISIVE } from './null-kinds.ts';
import type { SurvivalRow } from './survival-rows.ts';

/** Expected share of false ones among the edges that survive a null. */
export const EDGE_Q = 0.05;

export interface EdgeEvidenceRow {
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
