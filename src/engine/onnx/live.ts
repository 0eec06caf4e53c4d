/** The part of a graph that its outputs depend on. The rest (a derivative never asked for, an unused weight) is not written out. */

import type { Graph, Initialiser, Node, Tensor } from './onnx-graph.ts';

interface LiveGraph {
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

/**
 * What the weights of a session take in memory, as float32: those that the graph's outputs depend on, each once. A weight of which rows
 * are gathered and nothing else is read (a token embedding) does not count: of a mapped file only those rows' pages are in memory.
 */
export function weightBytesOf(graph: Graph): number {
  const { nodes, initialisers } = liveGraph(graph);
  const whole = new Set(nodes.filter(({ operator }) => operator !== 'Gather').flatMap(({ inputs }) => inputs));
  const stored = initialisers.filter(({ tensor, data }) => whole.has(tensor) && !(data instanceof Uint8Array));
  return stored.reduce((sum, { tensor }) => sum + tensor.shape.reduce<number>((size, dim) => size * Number(dim), 4), 0);
}
