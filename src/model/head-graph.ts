/** Tokens to the residual at the hook: the blocks before it, nothing after. */
import { Graph } from '../onnx/graph.ts';
import type { Architecture } from './architecture.ts';

/** Input `tokens` int32 [B, T]; output `resid` [B, T, D]. */
export function headGraph(build: (graph: Graph) => Architecture, blocksBefore: number): Graph {
  const graph = new Graph('head');
  const model = build(graph);
  let x = model.embed(graph.input('tokens', 'int32', ['batch', 'time']));
  for (let layer = 0; layer < blocksBefore; layer++) x = model.block(layer, x);
  graph.output('resid', x);
  return graph;
}
