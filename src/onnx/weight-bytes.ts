/**
 * What the weights of a session take in memory, as float32: those that the graph's outputs depend on, each once. A weight of which only
 * rows are gathered counts whole.
 */
import type { Graph } from './graph.ts';
import { liveGraph } from './live.ts';

export function weightBytesOf(graph: Graph): number {
  const stored = liveGraph(graph).initialisers.filter(({ data }) => !(data instanceof Uint8Array));
  return stored.reduce((sum, { tensor }) => sum + tensor.shape.reduce<number>((size, dim) => size * Number(dim), 4), 0);
}
