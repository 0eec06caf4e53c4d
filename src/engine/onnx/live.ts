/** The part of a graph that its outputs depend on. The rest (a derivative never asked for, an unused weight) is not written out. */
import type { Graph, Initialiser, Node, Tensor } from './onnx-graph.ts';

export interface LiveGraph {
  readonly nodes: readonly Node[];
  readonly initialisers: readonly Initialiser[];
}

export function liveGraph(graph: Graph): LiveGraph {
  const needed = new Set<Tensor>(graph.outputs.map(({ tensor }) => tensor));
  const nodes: Node[] = [];
  for (const node of [...graph.nodes].reverse()) {
    if (!node.outputs.some((output) => needed.has(output))) continue;
    for (const input of node.inputs) needed.add(input);
    nodes.push(node);
  }
  return { nodes: nodes.reverse(), initialisers: graph.initialisers.filter(({ tensor }) => needed.has(tensor)) };
}
