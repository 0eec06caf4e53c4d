/** Tokens to the residual at a site: the blocks before it, nothing after. */

import type { Architecture } from '../model/architecture.ts';
import { type Layout, sideBySide } from '../model/layout.ts';
import type { Site } from '../model/site.ts';
import { Graph } from '../onnx/onnx-graph.ts';
import { EMBEDDED, walk } from './walk.ts';

/**
 * Input `tokens` int32 [B, T] and what the layout reads; output `resid`, rows as the layout has them.
 * @param layoutOf positions side by side, [B, T, D], unless given
 */
export function headGraph(
  build: (graph: Graph) => Architecture,
  to: Site,
  layoutOf: (graph: Graph) => Layout = () => sideBySide,
): Graph {
  const graph = new Graph('head');
  const model = build(graph);
  const layout = layoutOf(graph);
  const x = layout.rows(model.embed(graph.input('tokens', 'int32', ['batch', 'time'])));
  graph.output('resid', walk(model, x, EMBEDDED, { layout, reads: [to] }).at(to));
  return graph;
}
