/** The nodes of a graph, 0 … n - 1: in order, and shuffled for algorithms that visit them by chance. */
import { type Random, shuffle } from '../../../random.ts';

export function nodesInOrder(n: number): Int32Array {
  const nodes = new Int32Array(n);
  for (let i = 0; i < n; i++) nodes[i] = i; // Int32Array.from({ length }, …) takes ten times as long
  return nodes;
}

export function nodesShuffled(n: number, rng: Random): Int32Array {
  return shuffle(nodesInOrder(n), rng);
}
