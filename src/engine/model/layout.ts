/**
 * How the positions of a batch lie in a tensor. Everything but attention works on each position alone, so a block needs to know
 * only how to set positions side by side for attention and how to take them back.
 *
 * Letters: B sequences, T positions of the longest, W any width; "rows" is the tensor as blocks pass it on.
 */
import type { Tensor } from '../onnx/onnx-graph.ts';
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
