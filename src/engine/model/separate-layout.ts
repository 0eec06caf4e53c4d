/**
 * Rows as a list [M, W] with one for each position of every sequence, sequences one after another. Unlike the packed layout's
 * (packed-layout.ts) rows and positions are in one-to-one correspondence, so the derivative of setting rows side by side is taking
 * them back and the other way round: two gathers, where a shared row would have to add up its copies.
 *
 * Letters: M positions of all sequences, B sequences, T positions of the longest.
 */
import type { Graph, Shape, Tensor, VectorJacobianProduct } from '../onnx/onnx-graph.ts';
import * as ops from '../onnx/ops.ts';
import type { GatheredLayout } from './packed-layout.ts';

/**
 * Adds the graph inputs `own_place` int32 [B, T], the row of every position (any row beyond a sequence's end); `own_source`
 * int32 [M], the place of every row, counted through [B, T]; and `own_last` int32 [B], the row at each sequence's end.
 * @param ends int32 [B], each sequence's last position
 */
export function separateLayout(graph: Graph, ends: Tensor): GatheredLayout {
  const place = graph.input('own_place', 'int32', ['batch', 'time']);
  const source = graph.input('own_source', 'int32', ['positions']);
  const last = graph.input('own_last', 'int32', ['batch']);
  const positions = ops.unsqueeze(ops.indicesAlong(place, 1), [0, 2]);
  const inside = graph.node('LessOrEqual', [positions, ops.unsqueeze(ops.asInt64(ends), [1, 2])], 'bool', [
    'batch',
    'time',
    1,
  ]);
  const pick = (x: Tensor, indices: Tensor, shape: Shape, vjp: VectorJacobianProduct): Tensor =>
    graph.node('Gather', [x, indices], 'float32', shape, { attributes: { axis: 0 }, vjp });
  const taken = (y: Tensor): Tensor =>
    pick(y, source, ['positions', y.shape[1]], ([d]) => [
      // Beyond a sequence's end nothing is read, so nothing comes back.
      d && ops.flattenRows(ops.where(inside, ops.gather(d, place), 0)),
      undefined,
    ]);
  return {
    sequences: (x) =>
      pick(x, place, ['batch', 'time', x.shape[1]], ([d]) => [d && taken(ops.flattenRows(d)), undefined]),
    rows: (y) => taken(ops.flattenRows(y)),
    last: (x) => ops.unsqueeze(ops.gather(x, last), [1]),
    ends,
    inputs: [place, source, last],
  };
}
