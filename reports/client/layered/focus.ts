/** What stands out: what the pointer is on, else the path that is shown, else the selected node with what it is joined to. */
import type { LayeredFile } from '../../layered/graph.ts';
import type { View } from './view.ts';
import type { Ends, Visible } from './visible.ts';

/** What the pointer or the keyboard is on, as positions in the file. */
export type Hovered = { readonly node: number } | { readonly edge: number } | null;

/** Positions of nodes and edges that stand out from the rest; null when nothing does. */
export interface Focus {
  readonly nodes: ReadonlySet<number>;
  readonly edges: ReadonlySet<number>;
}

export function focusOf(
  { graph }: LayeredFile,
  ends: Ends,
  view: View,
  shown: Visible,
  hovered: Hovered,
): Focus | null {
  if (hovered !== null && 'edge' in hovered) {
    return { nodes: new Set(ends[hovered.edge]), edges: new Set([hovered.edge]) };
  }
  if (hovered !== null) return around(hovered.node, ends, shown);
  if (view.path !== null) {
    const nodes = graph.paths[view.path].nodes.map((id) => graph.nodes.findIndex((node) => node.id === id));
    const steps = new Set(nodes.slice(1).map((to, at) => `${nodes[at]} ${to}`));
    const edges = [...shown.edges].filter((at) => steps.has(`${ends[at][0]} ${ends[at][1]}`));
    return { nodes: new Set(nodes), edges: new Set(edges) };
  }
  const selected = graph.nodes.findIndex((node) => node.id === view.selected);
  return selected < 0 ? null : around(selected, ends, shown);
}

function around(node: number, ends: Ends, shown: Visible): Focus {
  const edges = new Set([...shown.inputs[node], ...shown.outputs[node]]);
  return { nodes: new Set([node, ...[...edges].flatMap((at) => ends[at])]), edges };
}
