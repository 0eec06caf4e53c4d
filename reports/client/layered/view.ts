/** What the reader has chosen on a layered graph. Plain data, so that the address can hold it. */
import type { LayeredFile, Measure } from '../../layered/graph.ts';
import { N_NODES_SVG } from '../../layered/svg-limit.ts';

export interface View {
  /** Edges whose |weight| is smaller are hidden. */
  readonly threshold: number;
  /** Least value of each measure that has a slider, in the order of `limited`; null hides nothing. */
  readonly limits: readonly (number | null)[];
  /** Positions of edge kinds that are hidden. */
  readonly hiddenKinds: readonly number[];
  readonly selected: string | null;
  readonly pinned: readonly string[];
  /** Show pinned nodes and the edges between them alone. */
  readonly pinnedOnly: boolean;
  /** Position of the path that is shown. */
  readonly path: number | null;
}

/** A measure with a slider, and where its values stand. */
export interface Limited {
  readonly of: 'node' | 'edge';
  readonly index: number;
  readonly measure: Measure;
}

/** Edges that the first view of a graph too large for SVG shows: more would be a grey cloud, and the status line says so. */
const N_EDGES_FIRST = 2000;

export function limited({ graph }: LayeredFile): Limited[] {
  const found = (of: Limited['of'], measures: readonly Measure[]): Limited[] =>
    measures.flatMap((measure, index) => (measure.slider ? [{ of, index, measure }] : []));
  return [...found('edge', graph.edge_measures), ...found('node', graph.node_measures)];
}

export function startOf(file: LayeredFile): View {
  const { nodes, edges } = file.graph;
  const sizes = edges.map((edge) => Math.abs(edge.weight)).sort((a, b) => b - a);
  const isLarge = nodes.length > N_NODES_SVG && edges.length > N_EDGES_FIRST;
  return {
    threshold: isLarge ? sizes[N_EDGES_FIRST - 1] : 0,
    limits: limited(file).map(() => null),
    hiddenKinds: [],
    selected: null,
    pinned: [],
    pinnedOnly: false,
    path: null,
  };
}
