/**
 * The network straight from a prompts × features matrix, by the same kernels and rules as the stages `correlate` and
 * `network` take in two steps: for subsamples of prompts, which need hundreds of networks and store none.
 * Features that have no correlation over the given prompts (constant, or explained by the covariates) stay isolated.
 */

import { type Graph, graphFromEdges } from '../../../../src/methods/graph/csr-graph.ts';
import { type NetworkRule, selectEdges } from '../../../../src/methods/graph/edges/select-edges.ts';
import type { NodePairs } from '../../../../src/methods/graph/pair-graph.ts';
import { adjust } from '../../../../src/methods/stats/adjust.ts';
import {
  type CorrelationOptions,
  preparedColumns,
} from '../../../../src/methods/stats/correlation/correlation-options.ts';
import { pairPs } from '../../../../src/methods/stats/correlation/every-pair.ts';
import { pairProducts } from '../../../../src/methods/stats/correlation/pairs.ts';
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';

/** `matrix` [P, F]; nodes are its columns, weights |r|. `rows` restricts it to some prompts. */
export function attributionNetwork(
  matrix: Matrix,
  rule: NetworkRule,
  correlation: CorrelationOptions,
  rows?: Int32Array,
): Graph {
  return graphOf(matrix.cols, columnPairs(matrix, correlation, rows), rule);
}

interface ColumnPairs extends NodePairs {
  /** Of every pair. */
  p(): Float64Array;
}

/** Every pair of columns that has a correlation. */
export function columnPairs(matrix: Matrix, correlation: CorrelationOptions, rows?: Int32Array): ColumnPairs {
  const prepared = preparedColumns(matrix, correlation, rows);
  const { varying, r } = pairProducts(prepared.columns);
  return { ...pairEnds(varying), r, p: () => pairPs(prepared, r) };
}

/** The two ends of every pair of `varying`, in the order of pairIndex. */
export function pairEnds(varying: Int32Array): { readonly a: Int32Array; readonly b: Int32Array } {
  const pairs = (varying.length * (varying.length - 1)) / 2;
  const [a, b] = [new Int32Array(pairs), new Int32Array(pairs)];
  for (let i = 0, pair = 0; i < varying.length; i++) {
    for (let j = i + 1; j < varying.length; j++, pair++) {
      a[pair] = varying[i];
      b[pair] = varying[j];
    }
  }
  return { a, b };
}

export function graphOf(n: number, { p, ...pairs }: ColumnPairs, rule: NetworkRule): Graph {
  return chosenGraph(n, pairs, rule, () => adjust(p(), 'benjamini-hochberg'));
}

/** The graph of the pairs that the rule chooses. `q` [pairs] is asked for only under `fdr`. */
export function chosenGraph(n: number, pairs: NodePairs, rule: NetworkRule, q: () => Float64Array): Graph {
  const edges = selectEdges(n, pairs, rule, q);
  return graphFromEdges(
    n,
    edges.map((k) => pairs.a[k]),
    edges.map((k) => pairs.b[k]),
    Float64Array.from(edges, (k) => Math.abs(pairs.r[k])),
  );
}
