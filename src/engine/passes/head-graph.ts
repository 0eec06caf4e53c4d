/** Tokens to the residual at the hook: the blocks before it, nothing after. */

import type { Architecture } from '../model/architecture.ts';
import { type Layout, sideBySide } from '../model/layout.ts';
import { Graph } from '../onnx/onnx-graph.ts';

/**
 * Input `tokens` int32 [B, T] and what the layout reads; output `resid`, rows as the layout has them.
 * @param layoutOf positions side by side, [B, T, D], unless given
 */
export function headGraph(
  build: (graph: Graph) => Architecture,
  blocksBefore: number,
  layoutOf: (graph: Graph) => Layout = () => sideBySide,
): Graph {
  const graph = new Graph('head');
  const model = build(graph);
  const layout = layoutOf(graph);
  let x = layout.rows(model.embed(graph.input('tokens', 'int32', ['batch', 'time'])));
  for (let layer = 0; layer < blocksBefore; layer++) x = model.block(layer, x, { layout });
  graph.output('resid', x);
  return graph;
}
