/** Which nodes and edges a view shows, what goes into and out of each node, and the connected components of what is shown. */
import type { LayeredFile } from '../../layered/graph.ts';
import { type Limited, limited, type View } from './view.ts';

/** Nodes and edges are positions in the file. */
export interface Visible {
  readonly nodes: ReadonlySet<number>;
  readonly edges: ReadonlySet<number>;
  /** [N] edges that end at each node, largest |weight| first. */
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
  /** Components of two or more nodes. */
  readonly nComponents: number;
  /** Nodes that a visible edge touches. */
  readonly nJoined: number;
}

/** [M] source and target of every edge. */
export type Ends = readonly (readonly [number, number])[];

export function endsOf({ graph }: LayeredFile): Ends {
  const index = new Map(graph.nodes.map((node, at) => [node.id, at]));
  return graph.edges.map((edge) => [index.get(edge.source)!, index.get(edge.target)!]);
}

export function visible({ graph, ...file }: LayeredFile, ends: Ends, view: View): Visible {
  const limits = limited({ graph, ...file });
  const passes = (of: Limited['of'], values: readonly (number | null)[]): boolean =>
    limits.every(({ of: kind, index }, at) => {
      const least = view.limits[at];
      const value = values[index];
      return kind !== of || least === null || (value !== null && value >= least);
    });
  const pinned = new Set(view.pinned);
  const nodes = new Set(
    graph.nodes.flatMap((node, at) =>
      passes('node', node.values) && (!view.pinnedOnly || pinned.has(node.id)) ? [at] : [],
    ),
  );
  const strongest = [...graph.edges.keys()]
    .filter(
      (at) =>
        Math.abs(graph.edges[at].weight) >= view.threshold &&
        !view.hiddenKinds.includes(graph.edges[at].kind) &&
        nodes.has(ends[at][0]) &&
        nodes.has(ends[at][1]) &&
        passes('edge', graph.edges[at].values),
    )
    .sort((a, b) => Math.abs(graph.edges[b].weight) - Math.abs(graph.edges[a].weight) || a - b);
  const inputs: number[][] = graph.nodes.map(() => []);
  const outputs: number[][] = graph.nodes.map(() => []);
  for (const at of strongest) {
    outputs[ends[at][0]].push(at);
    inputs[ends[at][1]].push(at);
  }
  return { nodes, edges: new Set(strongest), inputs, outputs, ...components(graph.nodes.length, strongest, ends) };
}

function components(nNodes: number, edges: readonly number[], ends: Ends): { nComponents: number; nJoined: number } {
  const parent = Array.from({ length: nNodes }, (_, node) => node);
  const root = (start: number): number => {
    let at = start;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  const joined = new Set<number>();
  for (const edge of edges) {
    for (const node of ends[edge]) joined.add(node);
    parent[root(ends[edge][0])] = root(ends[edge][1]);
  }
  return { nComponents: new Set([...joined].map(root)).size, nJoined: joined.size };
}
