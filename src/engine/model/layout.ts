/**
 * How the positions of a batch lie in a tensor. Everything but attention works on each position alone, so a block needs to know
 * only how to set positions side by side for attention and how to take them back. Three ways: side by side already; packed, positions
 * that sequences share standing once; separate, a row for every position.
 *
 * Letters: B sequences, T positions of the longest, W any width; "rows" is the tensor as blocks pass it on.
 */

import type { Graph, Shape, Tensor, VectorJacobianProduct } from '../onnx/onnx-graph.ts';
import * as ops from '../onnx/ops.ts';

export interface Layout {
  /** rows → [B, T, W], each sequence's positions in order. */
  sequences(x: Tensor): Tensor;
  /** [B, T, W] → rows. */
  rows(y: Tensor): Tensor;
  /** rows → each sequence's last position, [B, 1, W]. */
  last(x: Tensor): Tensor;
  /** int [B], each sequence's last position; undefined where every sequence has T positions. */
  readonly ends?: Tensor;
}

/** Rows are [B, T, W] already: sequences of equal length. */
export const sideBySide: Layout = {
  sequences: (x) => x,
  rows: (y) => y,
  last: (x) => ops.slice(x, 1, -1),
};

/**
 * Rows as a list [N, W] in which positions that several sequences share stand once. A position's residual depends on the positions
 * before it alone, so sequences that begin alike have equal residuals there at every layer: computed once, read by each.
 *
 * Letters: N rows, B sequences, T positions of the longest.
 */
interface GatheredLayout extends Layout {
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

/**
 * Rows as a list [M, W] with one for each position of every sequence, sequences one after another. Unlike the packed layout's
 * rows and positions are in one-to-one correspondence, so the derivative of setting rows side by side is taking
 * them back and the other way round: two gathers, where a shared row would have to add up its copies.
 *
 * Letters: M positions of all sequences, B sequences, T positions of the longest.
 *
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
