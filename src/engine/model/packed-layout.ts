/**
 * Rows as a list [N, W] in which positions that several sequences share stand once. A position's residual depends on the positions
 * before it alone, so sequences that begin alike have equal residuals there at every layer: computed once, read by each.
 *
 * Letters: N rows, B sequences, T positions of the longest.
 */
import type { Graph, Tensor } from '../onnx/onnx-graph.ts';
import * as ops from '../onnx/ops.ts';
import type { Layout } from './layout.ts';

export interface GatheredLayout extends Layout {
  readonly ends: Tensor;
  /** Of places, rows and last positions. */
  readonly inputs: readonly [place: Tensor, source: Tensor, last: Tensor];
}

/**
 * Adds the graph inputs `place` int32 [B, T], the row of every position (any row beyond a sequence's end, where nothing reads it);
 * `source` int32 [N], one of the places of every row, counted through [B, T]; `ends` int32 [B], each sequence's last position; and
 * `last` int32 [B], the row that stands there.
 */
export function packedLayout(graph: Graph): GatheredLayout {
  const place = graph.input('place', 'int32', ['batch', 'time']);
  const source = graph.input('source', 'int32', ['rows']);
  const ends = graph.input('ends', 'int32', ['batch']);
  const last = graph.input('last', 'int32', ['batch']);
  return {
    sequences: (x) => ops.gather(x, place),
    rows: (y) => ops.gather(ops.flattenRows(y), source),
    last: (x) => ops.unsqueeze(ops.gather(x, last), [1]),
    ends,
    inputs: [place, source, last],
  };
}
