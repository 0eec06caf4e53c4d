/**
 * The network straight from a prompts × features matrix, by the same kernels and rules as the stages `correlate` and
 * `network` take in two steps: for resamples and null models, which need thousands of networks and store none.
 * Features that are constant over the given prompts have no correlation and stay isolated.
 */
import { adjust } from '../stats/adjust.ts';
import { correlationP } from '../stats/correlation-p.ts';
import type { Matrix } from '../stats/matrix.ts';
import { pearson } from '../stats/pearson.ts';
import type { NodePairs } from './feature-graph.ts';
import { type Graph, graphFromEdges } from './graph.ts';
import { type NetworkRule, selectEdges } from './select-edges.ts';

export interface AttributionNetwork {
  /** Nodes are the columns of the matrix; weights are |r|. */
  readonly graph: Graph;
  /** Every pair of features that vary. */
  readonly pairs: NodePairs;
  /** Indices of the pairs that are edges. */
  readonly edges: Int32Array;
}

/** `matrix` [P, F] row-major; `rows` restricts it to some prompts. */
export function attributionNetwork(matrix: Matrix, rule: NetworkRule, rows?: Int32Array): AttributionNetwork {
  const chosen = rows === undefined ? matrix : takeRows(matrix, rows);
  const { kept, r } = pearson(chosen);
  const a = new Int32Array(r.length);
  const b = new Int32Array(r.length);
  let pair = 0;
  for (let i = 0; i < kept.length; i++) {
    for (let j = i + 1; j < kept.length; j++, pair++) {
      a[pair] = kept[i];
      b[pair] = kept[j];
    }
  }
  const pairs = { a, b, r };
  const q = (): Float64Array =>
    adjust(
      r.map((value) => correlationP(value, chosen.rows - 2)),
      'benjamini-hochberg',
    );
  const edges = selectEdges(matrix.cols, pairs, rule, q);
  const graph = graphFromEdges(
    matrix.cols,
    edges.map((k) => a[k]),
    edges.map((k) => b[k]),
    Float64Array.from(edges, (k) => Math.abs(r[k])),
  );
  return { graph, pairs, edges };
}

/** The rows of a matrix in the order of `rows`. */
export function takeRows(matrix: Matrix, rows: Int32Array): Matrix {
  const { cols } = matrix;
  const values = new Float64Array(rows.length * cols);
  rows.forEach((row, i) => {
    if (!(row >= 0 && row < matrix.rows))
      throw new RangeError(`takeRows: row ${row}, expected 0 to ${matrix.rows - 1}`);
    values.set(matrix.values.subarray(row * cols, (row + 1) * cols), i * cols);
  });
  return { rows: rows.length, cols, values };
}
