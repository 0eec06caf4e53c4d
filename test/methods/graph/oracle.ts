/** The graphs and values of fixtures/oracles/network.oracle.json, and comparison at its stated tolerances. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type Graph, graphFromEdges } from '../../../src/methods/graph/csr-graph.ts';

export interface OracleGraph {
  readonly name: string;
  readonly n: number;
  readonly edges: readonly (readonly [number, number])[];
  readonly weights?: readonly number[];
  readonly components: readonly number[];
  readonly degree_centrality: readonly number[];
  readonly strength: readonly number[];
  readonly betweenness: readonly number[];
  readonly closeness: readonly number[];
  readonly eigenvector: readonly number[];
  readonly eigenvector_component: readonly number[];
  readonly eigenvalue: number;
  readonly pagerank: readonly number[];
  readonly greedy: readonly { resolution: number; labels: readonly number[]; modularity: number }[];
  readonly igraph_multilevel_modularity: { lowest: number; highest: number };
  readonly igraph_leiden_modularity: { lowest: number; highest: number };
  readonly groups: readonly number[];
  readonly participation: readonly number[];
}

/** Two partitions of the same nodes and how well they agree. */
export interface Agreement {
  readonly one: readonly number[];
  readonly two: readonly number[];
  readonly ari: number;
  readonly nmi: number;
  readonly vi: number;
}

interface Oracle {
  readonly agreements: readonly Agreement[];
  readonly tolerance: { relative: number; absolute: number; eigenvector: number; pagerank: number };
  readonly graphs: readonly OracleGraph[];
}

export const oracle = JSON.parse(
  readFileSync(new URL('../../../fixtures/oracles/network.oracle.json', import.meta.url), 'utf8'),
) as Oracle;

/** Cases for `it.each`: a name for the title, then the graph. */
export const cases = oracle.graphs.map((wanted) => [wanted.name, wanted] as const);
export const unweightedCases = cases.filter(([, wanted]) => wanted.weights === undefined);
export const weightedCases = cases.filter(([, wanted]) => wanted.weights !== undefined);

export function graphOf(wanted: Pick<OracleGraph, 'n' | 'edges' | 'weights'>): Graph {
  return graphFromEdges(
    wanted.n,
    Int32Array.from(wanted.edges, ([a]) => a),
    Int32Array.from(wanted.edges, ([, b]) => b),
    wanted.weights && Float64Array.from(wanted.weights),
  );
}

/** Every value within `relative` of the wanted one, or within `absolute` of the largest. */
export function expectClose(
  found: ArrayLike<number>,
  wanted: ArrayLike<number>,
  tolerance = oracle.tolerance.relative,
): void {
  expect(found.length).toBe(wanted.length);
  let scale = 0;
  for (let i = 0; i < wanted.length; i++) scale = Math.max(scale, Math.abs(wanted[i]));
  for (let i = 0; i < wanted.length; i++) {
    const allowed = Math.max(tolerance * Math.abs(wanted[i]), oracle.tolerance.absolute * scale);
    if (!(Math.abs(found[i] - wanted[i]) <= allowed))
      expect(`${i}: ${found[i]}`).toBe(`${i}: ${wanted[i]} ± ${allowed}`);
  }
}

/** The same graph with node i called order[i]. */
export function relabelled(wanted: Pick<OracleGraph, 'n' | 'edges' | 'weights'>, order: Int32Array): Graph {
  return graphOf({ ...wanted, edges: wanted.edges.map(([a, b]) => [order[b], order[a]] as const) });
}

/** Values of the relabelled graph brought back to the old names. */
export function broughtBack(values: ArrayLike<number>, order: Int32Array): number[] {
  return Array.from(order, (name) => values[name]);
}
