/**
 * What the weights of a session take in memory, as float32: those that the graph's outputs depend on, each once. A weight of which rows
 * are gathered and nothing else is read (a token embedding) does not count: of a mapped file only those rows' pages are in memory.
 */

import { liveGraph } from './live.ts';
import type { Graph } from './onnx-graph.ts';

export function weightBytesOf(graph: Graph): number {
  const { nodes, initialisers } = liveGraph(graph);
  const whole = new Set(nodes.filter(({ operator }) => operator !== 'Gather').flatMap(({ inputs }) => inputs));
  const stored = initialisers.filter(({ tensor, data }) => whole.has(tensor) && !(data instanceof Uint8Array));
  return stored.reduce((sum, { tensor }) => sum + tensor.shape.reduce<number>((size, dim) => size * Number(dim), 4), 0);
}
